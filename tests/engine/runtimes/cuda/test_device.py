"""The calls of CUDA that need no GPU to be seen, and pictures in a device's memory."""

from collections import deque

import numpy as np
import pytest
import torch

from engine.runtimes.cuda.device import CudaDevice, TensorImage
from tests.engine.runtimes.cuda.fake_device import FakeDevice
from tests.engine.runtimes.cuda.test_frame_painter import painter_on, request

SIZE = (32, 40, 3)


class Recorded:
    """Stands for an event of torch."""

    asked: dict[str, object]

    def __init__(self, **asked: object) -> None:
        Recorded.asked = asked

    def record(self, stream: object) -> None:
        self.stream = stream


def test_who_waits_for_the_device_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "Event", Recorded)
    event = CudaDevice("cuda:1").record("a stream")  # type: ignore[arg-type]
    assert Recorded.asked == {"blocking": True}
    assert event.stream == "a stream"  # type: ignore[attr-defined]


def picture(device: FakeDevice, value: int) -> TensorImage:
    """As a decoder gives one."""
    stream = device.default_stream()
    tensor = device.memory(SIZE, stream)

    def decode() -> None:
        tensor.fill_(value)

    device.run(stream, decode)
    return TensorImage(device, tensor, device.record(stream))


@pytest.mark.parametrize("seed", range(5))
def test_a_picture_that_nobody_holds_any_more_is_painted_before_its_memory_is_given_away(seed: int) -> None:
    device = FakeDevice(seed, eager=0.3)
    painter = painter_on(device)
    flying = deque(painter.begin(picture(device, value), request()) for value in range(3))
    for value in range(20):
        assert (flying.popleft().wait() == value).all()
        flying.append(painter.begin(picture(device, value + 3), request()))


@pytest.mark.parametrize("seed", range(5))
def test_pictures_made_of_others_are_made_before_their_memory_is_given_away(seed: int) -> None:
    device = FakeDevice(seed, eager=0.3)
    small = [picture(device, value).mirrored().resized(20, 16) for value in range(20)]
    for value, one in enumerate(small):
        assert one.shape == (16, 20, 3)
        assert (one.download() == value).all()


def test_a_picture_is_mirrored_on_the_device() -> None:
    device = FakeDevice()
    image = np.random.default_rng().integers(0, 256, SIZE, np.uint8)
    there = TensorImage(device, torch.from_numpy(image), device.record(device.default_stream()))
    np.testing.assert_array_equal(there.mirrored().download(), image[:, ::-1])
