"""The CUDA runtime: its switches, its precision, and pipelines with several frames in flight."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
import torch

from engine.errors import DeviceError, SinkError, UsageError
from engine.frame import Frame, Pixels
from engine.masks import mask_of
from engine.pipeline.pipeline import Pipeline
from engine.pipeline.stream_state import StreamState
from engine.runtimes.cuda.frame_painter import DeviceFramePainter
from engine.runtimes.cuda.options import VARIABLE, CudaOptions
from engine.runtimes.cuda.runtime import CudaRuntime
from engine.runtimes.frames import FramePainter, FrameRequest, Painted, Painting
from engine.runtimes.graphs import LearnGraph
from engine.runtimes.precision import full_float32
from engine.runtimes.torch import TorchRuntime
from engine.settings import Region, Settings
from engine.steadiness import Steadier
from models.registry import COMPACT
from tests.engine.runtimes.cuda.fake_device import FakeDevice
from tests.fakes import (
    EndlessSource,
    FakeRuntime,
    FakeSink,
    FakeSource,
    TickingSource,
    fake_stylizer,
    settings_of,
    style_of,
)


def test_every_switch_can_be_set_in_the_environment() -> None:
    found = CudaOptions.from_environment({VARIABLE: "-graphs, +compile,-overlap"})
    assert found == CudaOptions(graphs=False, compile=True, overlap=False)


def test_without_the_variable_all_is_as_it_is() -> None:
    assert CudaOptions.from_environment({}) == CudaOptions()


@pytest.mark.parametrize("words", ["graphs", "+speed", "-", "-graphs;-frames"])
def test_a_switch_that_there_is_not_is_refused_with_those_there_are(words: str) -> None:
    with pytest.raises(UsageError, match=r"IMPASTO_CUDA has .* compile, films, frames, fused, graphs"):
        CudaOptions.from_environment({VARIABLE: words})


def test_without_whole_frames_only_the_network_runs_on_the_device() -> None:
    runtime = CudaRuntime(COMPACT, "float32", CudaOptions(frames=False), FakeDevice())
    assert runtime.frame_painter is None


def test_without_overlap_one_frame_is_in_flight() -> None:
    runtime = CudaRuntime(COMPACT, "float32", CudaOptions(overlap=False), FakeDevice())
    assert runtime.frame_painter is not None
    assert runtime.frame_painter.ahead == 0


@pytest.mark.parametrize(("options", "stay"), [(CudaOptions(), True), (CudaOptions(films=False), False)])
def test_films_stay_on_the_device_unless_that_is_switched_off(options: CudaOptions, stay: bool) -> None:
    device = FakeDevice()
    runtime = CudaRuntime(COMPACT, "float32", options, device)
    assert runtime.film_device is (device if stay else None)


def test_a_search_for_convolutions_ends_with_the_frame() -> None:
    runtime = CudaRuntime(COMPACT, "float32", CudaOptions(search=True), FakeDevice())
    image = torch.zeros(1, 32, 32, 3, dtype=torch.uint8)
    seen: list[bool] = []
    runtime._paint.register_forward_pre_hook(lambda *_: seen.append(torch.backends.cudnn.benchmark))
    runtime._searched(image, torch.zeros(1, runtime.statistics_size or 0), None)
    assert seen == [True]
    assert not torch.backends.cudnn.benchmark


def test_float32_is_float32_inside_and_as_before_outside() -> None:
    before = torch.backends.cudnn.conv.fp32_precision  # type: ignore[attr-defined]
    with full_float32():
        assert torch.backends.cudnn.conv.fp32_precision == "ieee"  # type: ignore[attr-defined]
        assert torch.backends.cuda.matmul.fp32_precision == "ieee"
    assert torch.backends.cudnn.conv.fp32_precision == before  # type: ignore[attr-defined]


def test_styles_are_learned_in_float32_and_not_in_tf32(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    learn = LearnGraph.forward

    def forward(self: LearnGraph, picture: torch.Tensor) -> torch.Tensor:
        seen.append(torch.backends.cudnn.conv.fp32_precision)  # type: ignore[attr-defined]
        return learn(self, picture)

    monkeypatch.setattr(LearnGraph, "forward", forward)
    TorchRuntime(COMPACT, "cpu", "float32").encode_style(np.zeros((64, 64, 3), np.uint8))
    assert seen == ["ieee"]


class FakeCuda(FakeRuntime):
    """Takes whole frames, on the fake device; paints as its parent does."""

    def __init__(self, device: FakeDevice) -> None:
        super().__init__()
        self.frame_painter: FramePainter | None = DeviceFramePainter(device, lambda key: in_its_grey)


def in_its_grey(image: torch.Tensor, statistics: torch.Tensor, maps: torch.Tensor | None) -> torch.Tensor:
    """Every pixel in the colour that the statistics name."""
    return image * 0 + statistics.byte()[:, None, None]


def still(value: int) -> Settings:
    """Nothing is smoothed: that is done step by step."""
    return replace(settings_of(value), smoothing=0.0)


def frames(count: int) -> list[Frame]:
    return [
        Frame(np.full((32, 40, 3), index, np.uint8), Fraction(index, 25), index) for index in range(count)
    ]


def test_a_file_is_painted_with_three_frames_in_flight_and_in_its_order() -> None:
    device, sink = FakeDevice(), FakeSink()
    in_flight: list[int] = []
    sink.on_write = lambda frame: in_flight.append(len(pipeline._in_flight))
    pipeline = Pipeline(FakeSource(frames(20)), fake_stylizer(FakeCuda(device)), [sink], still(200))
    pipeline.start()
    pipeline.wait()
    assert [frame.index for frame in sink.frames] == [*range(20)]
    assert all((frame.image == 200).all() for frame in sink.frames)
    assert all(frame.content is not None and (frame.content == frame.index).all() for frame in sink.frames)
    assert max(in_flight) == 2


def test_a_live_frame_is_handed_over_before_the_next_is_begun() -> None:
    source, sink = EndlessSource(live=True), FakeSink()
    left: list[int] = []
    sink.on_write = lambda frame: left.append(len(pipeline._in_flight))
    pipeline = Pipeline(source, fake_stylizer(FakeCuda(FakeDevice())), [sink], still(200))
    pipeline.start()
    while len(sink.frames) < 5:
        assert not pipeline.wait(0.01)
    pipeline.finish()
    pipeline.wait()
    assert set(left) == {0}


def test_a_change_of_settings_applies_to_frames_begun_after_it() -> None:
    sink = FakeSink()
    pipeline = Pipeline(FakeSource(frames(12)), fake_stylizer(FakeCuda(FakeDevice(2))), [sink], still(10))

    def change(frame: Frame) -> None:
        if frame.index == 3:
            pipeline.settings = still(90)

    sink.on_write = change
    pipeline.start()
    pipeline.wait()
    greys = [int(frame.image[0, 0, 0]) for frame in sink.frames]
    assert greys == [10] * 6 + [90] * 6  # when the fourth is written, two more are in flight


def test_work_between_frames_finds_the_frames_before_it_handed_over() -> None:
    sink = FakeSink()
    pipeline = Pipeline(EndlessSource(), fake_stylizer(FakeCuda(FakeDevice())), [sink], still(10))
    pipeline.start()
    begun = [pipeline.call(lambda _: len(pipeline._in_flight)).result() for _ in range(5)]
    pipeline.abandon()
    pipeline.wait()
    assert begun == [0] * 5


def test_frames_in_flight_are_handed_over_while_a_pipeline_is_paused() -> None:
    sink = FakeSink()
    pipeline = Pipeline(EndlessSource(), fake_stylizer(FakeCuda(FakeDevice())), [sink], still(10))
    pipeline.start()
    while len(sink.frames) < 3:
        assert not pipeline.wait(0.01)
    pipeline.pause()
    while pipeline._in_flight:
        assert not pipeline.wait(0.01)
    pipeline.abandon()
    pipeline.wait()


def test_an_abandoned_pipeline_drops_what_is_in_flight() -> None:
    sink = FakeSink()
    pipeline = Pipeline(EndlessSource(), fake_stylizer(FakeCuda(FakeDevice())), [sink], still(10))
    sink.on_write = lambda frame: pipeline.abandon()
    pipeline.start()
    pipeline.wait()
    assert len(sink.frames) == 1
    assert sink.ended == "aborted"


def test_a_sink_that_fails_ends_a_pipeline_with_frames_in_flight() -> None:
    sink = FakeSink(fail_at=2)
    pipeline = Pipeline(FakeSource(frames(20)), fake_stylizer(FakeCuda(FakeDevice())), [sink], still(10))
    pipeline.start()
    with pytest.raises(SinkError, match="disk is full"):
        pipeline.wait()


def test_a_device_that_fails_ends_a_file_with_a_device_error() -> None:
    device, sink = FakeDevice(), FakeSink()
    device.fails_at = 30
    pipeline = Pipeline(FakeSource(frames(20)), fake_stylizer(FakeCuda(device)), [sink], still(10))
    pipeline.start()
    with pytest.raises(DeviceError, match="CUDA error"):
        pipeline.wait()
    assert sink.ended == "aborted"


class Recorder(FramePainter):
    """Keeps the requests."""

    ahead = 0

    def __init__(self) -> None:
        self.requests: list[FrameRequest] = []

    def begin(self, frame: Pixels, request: FrameRequest) -> Painting:
        self.requests.append(request)
        return Painted(frame)


def test_a_request_carries_all_that_the_settings_ask_for() -> None:
    runtime, recorder = FakeRuntime(), Recorder()
    runtime.frame_painter = recorder
    two_textures = Settings(((style_of(80, calm=80), 1.0),))
    asked = replace(two_textures, strength=0.125, keep_colors=0.4, render_size=64)
    fake_stylizer(runtime, "small").begin(np.zeros((96, 128, 3), np.uint8), asked)
    (request,) = recorder.requests
    assert (request.untouched, request.keep_colors, request.guided) == (0.5, 0.4, True)
    assert (request.size.render_width, request.size.render_height) == (64, 48)
    np.testing.assert_array_equal(request.statistics, np.full((1, 3), 10))


def test_a_request_carries_the_colours_and_the_same_table_for_the_same_styles() -> None:
    runtime, recorder = FakeRuntime(), Recorder()
    runtime.frame_painter = recorder
    stylizer, image = fake_stylizer(runtime), np.zeros((64, 64, 3), np.uint8)
    turned = replace(settings_of(80), brightness=0.1, lock_palette=True)
    for settings in (settings_of(80), turned, replace(turned, strength=0.5)):
        stylizer.begin(image, settings)
    plain, first, second = recorder.requests
    assert plain.change is None and plain.palette_moves is None
    assert first.change is not None and first.change.tolist()[0] == [1, 0, 0, 25.5]
    assert first.palette_moves is not None and first.palette_moves is second.palette_moves


def test_what_a_device_cannot_do_is_done_step_by_step() -> None:
    runtime, recorder = FakeRuntime(), Recorder()
    runtime.frame_painter = recorder
    settings = replace(settings_of(80), smoothing=0.5)
    stylizer, stream = fake_stylizer(runtime), StreamState(Steadier(live=False))
    stylizer.begin(np.zeros((64, 64, 3), np.uint8), settings, stream).wait()
    assert not recorder.requests


def test_parts_of_a_picture_are_rows_and_maps_of_one_request() -> None:
    runtime, recorder = FakeRuntime(), Recorder()
    runtime.frame_painter = recorder
    stylizer = fake_stylizer(runtime)
    region = Region(mask_of("left"), settings_of(200).styles)
    stylizer.begin(np.zeros((96, 128, 3), np.uint8), replace(settings_of(80), regions=(region,)))
    (request,) = recorder.requests
    assert request.statistics[:, 0].tolist() == [80, 200]
    assert request.maps is not None
    assert request.maps.shape == (2, 48, 64)
    np.testing.assert_allclose(request.maps.sum(axis=0), 1, atol=1e-6)


def test_a_live_pipeline_tells_the_device_how_its_frames_follow_each_other() -> None:
    runtime, recorder = FakeRuntime(), Recorder()
    recorder.steadies, runtime.frame_painter = True, recorder
    smoothed = replace(settings_of(80), smoothing=0.7)
    source = TickingSource()
    pipeline = Pipeline(source, fake_stylizer(runtime), [FakeSink()], smoothed)
    pipeline.start()
    for count in range(1, 4):
        source.tick()
        while len(recorder.requests) < count:
            assert not pipeline.wait(0.01)
    pipeline.finish()
    pipeline.wait()
    first, second, third = (request.following for request in recorder.requests[:3])
    assert first is not None and second is not None and third is not None
    assert first.before is None
    assert (second.before, third.before) == (first.now, second.now)
