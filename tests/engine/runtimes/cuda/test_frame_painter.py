"""Frames in flight: nothing is overwritten before it is read, and only the hand-over waits."""

import gc
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.errors import DeviceError
from engine.frame import Image
from engine.imaging import RenderSize
from engine.runtimes.cuda.frame_painter import DeviceFramePainter
from engine.runtimes.cuda.programs import LOG
from engine.runtimes.cuda.results import MOST_LENT
from engine.runtimes.frames import FrameRequest
from tests.engine.runtimes.cuda.fake_device import FakeDevice, FakeEvent, FakeStream

SIZE = (32, 40)
STATISTICS = 3


def network(image: Tensor, statistics: Tensor, maps: Tensor | None) -> Tensor:
    """Adds the statistics to the colours, so that a frame shows which ones it was painted with."""
    return (image.float() + statistics[:, None, None]).clamp(0, 255).byte()


def painter_on(device: FakeDevice, *, graphs: bool = True, overlap: bool = True) -> DeviceFramePainter:
    return DeviceFramePainter(device, lambda key: network, graphs=graphs, overlap=overlap)


def frame_of(value: int, size: tuple[int, int] = SIZE) -> Image:
    return np.full((*size, 3), value, np.uint8)


def request(shift: float = 0.0, size: tuple[int, int] = SIZE) -> FrameRequest:
    statistics = np.full((1, STATISTICS), shift, np.float32)
    return FrameRequest(RenderSize.of(frame_of(0, size), None, 8), statistics)


def paint_all(painter: DeviceFramePainter, values: Sequence[int], shifts: Sequence[float]) -> list[Image]:
    """As a pipeline does: as many frames in flight as the painter says."""
    flying, done = [], []
    for value, shift in zip(values, shifts, strict=True):
        flying.append(painter.begin(frame_of(value), request(shift)))
        if len(flying) > painter.ahead:
            done.append(flying.pop(0).wait())
    return done + [painting.wait() for painting in flying]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("eager", [0.0, 0.3, 0.8])
def test_each_frame_is_painted_from_itself_with_its_own_statistics(seed: int, eager: float) -> None:
    random = np.random.default_rng(seed)
    values = random.integers(0, 200, 20).tolist()
    shifts = np.repeat(random.integers(0, 50, 10), 2).tolist()
    painted = paint_all(painter_on(FakeDevice(seed, eager)), values, shifts)
    for value, shift, image in zip(values, shifts, painted, strict=True):
        assert (image == value + shift).all()


class TornDevice(FakeDevice):
    """Its streams wait for nothing."""

    def wait(self, stream: FakeStream, event: FakeEvent) -> None:
        pass


def test_a_wait_that_is_missing_would_be_seen() -> None:
    painted = [paint_all(painter_on(TornDevice(seed)), range(100, 110), [0] * 10) for seed in range(10)]
    assert any(int(image[0, 0, 0]) != 100 + index for one in painted for index, image in enumerate(one))


@pytest.mark.parametrize("overlap", [True, False])
@pytest.mark.parametrize("graphs", [True, False])
def test_switches_change_nothing_but_the_time(overlap: bool, graphs: bool) -> None:
    painter = painter_on(FakeDevice(1), overlap=overlap, graphs=graphs)
    assert [int(image[0, 0, 0]) for image in paint_all(painter, range(8), [5] * 8)] == [*range(5, 13)]


def test_frames_in_flight_hold_nobody_up() -> None:
    device = FakeDevice()
    painter = painter_on(device)
    paintings = [painter.begin(frame_of(value), request()) for value in range(painter.ahead + 1)]
    assert device.waits == 0
    assert [int(painting.wait()[0, 0, 0]) for painting in paintings] == [0, 1, 2]
    assert device.waits == 3


def test_the_first_frame_is_handed_over_while_later_ones_are_in_flight() -> None:
    device = FakeDevice()
    painter = painter_on(device)
    first, *_ = [painter.begin(frame_of(value), request()) for value in range(3)]
    first.wait()
    assert device.waits == 1
    assert any(stream.queue for stream in device.streams)


def test_a_frame_too_many_waits_for_the_first_and_loses_nothing() -> None:
    device = FakeDevice()
    painter = painter_on(device)
    paintings = [painter.begin(frame_of(value), request()) for value in range(10)]
    assert device.waits == 10 - (painter.ahead + 1)
    assert [int(painting.wait()[0, 0, 0]) for painting in paintings] == [*range(10)]


def test_a_painting_may_be_asked_twice() -> None:
    painting = painter_on(FakeDevice()).begin(frame_of(7), request())
    assert painting.wait() is painting.wait()


def test_a_frame_may_be_changed_once_it_was_begun() -> None:
    painter, frame = painter_on(FakeDevice()), frame_of(7)
    painting = painter.begin(frame, request())
    frame[:] = 99
    assert (painting.wait() == 7).all()


def test_a_frame_may_be_read_only() -> None:
    frame = frame_of(7)
    frame.flags.writeable = False
    assert (painter_on(FakeDevice()).begin(frame, request()).wait() == 7).all()


