"""Live regions: the regions of a look, as far as their styles are learned and their masks are there."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app.regions import NONE, SAME, RegionChoice

if TYPE_CHECKING:
    from engine import Region, Style


def live_regions(choices: Sequence[RegionChoice], styles: "Mapping[str, Style]") -> "tuple[Region, ...]":
    """What can be painted now.

    Args:
        choices: of the look; their styles are keys.
        styles: key -> what is learned.
    """
    from engine import Region

    found: list[Region] = []
    for choice in choices:
        learned = choice.style in (NONE, SAME) or choice.style in styles
        region = checked(choice) if learned else None
        if region is not None and choice.style in styles:
            style = styles[choice.style]
            # A stroke size of its own waits until it is learned: files have it at once.
            scale = region.scale if region.scale and style.covers(region.scale) else None
            region = Region(region.mask, ((style, 1.0),), region.strength, scale)
        elif region is not None:
            region = Region(region.mask, region.styles, region.strength)
        if region is not None:
            found.append(region)
    return tuple(found)


def checked(choice: RegionChoice) -> "Region | None":
    """A region without its style; None where its mask's file is gone, or a value makes no sense."""
    from engine import UsageError

    try:
        region = choice.checked()
    except UsageError:
        return None
    file = choice.mask_file
    return region if file is None or os.path.isfile(file) else None


def keys_of(choices: Sequence[RegionChoice]) -> tuple[str, ...]:
    """The styles of regions."""
    return tuple(choice.style for choice in choices if choice.style not in (NONE, SAME))
