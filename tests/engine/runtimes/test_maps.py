"""Maps of styles, and persons, on every runtime; with `-m gpu` also on CUDA."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from engine.frame import Image
from engine.runtimes.base import PERSON_SIDE, Runtime
from engine.runtimes.openvino.runtime import OpenVinoRuntime
from engine.runtimes.torch import TorchRuntime
from engine.sources.pattern import PatternSource
from models.person import SIDE
from models.registry import NETWORKS, SMALL, NetworkInfo

CUDA = [pytest.param("float32", marks=pytest.mark.gpu), pytest.param("float16", marks=pytest.mark.gpu)]

every_network = pytest.mark.parametrize(
    "network", [network for network in NETWORKS if network.bundled], ids=lambda network: network.name
)


def scene(width: int, height: int) -> Image:
    frame = PatternSource(width, height).read()
    assert frame is not None
    return frame.image


def paint(runtime: Runtime, image: Image) -> Image:
    """Two styles, with a soft edge between them."""
    assert runtime.statistics_size is not None
    styles = (scene(128, 128), 255 - scene(96, 96))
    rows = np.stack([runtime.encode_style(style)[-runtime.statistics_size :] for style in styles])
    left = np.tile(np.linspace(1, 0, image.shape[1] // 2, dtype=np.float32), (image.shape[0] // 2, 1))
    return runtime.download(runtime.network(runtime.upload(image), rows, np.stack([left, 1 - left])))


@every_network
@pytest.mark.parametrize("size", [(64, 64), (200, 120)])
def test_runtimes_agree_on_maps(network: NetworkInfo, size: tuple[int, int]) -> None:
    one, other = TorchRuntime(network, "cpu", "float32"), OpenVinoRuntime(network, "float32")
    assert np.abs(paint(one, scene(*size)).astype(int) - paint(other, scene(*size))).max() <= 2


@every_network
@pytest.mark.parametrize("precision", CUDA)
def test_cuda_paints_maps_as_the_cpu_does(network: NetworkInfo, precision: str) -> None:
    one, other = TorchRuntime(network, "cpu", "float32"), TorchRuntime(network, "cuda", precision)
    error = np.mean((paint(one, scene(200, 120)).astype(np.float64) - paint(other, scene(200, 120))) ** 2)
    assert error < 2


@pytest.mark.parametrize(
    "open_runtime",
    [
        lambda: TorchRuntime(SMALL, "cpu", "float32"),
        lambda: OpenVinoRuntime(SMALL, "float32"),
        pytest.param(lambda: TorchRuntime(SMALL, "cuda", "float16"), marks=pytest.mark.gpu),
    ],
    ids=["torch", "openvino", "cuda"],
)
def test_every_runtime_finds_the_person(open_runtime: Callable[[], Runtime]) -> None:
    found = open_runtime().segment(drawn_person())
    assert found.shape == (SIDE, SIDE) == (PERSON_SIDE, PERSON_SIDE) and found.dtype == np.float32
    assert found[90:140, 110:140].mean() > 0.9 and found[:60, :60].mean() < 0.1


def drawn_person() -> Image:
    """Head and shoulders, 512 x 384."""
    image = np.full((256, 256, 3), (170, 190, 205), np.uint8)
    cv2.ellipse(image, (118, 262), (88, 92), 0, 0, 360, (52, 58, 92), -1)
    cv2.rectangle(image, (102, 130), (134, 180), (205, 160, 135), -1)
    cv2.ellipse(image, (118, 104), (38, 50), 0, 0, 360, (220, 176, 150), -1)
    cv2.ellipse(image, (118, 78), (41, 34), 0, 180, 360, (60, 40, 28), -1)
    for x in (103, 133):
        cv2.circle(image, (x, 100), 4, (40, 30, 30), -1)
    cv2.ellipse(image, (118, 130), (13, 5), 0, 0, 180, (170, 70, 70), 2)
    return np.ascontiguousarray(cv2.resize(image, (512, 384)), np.uint8)
