import threading
import time
from collections.abc import Sequence
from queue import SimpleQueue

import pytest

from engine.errors import DeviceError, SinkError, SourceError
from engine.frame import Frame
from engine.pipeline.pipeline import Pipeline
from engine.settings import Settings
from engine.sinks.base import Sink
from engine.sources.base import Source
from tests.fakes import (
    EndlessSource,
    FakeRuntime,
    FakeSink,
    FakeSource,
    TickingSource,
    fake_stylizer,
    frame,
    settings_of,
)


def pipeline_of(
    source: Source,
    sinks: Sequence[Sink],
    settings: Settings | None = None,
    runtime: FakeRuntime | None = None,
) -> Pipeline:
    return Pipeline(source, fake_stylizer(runtime), sinks, settings or settings_of(200))


def run(pipeline: Pipeline) -> None:
    pipeline.start()
    assert pipeline.wait(10)


@pytest.mark.parametrize("slow", [False, True])
def test_offline_every_frame_is_painted_in_order(slow: bool) -> None:
    source, sink = FakeSource([frame(i) for i in range(30)]), FakeSink(slow=slow)
    run(pipeline_of(source, [sink]))
    assert [painted.index for painted in sink.frames] == list(range(30))
    assert all((painted.image == 200).all() for painted in sink.frames)
    assert (sink.ended, source.closed) == ("closed", True)


def test_painted_frames_keep_time_and_the_content_picture() -> None:
    original, sink = frame(3, value=90), FakeSink()
    run(pipeline_of(FakeSource([original]), [sink]))
    assert sink.frames[0].time == original.time
    assert sink.frames[0].content is original.image


def test_every_sink_gets_every_frame() -> None:
    first, second = FakeSink(), FakeSink(slow=True)
    run(pipeline_of(FakeSource([frame(i) for i in range(5)]), [first, second]))
    assert len(first.frames) == len(second.frames) == 5


def test_a_style_change_takes_effect_at_the_next_frame_and_is_never_mixed() -> None:
    runtime, sink = FakeRuntime(), FakeSink()
    pipeline = pipeline_of(FakeSource([frame(i) for i in range(20)]), [sink], settings_of(50), runtime)
    painted = 0

    def change_while_painting_frame_7() -> None:
        nonlocal painted
        if painted == 7:
            pipeline.settings = settings_of(250)
        painted += 1

    runtime.before_network = change_while_painting_frame_7
    run(pipeline)
    shades = [sorted({int(value) for value in f.image.flat}) for f in sink.frames]
    assert shades == [[50]] * 8 + [[250]] * 12


def test_live_a_new_style_shows_at_the_very_next_tick_of_the_clock() -> None:
    source, sink, painted = TickingSource(), FakeSink(), SimpleQueue[Frame]()
    sink.on_write = painted.put
    pipeline = pipeline_of(source, [sink], settings_of(50))
    pipeline.start()
    shades = []
    for value in (50, 50, 250, 250, 10):
        pipeline.settings = settings_of(value)
        source.tick()
        shades.append({int(shade) for shade in painted.get(timeout=5).image.flat})
    pipeline.abandon()
    assert pipeline.wait(5)
    assert shades == [{50}, {50}, {250}, {250}, {10}]


def test_live_paints_the_newest_frame_and_drops_the_rest() -> None:
    source, sink = EndlessSource(live=True), FakeSink()
    pipeline = pipeline_of(source, [sink])

    def finish_after_5_frames(_: object) -> None:
        while len(sink.frames) <= 5 and source.given < 100 * len(
            sink.frames
        ):  # the sixth was read before the end
            threading.Event().wait(0.001)
        if len(sink.frames) == 5:
            pipeline.finish()

    sink.on_write = finish_after_5_frames
    run(pipeline)
    indices = [painted.index for painted in sink.frames]
    assert indices == sorted(set(indices))
    assert indices[4] > 4
    assert sink.ended == "closed"


def test_call_runs_in_the_style_thread_between_frames() -> None:
    sink = FakeSink()
    pipeline = pipeline_of(EndlessSource(live=True), [sink])
    pipeline.start()
    name = pipeline.call(lambda stylizer: threading.current_thread().name).result(5)
    pipeline.abandon()
    assert pipeline.wait(5)
    assert name == "impasto-style"


def test_an_error_in_a_call_belongs_to_the_caller() -> None:
    def fail(_: object) -> None:
        raise DeviceError("No such thing.")

    pipeline = pipeline_of(EndlessSource(live=True), [FakeSink()])
    pipeline.start()
    with pytest.raises(DeviceError, match="No such thing"):
        pipeline.call(fail).result(5)
    pipeline.abandon()
    assert pipeline.wait(5)


def test_calls_run_while_paused() -> None:
    pipeline = pipeline_of(EndlessSource(), [FakeSink()])
    pipeline.pause()
    pipeline.start()
    assert pipeline.call(lambda stylizer: 42).result(5) == 42
    assert pipeline.meter.read().frames == 0
    pipeline.abandon()
    assert pipeline.wait(5)