def test_statistics_are_brought_only_when_they_change() -> None:
    device = FakeDevice()
    painter = painter_on(device, graphs=False)
    counts = []
    for shift in (1.0, 1.0, 1.0, 2.0, 2.0):
        before = device.runs
        painter.begin(frame_of(0), request(shift)).wait()
        counts.append(device.runs - before)
    assert counts == [6, 5, 5, 6, 5]


def test_buffers_are_allocated_once_for_a_size() -> None:
    device = FakeDevice()
    painter = painter_on(device)
    paint_all(painter, range(6), [0] * 6)
    gc.collect()
    before = len(device.allocated)
    for value in range(50):
        assert (paint_all(painter, [value] * 4, [0] * 4)[3] == value).all()
    assert len(device.allocated) == before


@pytest.mark.parametrize("kept", [3, MOST_LENT + 5])
def test_painted_frames_stay_as_they_are_for_whoever_keeps_them(kept: int) -> None:
    painter = painter_on(FakeDevice())
    images = [painter.begin(frame_of(value), request()).wait()[:, :, :] for value in range(kept)]
    for value in range(kept, 60):
        painter.begin(frame_of(value), request()).wait()
    assert [int(image.max()) for image in images] == [*range(kept)]


def test_another_size_waits_for_what_is_in_flight() -> None:
    painter = painter_on(FakeDevice())
    small = [painter.begin(frame_of(value), request()) for value in (1, 2)]
    large = painter.begin(frame_of(3, (64, 48)), request(size=(64, 48)))
    assert large.wait().shape == (64, 48, 3)
    assert [int(painting.wait().max()) for painting in small] == [1, 2]


def test_what_comes_twice_is_captured_and_repeated() -> None:
    device = FakeDevice()
    paint_all(painter_on(device), range(6), [0] * 6)
    assert (device.captures, device.replays) == (1, 5)


def test_a_single_picture_is_not_captured() -> None:
    device = FakeDevice()
    painter_on(device).begin(frame_of(0), request()).wait()
    assert device.captures == 0


def test_without_graphs_nothing_is_captured() -> None:
    device = FakeDevice()
    paint_all(painter_on(device, graphs=False), range(6), [0] * 6)
    assert device.captures == 0


def test_while_another_thread_forbids_a_capture_frames_are_launched_and_captured_later() -> None:
    device = FakeDevice()
    painter = painter_on(device)
    device.busy = True
    painted = paint_all(painter, range(3), [1] * 3)
    assert device.captures == 0
    device.busy = False
    painted += paint_all(painter, range(3, 6), [1] * 3)
    assert (device.captures, [int(image.max()) for image in painted]) == (1, [*range(1, 7)])


def test_a_thread_captures_only_what_it_has_painted_itself() -> None:
    device = FakeDevice()
    painter = painter_on(device)

    def captures_after(count: int) -> int:
        paint_all(painter, range(count), [0] * count)
        return device.captures

    with ThreadPoolExecutor(1) as other:
        assert [captures_after(1), other.submit(captures_after, 1).result()] == [0, 0]
        assert [captures_after(1), other.submit(captures_after, 2).result()] == [0, 1]


class Lines(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def test_where_capture_fails_frames_are_painted_all_the_same_and_it_is_said_once() -> None:
    device, lines = FakeDevice(), Lines()
    device.captures_fail = True
    painter = painter_on(device)
    LOG.addHandler(lines)
    try:
        painted = paint_all(painter, range(4), [1] * 4)
        for _ in range(2):
            painter.begin(frame_of(0, (64, 48)), request(size=(64, 48))).wait()
    finally:
        LOG.removeHandler(lines)
    assert [int(image.max()) for image in painted] == [1, 2, 3, 4]
    assert lines.said == [
        "A CUDA graph could not be captured, so frames take longer to launch: "
        "operation not permitted when stream is capturing"
    ]


@pytest.mark.parametrize("number", range(1, 8))
def test_work_that_fails_is_a_device_error_and_the_next_frame_begins_anew(number: int) -> None:
    device = FakeDevice()
    painter = painter_on(device)
    device.fails_at = number
    painting = painter.begin(frame_of(1), request())
    if number > device.runs:  # it is not work of this frame
        painting.wait()
        painting = painter.begin(frame_of(1), request())
    with pytest.raises(DeviceError, match=r"^The network failed on cuda at 40x32: CUDA error: [^\n]*$"):
        painting.wait()
    device._error = None
    assert (painter.begin(frame_of(9), request(1)).wait() == 10).all()


def test_memory_that_cannot_be_had_is_a_device_error(monkeypatch: pytest.MonkeyPatch) -> None:
    device = FakeDevice()
    painter = painter_on(device)

    def none_left(*args: object) -> Tensor:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB.")

    with monkeypatch.context() as patch:
        patch.setattr(device, "memory", none_left)
        with pytest.raises(DeviceError, match="CUDA out of memory"):
            painter.begin(frame_of(1), request())
    assert (painter.begin(frame_of(9), request(1)).wait() == 10).all()
