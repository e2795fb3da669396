"""Video look: what a video file is painted with, as wanted and not as far as it is learned."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine import Settings, Stylizer


@dataclass(frozen=True, slots=True)
class VideoLook:
    """A look at one moment, for a stylizer that has yet to learn its styles."""

    network: str
    """Name of the network."""

    styles: tuple[tuple[Path, str, float], ...]
    """Picture, name and weight of each style."""

    settings: "Settings"
    """All but the styles."""

    def learned_by(self, stylizer: "Stylizer") -> "Settings":
        """The settings with the styles, learned now. Slow.

        Raises:
            PictureError: a style's picture is gone or damaged.
        """
        styles = tuple((stylizer.learn(path, name), weight) for path, name, weight in self.styles)
        return replace(self.settings, styles=styles)
