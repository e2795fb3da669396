"""StreamState: what painting remembers of one stream of frames."""

from dataclasses import dataclass, field
from fractions import Fraction

from engine.masks import MaskStream
from engine.pipeline.meter import NO_STOPWATCH, Stopwatch
from engine.steadiness import Steadier


@dataclass(eq=False, slots=True)
class StreamState:
    """One for each stream of frames; a picture by itself is a stream of one frame. Used by one thread.

    Seeks, cuts and gaps need not be told: they are seen in the times and the pictures.
    """

    steadier: Steadier | None = None
    """Holds flicker back; None: nothing is smoothed."""

    stopwatch: Stopwatch = NO_STOPWATCH
    """Measures the stages `fit`, `masks`, `upload`, `network`, `download`, `steady` and `restore`."""

    masks: MaskStream = field(default_factory=MaskStream)
    """The open masks."""

    time: Fraction = Fraction(0)
    """Seconds: of the frame that is painted now."""

    def shown_again(self) -> None:
        """The frame before is painted once more with other settings, which show at once."""
        if self.steadier is not None:
            self.steadier.forget_painting()

    def close(self) -> None:
        """Let go of files; a later frame opens them again."""
        self.masks.close()
