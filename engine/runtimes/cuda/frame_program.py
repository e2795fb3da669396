"""All that is done to a whole frame on the device, in the order in which the Stylizer does it on the CPU."""

from collections.abc import Callable

from torch import Tensor

from engine.runtimes.cuda.colours import changed, keep_colors, locked, show_through
from engine.runtimes.cuda.frame_key import FrameKey, Numbers
from engine.runtimes.cuda.guided_enlarging import enlarge_guided
from engine.runtimes.cuda.resampling import pad, resize
from engine.runtimes.cuda.steadying import FollowingNumbers, Steadying

Network = Callable[[Tensor, Tensor, Tensor | None], Tensor]
"""A `PaintGraph`, or what was made of one: (1, h, w, 3) uint8, (K, P) and maps -> (1, h, w, 3) uint8."""


class FrameProgram:
    """Paints frames of one key. Launches the same work each time, so that it can be captured."""

    def __init__(self, key: FrameKey, network: Network, steadying: Steadying | None = None) -> None:
        """Be ready; `steadying` has the pictures before, where the key has a motion."""
        self._key = key
        self._network = network
        self._steadying = steadying

    def __call__(
        self, frame: Tensor, packed: Tensor, motion: Tensor | None = None, moves: Tensor | None = None
    ) -> Tensor:
        """Paint.

        Args:
            frame: (H, W, 3) uint8 RGB, on the device.
            packed: (count,) float32 on the device, as `pack` makes them.
            motion: as `Following.numbers` makes them, on the device; None: nothing is smoothed.
            moves: as `PaletteLock` has them, on the device; None: no palette holds.

        Returns:
            (H, W, 3) uint8 RGB.
        """
        key, size, numbers = self._key, self._key.size, self._key.unpack(packed)
        fitted = pad(
            resize(frame, size.render_height, size.render_width), size.padded_height, size.padded_width
        )
        painted = self._painted(fitted, numbers, motion)
        restored = self._restored(painted[: size.render_height, : size.render_width], frame)
        if key.keep_colors:
            restored = keep_colors(restored, frame, numbers.amount)
        if numbers.change is not None:
            restored = changed(restored, numbers.change)
        if moves is not None:
            restored = locked(restored, moves)
        return restored if key.untouched is None else show_through(restored, frame, numbers.untouched)

    def _painted(self, fitted: Tensor, numbers: Numbers, motion: Tensor | None) -> Tensor:
        """(h, w, 3) uint8 -> same."""
        key, steadying = self._key, self._steadying
        if motion is None or key.motion is None or steadying is None:
            return self._network(fitted[None], numbers.statistics, numbers.maps)[0]
        following = FollowingNumbers.of(motion, key.motion)
        steady = steadying.before(fitted, following)
        painted = self._network(steady[None], numbers.statistics, numbers.maps)[0]
        return steadying.after(painted, following)

    def _restored(self, painted: Tensor, content: Tensor) -> Tensor:
        if self._key.guided:
            return enlarge_guided(painted, content)
        return resize(painted, self._key.size.height, self._key.size.width)
