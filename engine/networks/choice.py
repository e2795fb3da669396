"""Which network paints files when a person names none. Loads none of them."""

import os
from collections.abc import Iterable
from pathlib import Path

from engine.devices import Choice
from engine.networks.listing import DEFAULT_NETWORK
from engine.pictures import content_hash
from engine.study import StudiedStyles, is_shared, read_shared
from models.folders import cache_folder
from models.registry import BASE, find

FAST_CPU_CORES: int = 16
"""Logical cores from which on films are painted by `base`; two take 0.2 to 0.5 s for a frame of 1920x1080."""


def network_for_files(
    pictures: Iterable[Path], choice: Choice, *, films: bool, cores: int | None = None
) -> str:
    """Name of the network that paints these styles best in a time that people wait for.

    The network with which one of them was studied: a study brings more than a wider network does. Where none
    was, `base` on a GPU; on a CPU in photos, and in films where it has `FAST_CPU_CORES`.

    Args:
        pictures: files of all style pictures, shared styles among them.
        choice: where the network will run.
        films: thousands of frames are to be painted, not single ones.
        cores: of the processor, logical; None = of this one.

    Raises:
        PictureError: a file cannot be read.
    """
    pictures = tuple(pictures)
    for name in (DEFAULT_NETWORK, BASE.name):
        studied = StudiedStyles(find(name), cache_folder())
        if any(_is_studied(picture, studied) for picture in pictures):
            return name
    cores = cores or os.cpu_count() or 1
    slow = choice.device == "cpu" and films and cores < FAST_CPU_CORES
    return DEFAULT_NETWORK if slow else BASE.name


def _is_studied(picture: Path, studied: StudiedStyles) -> bool:
    """Whether a style was studied with the network of these studies."""
    if is_shared(picture):
        return read_shared(picture).studied.network == studied.network
    return studied.load(content_hash(picture)) is not None
