"""Settings: one frozen snapshot of how to paint, read once per frame."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypedDict, get_args

import numpy as np
from numpy.typing import NDArray

from engine.errors import UsageError
from engine.frame import Image, read_only
from engine.masks import AnyMask
from models.study import Tuning

if TYPE_CHECKING:
    from engine.colour import ColourStatistics

Statistics = NDArray[np.float32]
"""(P,) float32: what a network learned from a style picture; P belongs to the network."""

Enlarging = Literal["guided", "plain"]
"""How a painting becomes as large as its content: along the content's edges, or by cubic interpolation."""

SMALLEST_RENDER_SIZE = 64
"""Pixels: below this the deepest layer of our networks has too few positions left."""

SCALES: Final = (0.5, 1.0, 2.0)
"""Scales at which a style picture is learned; between them its statistics are interpolated."""

RANGES: Final = (
    ("strength", 0.0, 1.0, " (the picture itself)", " (full style)"),
    ("texture", 0.0, 1.0, " (calm)", " (rough)"),
    ("smoothing", 0.0, 1.0, " (none)", " (most)"),
    ("scale", SCALES[0], SCALES[-1], " (small strokes)", " (large)"),
    ("keep_colors", 0.0, 1.0, "", ""),
    ("brightness", -1.0, 1.0, "", ""),
    ("contrast", 0.0, 2.0, "", ""),
    ("saturation", 0.0, 2.0, "", ""),
)
"""Least and most of each number of `Settings`, and what these two mean."""


@dataclass(frozen=True, eq=False, slots=True)
class Style:
    """A style picture as one network sees it."""

    name: str
    """What people call it: the picture's file name without its ending."""

    statistics: Statistics
    """(textures * P,) float32, read-only: of each texture, calm first."""

    network: str
    """Key of the network that learned it; another network cannot use the statistics."""

    thumbnail: Image
    """Small picture of the style, (h, w, 3) uint8 RGB, long side at most 192 pixels."""

    scaled: tuple[tuple[float, Statistics], ...] = ()
    """What was learned of it at other scales: pairs of a scale and statistics as above."""

    picture: bytes = b""
    """JPEG of what the network was shown, to learn it again in other colours; empty: that cannot be done."""

    tuning: Tuning | None = None
    """(T,) float16, read-only: what a study adds to the weights that paint; None: not studied."""

    def __post_init__(self) -> None:
        for name in ("statistics", "tuning"):
            if (array := getattr(self, name)) is not None:
                object.__setattr__(self, name, read_only(array))  # frozen: the one way

    def covers(self, scale: float) -> bool:
        """Whether it was learned at the scales that are needed for this stroke size."""
        return set(scales_for(scale)) <= {1.0, *(one for one, _ in self.scaled)}

    def at_scale(self, scale: float) -> Statistics:
        """Its statistics (textures * P,) at a stroke size: those learned at the nearest scales, interpolated.

        Args:
            scale: 0.5..2, 1 = as the picture is.

        Raises:
            UsageError: it was not learned at the scales that are needed.
        """
        known = {1.0: self.statistics, **dict(self.scaled)}
        needed = scales_for(scale)
        if not self.covers(scale):
            raise UsageError(
                f'The style "{self.name}" was not learned for scale {scale:g}. '
                f"Learn its picture again with scales=[{scale:g}]."
            )
        if len(needed) == 1:
            return known[needed[0]]
        small, large = needed
        share = np.float32(math.log(scale / small) / math.log(large / small))
        return np.asarray((1 - share) * known[small] + share * known[large], np.float32)


def scales_for(scale: float) -> tuple[float, ...]:
    """Those of `SCALES` between which a scale lies, or the one that it is."""
    if scale in SCALES:
        return (scale,)
    return (SCALES[0], SCALES[1]) if scale < 1.0 else (SCALES[1], SCALES[2])


Blend = tuple[tuple[Style, float], ...]
"""Styles and their weights (above 0; only their proportions count)."""


@dataclass(frozen=True, eq=False, slots=True)
class Region:
    """What is painted in a part of the picture. `Stylizer.region` makes one from pictures and texts.

    Raises:
        UsageError: a value is out of its range.
    """

    mask: AnyMask
    """Where."""

    styles: Blend | None = None
    """With what; empty: nothing, the picture stays as it is. None: as everywhere."""

    strength: float | None = None
    """0..1, as in `Settings`; None: as everywhere."""

    scale: float | None = None
    """Stroke size 0.5..2, as in `Settings`; None: as everywhere."""

    def __post_init__(self) -> None:
        strength, scale = (1.0 if value is None else value for value in (self.strength, self.scale))
        Settings(self.styles or (), strength, scale=scale)  # says what is wrong with them


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """How one part of the picture is painted: all that may differ between parts."""

    styles: Blend
    """Empty: not at all."""

    strength: float
    """0..1; 0 where there are no styles."""

    scale: float
    """Stroke size, 0.5..2."""

    def blend(self) -> Statistics:
        """Weighted mean of the styles' statistics, (textures * P,) (Huang & Belongie 2017, section 7.3).

        Raises:
            UsageError: there is no style, or they were learned by different networks, or not at this scale.
        """
        if not self.styles:
            raise UsageError("There is no style to paint with; choose at least one.")
        if len({style.network for style, _ in self.styles}) > 1:
            raise UsageError("The styles were learned by different networks; learn them again with one.")
        largest = max(weight for _, weight in self.styles)  # first: the sum of huge ones would be infinite
        total = sum(weight / largest for _, weight in self.styles)
        parts = [
            style.at_scale(self.scale) * np.float32(weight / largest / total) for style, weight in self.styles
        ]
        return np.asarray(np.sum(parts, axis=0), dtype=np.float32)


