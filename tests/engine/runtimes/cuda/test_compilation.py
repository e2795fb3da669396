"""A compiled network takes over from the plain one when it is ready, and never before."""

from collections.abc import Callable
from threading import Event

import numpy as np
import torch
from torch import Tensor, nn

from engine.frame import Image
from engine.imaging import RenderSize
from engine.runtimes.cuda.compilation import LOG, MOST_COMPILED, Compilation
from engine.runtimes.cuda.frame_key import FrameKey
from engine.runtimes.cuda.frame_painter import DeviceFramePainter
from engine.runtimes.cuda.frame_program import Network
from engine.runtimes.frames import FrameRequest
from tests.engine.runtimes.cuda.fake_device import FakeDevice
from tests.engine.runtimes.cuda.test_frame_painter import Lines, frame_of, request

CPU = torch.device("cpu")


class Plain(nn.Module):
    """Gives the picture back."""

    def forward(self, image: Tensor, statistics: Tensor, maps: Tensor | None = None) -> Tensor:
        return image


def brighter(network: nn.Module) -> Network:
    """A compiler whose result can be told from what it was made of."""
    return lambda image, statistics, maps: image + 1


def key_of(height: int, width: int, maps: tuple[int, int, int] | None = None) -> FrameKey:
    return FrameKey(RenderSize(width, height, width, height, 8), (1, 3), maps)


def ended(compilation: Compilation, key: FrameKey) -> Network:
    compilation.network_of(key)
    compilation.join()
    return compilation.network_of(key)


def slow(until: Event) -> Callable[[nn.Module], Network]:
    def compile_it(network: nn.Module) -> Network:
        assert until.wait(10)
        return brighter(network)

    return compile_it


def paint(painter: DeviceFramePainter) -> Image:
    asked: FrameRequest = request()
    return painter.begin(frame_of(7), asked).wait()


def test_frames_are_painted_plainly_until_the_compiled_network_is_ready() -> None:
    ready = Event()
    compilation = Compilation(Plain(), CPU, slow(ready))
    painter = DeviceFramePainter(FakeDevice(), compilation.network_of)
    before = [int(paint(painter).max()) for _ in range(3)]
    ready.set()
    compilation.join()
    after = [int(paint(painter).max()) for _ in range(3)]
    assert (before, after) == ([7, 7, 7], [8, 8, 8])


def test_each_size_is_compiled_once() -> None:
    made: list[nn.Module] = []

    def counted(network: nn.Module) -> Network:
        made.append(network)
        return brighter(network)

    compilation = Compilation(Plain(), CPU, counted)
    for _ in range(3):
        ended(compilation, key_of(32, 40))
        ended(compilation, key_of(32, 48))
    assert len(made) == 2


def test_maps_of_several_styles_are_compiled_with() -> None:
    seen: list[tuple[int, ...] | None] = []

    def looking(network: nn.Module) -> Network:
        def compiled(image: Tensor, statistics: Tensor, maps: Tensor | None) -> Tensor:
            seen.append(None if maps is None else tuple(maps.shape))
            return image

        return compiled

    compilation = Compilation(Plain(), CPU, looking)
    ended(compilation, key_of(32, 40, (2, 16, 20)))
    ended(compilation, key_of(32, 40))
    assert seen == [(2, 16, 20), None]


def test_no_more_sizes_are_compiled_than_are_worth_it() -> None:
    compilation = Compilation(Plain(), CPU, brighter)
    for width in range(40, 40 + 8 * (MOST_COMPILED + 2), 8):
        ended(compilation, key_of(32, width))
    assert len(compilation._done) == MOST_COMPILED


def test_a_compiler_that_fails_leaves_the_plain_network_and_is_not_tried_again() -> None:
    tried: list[int] = []

    def broken(network: nn.Module) -> Network:
        tried.append(1)
        raise RuntimeError("no C++ compiler\nand much more")

    plain, lines = Plain(), Lines()
    compilation = Compilation(plain, CPU, broken)
    LOG.addHandler(lines)
    try:
        found = [ended(compilation, key_of(32, width)) for width in (40, 48, 56)]
    finally:
        LOG.removeHandler(lines)
    assert all(network is plain for network in found)
    assert tried == [1]
    assert lines.said == ["The network could not be compiled and paints as it is: no C++ compiler"]
    np.testing.assert_array_equal(found[0](torch.ones(1), torch.ones(1), None), [1])
