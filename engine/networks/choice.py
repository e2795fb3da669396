"""Which network paints when a person names none. Loads none of them."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from engine.devices import Choice, multiprocessors
from engine.networks.listing import DEFAULT_NETWORK
from engine.pictures import content_hash
from engine.study import StudiedStyles, is_shared, read_shared
from models.folders import cache_folder
from models.registry import BASE, find

Work = Literal["photos", "films", "live"]
"""What is painted: single frames, thousands of them, or those of a camera, which do not wait."""

FAST_CPU_CORES: int = 16
"""Logical cores from which on films are painted by `base`; two take 0.2 to 0.5 s for a frame of 1920x1080."""

FAST_GPU_MULTIPROCESSORS: int = 20
"""Of an NVIDIA GPU, from which on live views are painted by `base`.

1280x720 at 30 frames/s are 2.9 TFLOP/s for it, a tenth of what 20 multiprocessors with tensor cores do in
float16 at 1.5 GHz. Reckoned, not measured.
"""


def network_for(
    pictures: Iterable[Path], choice: Choice, work: Work, *, processors: int | None = None
) -> str:
    """Name of the network that paints these styles best in a time that people wait for.

    The network with which one of them was studied: a study brings more than a wider network does. Where none
    was, `base` where it is fast enough: for photos everywhere; for films on a GPU, and on a CPU that has
    `FAST_CPU_CORES`; for a live view on a GPU that has `FAST_GPU_MULTIPROCESSORS`.

    Args:
        pictures: files of all style pictures, shared styles among them.
        choice: where the network will run.
        work: what is to be painted.
        processors: logical cores of the CPU, or multiprocessors of the GPU; None = of this one.

    Raises:
        PictureError: a file cannot be read.
    """
    pictures = tuple(pictures)
    for name in (DEFAULT_NETWORK, BASE.name):
        studied = StudiedStyles(find(name), cache_folder())
        if any(_is_studied(picture, studied) for picture in pictures):
            return name
    return BASE.name if _is_fast_enough(choice.device, work, processors) else DEFAULT_NETWORK


def _is_fast_enough(device: str, work: Work, processors: int | None) -> bool:
    """Whether people need not wait for `base`."""
    if work == "photos":
        return True
    if work == "live":
        count = multiprocessors(device) if processors is None else processors
        return device.startswith("cuda") and count >= FAST_GPU_MULTIPROCESSORS
    return device != "cpu" or (processors or os.cpu_count() or 1) >= FAST_CPU_CORES


def _is_studied(picture: Path, studied: StudiedStyles) -> bool:
    """Whether a style was studied with the network of these studies."""
    if is_shared(picture):
        return read_shared(picture).studied.network == studied.network
    return studied.load(content_hash(picture)) is not None
