"""Films painted on the fake device, and by way of the CPU's memory, to be compared.

Whatever is read on that device before it is there, or overwritten before it was read, shows.
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch.nn.functional as F
from torch import Tensor

from engine.frame import Image
from engine.jobs import paint_video
from engine.masks import Weights
from engine.runtimes.cuda.frame_painter import DeviceFramePainter
from engine.runtimes.cuda.frame_program import Network
from engine.settings import Settings
from engine.sources import VideoFileSource
from tests.engine.runtimes.cuda.fake_device import FakeDevice
from tests.fakes import FakeRuntime, fake_stylizer, settings_of

SEED = int(np.random.SeedSequence().generate_state(1)[0])
"""Another one in each run; it stands in the message when a test fails."""


def inverted(image: Tensor, statistics: Tensor, maps: Tensor | None) -> Tensor:
    """The negative, as bright as the statistics of each part say."""
    bright = statistics[:, :1, None]  # (K, 1, 1)
    if maps is not None:
        bright = F.interpolate((maps * bright).sum(0)[None, None], image.shape[1:3])[0]
    return (255 - image.float() * bright[..., None] / 255).byte()


class InvertingRuntime(FakeRuntime):
    """Takes whole frames, and films if asked; a person is what is bright."""

    def __init__(
        self, device: FakeDevice, films: bool, network: Network = inverted, *, smoothing: bool = True
    ) -> None:
        super().__init__()
        self.frame_painter = DeviceFramePainter(device, lambda key: network, smoothing=smoothing)
        self.film_device = device if films else None

    def segment(self, image: Image) -> Weights:
        return np.asarray(image[..., 0] > 100, np.float32)


def paint(
    film: Path,
    output: Path,
    *,
    stays: bool,
    settings: Settings | None = None,
    network: Network = inverted,
    **asked: Any,  # noqa: ANN401 - what `paint_video` takes
) -> None:
    print(f"seed {SEED}")
    device = FakeDevice(SEED % 1000, eager=0.5)
    stylizer = fake_stylizer(InvertingRuntime(device, stays, network))
    paint_video(film, output, settings or settings_of(200), stylizer=stylizer, **asked)


def frames(path: Path) -> list[Image]:
    with VideoFileSource(path) as source:
        return [frame.image for frame in source]


def differences(first: Path, second: Path) -> list[float]:
    both = zip(frames(first), frames(second), strict=True)
    return [float(np.abs(one.astype(int) - other).mean()) for one, other in both]
