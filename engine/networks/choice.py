"""Which network paints files when a person names none. Loads none of them."""

import os
from collections.abc import Iterable
from pathlib import Path

from engine.devices import Choice
from engine.networks.listing import DEFAULT_NETWORK
from engine.pictures import content_hash
from engine.study import StudiedStyles, is_shared
from models.folders import cache_folder
from models.registry import BASE, find

FAST_CPU_CORES: int = 8
"""Logical cores from which on films are painted by `base`; two paint 22 frames/s of 640x360 in float32."""


def network_for_files(
    pictures: Iterable[Path], choice: Choice, *, films: bool, cores: int | None = None
) -> str:
    """Name of the network that paints these styles best in a time that people wait for.

    A style that was studied is painted by the default network, with which studies are made: they bring more
    than a wider network does. Others are painted by `base` on a GPU; on a CPU in photos, and in films where
    it has `FAST_CPU_CORES`.

    Args:
        pictures: files of all style pictures.
        choice: where the network will run.
        films: thousands of frames are to be painted, not single ones.
        cores: of the processor, logical; None = of this one.

    Raises:
        PictureError: a file cannot be opened.
    """
    cores = cores or os.cpu_count() or 1
    if choice.device == "cpu" and films and cores < FAST_CPU_CORES:
        return DEFAULT_NETWORK
    studied = StudiedStyles(find(DEFAULT_NETWORK), cache_folder())
    if any(is_shared(picture) or studied.load(content_hash(picture)) for picture in pictures):
        return DEFAULT_NETWORK
    return BASE.name
