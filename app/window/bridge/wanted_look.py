"""Wanted look: how to paint, as wanted now and not as far as it is learned."""

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from app.regions import RegionChoice
from app.window.bridge.live_regions import checked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine import Region, Settings, Style, Stylizer, Timeline, Transition


@dataclass(frozen=True, slots=True)
class WantedLook:
    """A look at one moment, for a stylizer that has yet to learn its styles."""

    network: str
    """Name of the network."""

    styles: tuple[tuple[Path, str, float], ...]
    """Picture, name and weight of each style."""

    settings: "Settings"
    """All but the styles and regions."""

    regions: tuple[tuple[RegionChoice, tuple[Path, str] | None], ...] = ()
    """The regions; of each, picture and name of its style, where it has one of its own."""

    @property
    def scales(self) -> set[float]:
        """Stroke sizes that it paints with."""
        return {part.scale for part in self.settings.parts} | {
            choice.scale for choice, _ in self.regions if choice.scale is not None
        }

    def learned_by(self, stylizer: "Stylizer", more_scales: "Iterable[float]" = ()) -> "Settings":
        """The settings with the styles, learned now, also at more stroke sizes. Slow.

        Raises:
            PictureError: a style's picture is gone or damaged.
        """
        more = list(more_scales)
        settings = self._with_regions(stylizer, more)
        scales = [*(part.scale for part in settings.parts), *more]
        styles = tuple(
            (stylizer.learn(path, name, scales=scales), weight) for path, name, weight in self.styles
        )
        return replace(settings, styles=styles)

    def learned_where_possible(self, stylizer: "Stylizer") -> "Settings":
        """As `learned_by`; styles whose pictures are gone or damaged are left out."""
        from engine import ImpastoError

        settings = self._with_regions(stylizer)
        scales = [part.scale for part in settings.parts]
        styles: list[tuple[Style, float]] = []
        for path, name, weight in self.styles:
            try:
                styles.append((stylizer.learn(path, name, scales=scales), weight))
            except ImpastoError:
                continue
        return replace(settings, styles=tuple(styles))

    def _with_regions(self, stylizer: "Stylizer", more_scales: "Iterable[float]" = ()) -> "Settings":
        """The settings with those regions whose masks and styles are there."""
        from engine import ImpastoError

        regions: list[Region] = []
        for choice, picture in self.regions:
            region = checked(choice)
            try:
                if region is not None and picture is not None:
                    scale = self.settings.scale if region.scale is None else region.scale
                    style = stylizer.learn(*picture, scales=(scale, *more_scales))
                    region = replace(region, styles=((style, 1.0),))
            except ImpastoError:
                continue
            if region is not None:
                regions.append(region)
        return replace(self.settings, regions=tuple(regions))


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

        scales = {scale for _, look in self.keyframes for scale in look.scales}
        keyframes = [
            Keyframe(Fraction(time_s).limit_denominator(1000), look.learned_by(stylizer, scales))
            for time_s, look in self.keyframes
        ]
        return Timeline(keyframes, self.transition)
