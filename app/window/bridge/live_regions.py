"""Live regions: the regions of a look, as far as their styles are learned and their masks are there."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.regions import NONE, SAME, RegionChoice

if TYPE_CHECKING:
    from app.window.bridge.cross_fade import Blend
    from app.window.look import Look
    from engine import Region, Style


def live_regions(
    choices: Sequence[RegionChoice], styles: "Mapping[str, Style]", blend: "Blend"
) -> "tuple[Region, ...]":
    """What can be painted now. A stroke size of its own waits until it is learned: files have it at once.

    Args:
        choices: of the look; their styles are keys.
        styles: key -> what is learned.
        blend: what is painted everywhere.
    """
    from engine import Region

    found: list[Region] = []
    for choice in choices:
        learned = choice.style in (NONE, SAME) or choice.style in styles
        region = checked(choice) if learned else None
        if region is None:
            continue
        own = ((styles[choice.style], 1.0),) if choice.style in styles else region.styles
        used = blend if own is None else own
        fits = region.scale is not None and all(style.covers(region.scale) for style, _ in used)
        found.append(Region(region.mask, own, region.strength, region.scale if fits else None))
    return tuple(found)


def scales_of(look: "Look") -> dict[str, tuple[float, ...]]:
    """The styles that a look paints with, everywhere and in regions, and each one's stroke sizes."""
    everywhere = look["scale"] / 100
    wanted: dict[str, dict[float, None]] = {key: {everywhere: None} for key, _ in look.styles}
    for choice in look.regions:
        own = {SAME: tuple(key for key, _ in look.styles), NONE: ()}
        for key in own.get(choice.style, (choice.style,)):
            wanted.setdefault(key, {})[choice.scale or everywhere] = None
    return {key: tuple(scales) for key, scales in wanted.items()}


def checked(choice: RegionChoice) -> "Region | None":
    """A region without its style; None where its mask's file is gone, or a value makes no sense."""
    from engine import UsageError

    try:
        region = choice.checked()
    except UsageError:
        return None
    file = choice.mask_file
    return region if file is None or os.path.isfile(file) else None


def check_mask_file(path: Path) -> None:
    """Read the beginning of a mask's picture or film. Slow.

    Raises:
        SourceError, PictureError: it cannot be read.
    """
    from engine import open_source

    with open_source(path) as source:
        source.read()