class Look(TypedDict, total=False):
    """The fields of `Settings` without its styles, as keyword arguments."""

    strength: float
    texture: float
    keep_colors: float
    match_colors: "bool | ColourStatistics"
    brightness: float
    contrast: float
    saturation: float
    lock_palette: bool
    render_size: int | None
    smoothing: float
    mirror: bool
    enlarge: Enlarging
    scale: float
    regions: "tuple[Region, ...]"


@dataclass(frozen=True, eq=False, slots=True)
class Settings:
    """How to paint the next frame.

    Raises:
        UsageError: a value is out of its range.
    """

    styles: Blend = ()
    """Styles and their weights (above 0; only their proportions count). Empty: frames pass through."""

    strength: float = 1.0
    """0 = the content picture, 1 = full style (the paper's alpha)."""

    texture: float = 1.0
    """0 = calm, 1 = rough: strokes against steadiness. Without effect in networks that know one texture."""

    keep_colors: float = 0.0
    """0 = colours of the style, 1 = of the content, with the brush strokes of the style; True is 1."""

    match_colors: "bool | ColourStatistics" = False
    """How colours are kept. False: the content's chroma under the painting's luma. True: the style picture
    gets the content's colours (CORAL), then it is learned. ColourStatistics: those colours instead."""

    brightness: float = 0.0
    """Added to the painting: -1 = black, 0 = as it is, 1 = white."""

    contrast: float = 1.0
    """Of the painting: 0 = none, 1 = as it is, 2 = twice as much."""

    saturation: float = 1.0
    """Of the painting's colours: 0 = grey, 1 = as they are, 2 = twice as much."""

    lock_palette: bool = False
    """Let no colour of the painting leave the palette of the styles' pictures."""

    render_size: int | None = None
    """Long side in pixels at which the network runs; None = as the source, at most `DEFAULT_RENDER_SIZE`."""

    smoothing: float = 0.0
    """0 = every frame for itself, which takes least time; 1 = steadiest; see `Steadier`, `LIVE_SMOOTHING`."""

    mirror: bool = False
    """Give mirrored frames, in the content as in the painted picture."""

    enlarge: Enlarging = "guided"
    """How, where the render size is below that of the content; see `enlarge_guided`."""

    scale: float = 1.0
    """Stroke size, 0.5..2: at 2 strokes are about twice as large. The style is learned at this scale, and the
    render size is divided by the root of it."""

    regions: tuple[Region, ...] = ()
    """Parts of the picture that are painted otherwise; a later one lies over those before it."""

    def __post_init__(self) -> None:
        for name, least, most, low, high in RANGES:
            if not least <= (value := getattr(self, name)) <= most:
                said = name.capitalize().replace("_", " ")
                raise UsageError(f"{said} must be from {least:g}{low} to {most:g}{high}, not {value:g}.")
        if self.render_size is not None and self.render_size < SMALLEST_RENDER_SIZE:
            raise UsageError(
                f"Render size must be at least {SMALLEST_RENDER_SIZE} pixels, not {self.render_size}."
            )
        if self.enlarge not in get_args(Enlarging):
            raise UsageError(f"Enlarge must be guided or plain, not {self.enlarge}.")
        for style, weight in self.styles:
            if not (0.0 < weight < float("inf")):
                raise UsageError(f"The weight of style '{style.name}' must be above 0, not {weight:g}.")

    @property
    def paints(self) -> bool:
        """False when frames pass through as they are."""
        return any(part.strength > 0.0 for part in self.parts)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is painted outside of all regions, and then in each."""
        return (
            _part(self.styles, self.strength, self.scale),
            *(
                _part(
                    self.styles if region.styles is None else region.styles,
                    self.strength if region.strength is None else region.strength,
                    self.scale if region.scale is None else region.scale,
                )
                for region in self.regions
            ),
        )

    def blend(self) -> Statistics:
        """Weighted mean of the styles' statistics outside of all regions; see `Part.blend`."""
        return Part(self.styles, self.strength, self.scale).blend()


def _part(styles: Blend, strength: float, scale: float) -> Part:
    return Part(styles, strength if styles else 0.0, scale)