def test_pause_and_resume_lose_nothing() -> None:
    sink = FakeSink()
    pipeline = pipeline_of(FakeSource([frame(i) for i in range(10)]), [sink])
    pipeline.pause()
    pipeline.start()
    assert not pipeline.wait(0.1)
    pipeline.resume()
    assert pipeline.wait(5)
    assert len(sink.frames) == 10


def test_a_call_after_the_end_is_cancelled() -> None:
    pipeline = pipeline_of(FakeSource([]), [FakeSink()])
    run(pipeline)
    assert pipeline.call(lambda stylizer: 1).cancelled()


def test_abandon_aborts_the_sinks() -> None:
    sink, slow = FakeSink(), FakeSink(slow=True)
    pipeline = pipeline_of(EndlessSource(), [sink, slow])
    pipeline.start()
    pipeline.abandon()
    assert pipeline.wait(5)
    assert (sink.ended, slow.ended) == ("aborted", "aborted")


def test_abandon_instead_of_start_closes_the_source_and_aborts_the_sinks() -> None:
    source, sink, slow = EndlessSource(), FakeSink(), FakeSink(slow=True)
    pipeline = pipeline_of(source, [sink, slow])
    pipeline.abandon()
    assert pipeline.wait(5)
    assert (sink.ended, slow.ended) == ("aborted", "aborted")
    assert source.read() is None  # it is closed


def test_finish_completes_the_sinks_early() -> None:
    sink = FakeSink(slow=True)
    pipeline = pipeline_of(EndlessSource(), [sink])
    pipeline.start()
    pipeline.finish()
    assert pipeline.wait(5)
    assert sink.ended == "closed"


def test_an_error_of_the_source_is_raised_and_the_sinks_are_aborted() -> None:
    sink = FakeSink(slow=True)
    pipeline = pipeline_of(FakeSource([frame(0)], error=SourceError("The disk was pulled out.")), [sink])
    pipeline.start()
    with pytest.raises(SourceError, match="pulled out"):
        pipeline.wait(5)
    assert sink.ended == "aborted"


def test_what_a_live_source_gave_before_it_failed_is_kept() -> None:
    sink = FakeSink()
    source = FakeSource([frame(0)], live=True, error=SourceError("The camera is gone."))
    pipeline = pipeline_of(source, [sink])
    pipeline.start()
    with pytest.raises(SourceError, match="camera is gone"):
        pipeline.wait(5)
    assert sink.ended == "closed"


@pytest.mark.parametrize("slow", [False, True])
def test_an_error_of_a_sink_stops_an_endless_source(slow: bool) -> None:
    failing, other = FakeSink(slow=slow, fail_at=3), FakeSink()
    pipeline = pipeline_of(EndlessSource(), [failing, other])
    pipeline.start()
    with pytest.raises(SinkError, match="disk is full"):
        pipeline.wait(5)
    assert (failing.ended, other.ended) == ("aborted", "aborted")


def test_an_error_of_the_network_aborts_and_is_raised() -> None:
    def fail() -> None:
        raise DeviceError("The GPU is out of memory.")

    runtime, sink = FakeRuntime(), FakeSink()
    runtime.before_network = fail
    pipeline = pipeline_of(EndlessSource(), [sink], runtime=runtime)
    pipeline.start()
    with pytest.raises(DeviceError, match="out of memory"):
        pipeline.wait(5)
    assert sink.ended == "aborted"


def test_wait_takes_no_longer_than_it_may() -> None:
    release, runtime, source = threading.Event(), FakeRuntime(), EndlessSource()

    def hold() -> None:
        release.wait(10)

    runtime.before_network = hold
    pipeline = pipeline_of(source, [FakeSink()], runtime=runtime)
    pipeline.start()
    begun_s = time.monotonic()
    assert not pipeline.wait(0.5)  # both threads are busy: one reads into a full queue, one paints
    assert time.monotonic() - begun_s < 0.9
    release.set()
    pipeline.abandon()
    assert pipeline.wait(5)


def test_discard_removes_results_while_the_network_is_still_busy() -> None:
    release, runtime, sink = threading.Event(), FakeRuntime(), FakeSink(slow=True)
    painting = threading.Event()

    def hold() -> None:
        painting.set()
        release.wait(10)

    runtime.before_network = hold
    pipeline = pipeline_of(EndlessSource(), [sink], runtime=runtime)
    pipeline.start()
    assert painting.wait(5)
    pipeline.abandon()
    assert not pipeline.wait(0.1)
    pipeline.discard()
    assert sink.ended == "aborted"
    release.set()
    assert pipeline.wait(5)


def test_the_meter_counts_frames_and_stages() -> None:
    pipeline = pipeline_of(FakeSource([frame(i) for i in range(4)]), [FakeSink(slow=True)])
    run(pipeline)
    reading = pipeline.meter.read()
    assert reading.frames == 4
    assert {"decode", "network", "encode"} <= reading.busy.keys()


def test_a_sink_can_join_and_leave_a_running_pipeline() -> None:
    first, recording = FakeSink(), FakeSink(slow=True)
    pipeline = pipeline_of(EndlessSource(), [first])
    pipeline.start()
    joined = pipeline.add_sink(recording).result(5)
    pipeline.end_sink(joined).result(5)
    pipeline.abandon()
    assert pipeline.wait(5)
    assert recording.ended == "closed"
    assert first.ended == "aborted"
