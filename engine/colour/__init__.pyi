"""Colour: how colours of pictures are measured, matched, turned, and held to a palette."""

from .adjustments import ResultColours as ResultColours, affine as affine
from .matching import ColourMatcher as ColourMatcher, packed as packed
from .palette import LEVELS as LEVELS, Palette as Palette, PaletteLock as PaletteLock
from .running import RunningColours as RunningColours
from .statistics import (
    ColourStatistics as ColourStatistics,
    Recolouring as Recolouring,
    colours_of as colours_of,
    coral as coral,
)
