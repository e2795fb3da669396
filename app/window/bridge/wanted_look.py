"""Wanted look: how to paint, as wanted now and not as far as it is learned."""

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine import Settings, Style, Stylizer, Timeline, Transition


@dataclass(frozen=True, slots=True)
class WantedLook:
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

    def learned_where_possible(self, stylizer: "Stylizer") -> "Settings":
        """As `learned_by`; styles whose pictures are gone or damaged are left out."""
        from engine import ImpastoError

        styles: list[tuple[Style, float]] = []
        for path, name, weight in self.styles:
            try:
                styles.append((stylizer.learn(path, name), weight))
            except ImpastoError:
                continue
        return replace(self.settings, styles=tuple(styles))


@dataclass(frozen=True, slots=True)
class WantedTimeline:
    """Looks at several moments of a film, of one network."""

    keyframes: tuple[tuple[float, WantedLook], ...]
    """Seconds since the start, and how it is painted then."""

    transition: "Transition"
    """How one becomes the next."""

    def learned_by(self, stylizer: "Stylizer") -> "Timeline":
        """The timeline with the styles, each learned once. Slow.

        Raises:
            PictureError: a style's picture is gone or damaged.
        """
        from engine import Keyframe, Timeline

        keyframes = [
            Keyframe(Fraction(time_s).limit_denominator(1000), look.learned_by(stylizer))
            for time_s, look in self.keyframes
        ]
        return Timeline(keyframes, self.transition)
