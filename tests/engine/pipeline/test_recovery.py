"""A live view goes on although its device fails."""

import threading
from collections.abc import Callable, Iterator

import pytest

from engine.devices import Choice, next_choice
from engine.errors import DeviceError
from engine.frame import Image
from engine.pipeline.live_session import LiveSession
from engine.pipeline.pipeline import Pipeline
from engine.pipeline.recovery import MESSAGE_S, Recovery
from engine.settings import Settings
from engine.sources.choice import SourceChoice
from engine.stylizer import Stylizer
from tests.fakes import EndlessSource, FakeClock, FakeRuntime, FakeSink, fake_stylizer, settings_of, solid
from tests.supervision import wait_until

PATTERN = SourceChoice("pattern")
MEMORY = "CUDA out of memory. Try a smaller --render-size."


class FailingRuntime(FakeRuntime):
    """Fails in `download`, as a GPU does, which works asynchronously, wherever `fails` says so."""

    def __init__(self, fails: Callable[[int, Image], bool], device: str = "cuda") -> None:
        super().__init__()
        self.device = device
        self.frames = 0
        self._fails = fails

    def download(self, painted: Image) -> Image:
        self.frames += 1
        if self._fails(self.frames, painted):
            raise DeviceError(MEMORY)
        return painted


def every(count: int) -> Callable[[int, Image], bool]:
    return lambda number, image: number % count == 0


def larger_than(side: int) -> Callable[[int, Image], bool]:
    return lambda number, image: max(image.shape) > side


Opener = Callable[..., LiveSession]


@pytest.fixture
def open_session() -> Iterator[Opener]:
    """Opens sessions on a failing device, with a device that works as the next."""
    sessions: list[LiveSession] = []

    def open_it(fails: Callable[[int, Image], bool], following: Stylizer | None = None) -> LiveSession:
        stylizer = fake_stylizer(FailingRuntime(fails))
        session = LiveSession(stylizer, PATTERN, settings_of(200), lambda failing: following)
        sessions.append(session)
        return session

    yield open_it
    for session in sessions:
        assert session.stop()


def painted(session: LiveSession) -> int:
    return session.pipeline.meter.read().frames


def test_a_runtime_that_fails_every_tenth_frame_loses_these_and_says_so(open_session: Opener) -> None:
    session = open_session(every(10))
    wait_until(lambda: painted(session) >= 27, 10, "frames")
    assert session.recovery.failed in (2, 3)
    assert session.recovery.message == f"A frame could not be painted and is left out. {MEMORY}"
    assert session.recovery.limit is None
    assert session.recovery.stylizer.choice.device == "cuda"


def test_a_runtime_that_fails_on_large_frames_paints_smaller(open_session: Opener) -> None:
    session = open_session(larger_than(320))
    wait_until(lambda: painted(session) >= 3, 10, "frames")
    assert session.recovery.limit == 320
    assert "goes on at 320 pixels" in session.recovery.message
    latest = session.preview.latest()
    assert latest is not None and latest.image.shape == (360, 640, 3)


def test_another_source_is_tried_at_the_full_size_again(open_session: Opener) -> None:
    session = open_session(larger_than(320))
    wait_until(lambda: session.recovery.limit == 320, 10, "a smaller size")
    session.show(PATTERN)
    assert session.recovery.limit is None


def test_a_runtime_that_fails_every_frame_gives_way_to_the_next_device(open_session: Opener) -> None:
    session = open_session(every(1), fake_stylizer(FakeRuntime()))
    wait_until(lambda: painted(session) >= 3, 10, "frames")
    assert session.pipeline.call(lambda stylizer: stylizer.choice.device).result(5) == "cpu"
    assert "goes on on cpu" in session.recovery.message
    assert session.recovery.limit is None


def test_when_no_device_is_left_the_session_ends_with_the_true_cause() -> None:
    session = LiveSession(
        fake_stylizer(FailingRuntime(every(1))), PATTERN, settings_of(200), lambda failing: None
    )
    with pytest.raises(DeviceError, match="out of memory"):
        session.pipeline.wait(10)


def test_a_defect_in_painting_does_not_end_the_live_view() -> None:
    runtime, sink = FakeRuntime(), FakeSink()
    fails = iter([True, False, True])

    def fail() -> None:
        if next(fails, False):
            raise ValueError("a shape that nobody thought of")

    runtime.before_network = fail
    stylizer = fake_stylizer(runtime)
    recovery = Recovery(stylizer, lambda failing: None)
    pipeline = Pipeline(EndlessSource(live=True), stylizer, [sink], settings_of(200), recovery)
    pipeline.start()
    wait_until(lambda: len(sink.frames) > 5, 5, "frames")
    pipeline.finish()
    assert pipeline.wait(5)
    assert recovery.failed == 2
    assert "ValueError: a shape that nobody thought of" in recovery.message


def test_a_failure_is_not_talked_about_for_ever() -> None:
    clock = FakeClock()
    stylizer = fake_stylizer(FailingRuntime(every(1)))
    recovery = Recovery(stylizer, clock=clock)
    assert recovery.paint(solid(1), settings_of(3)) is None
    assert recovery.message
    clock.now = MESSAGE_S
    assert recovery.message == ""


def test_a_video_file_is_never_painted_with_frames_left_out() -> None:
    pipeline = Pipeline(
        EndlessSource(), fake_stylizer(FailingRuntime(every(10))), [FakeSink()], settings_of(9)
    )
    pipeline.start()
    with pytest.raises(DeviceError):
        pipeline.wait(5)


def test_after_the_gpu_comes_the_cpu_and_then_torch_on_it() -> None:
    tried = [Choice("cuda", "float16", "torch", "")]
    while (choice := next_choice(tried[-1])) is not None:
        tried.append(choice)
    assert [(one.device, one.runtime) for one in tried] == [
        ("cuda", "torch"),
        ("cpu", "openvino"),
        ("cpu", "torch"),
    ]


def test_the_next_device_paints_the_same_network_for_real(monkeypatch: pytest.MonkeyPatch) -> None:
    stylizer = Stylizer("compact", device="cpu", runtime="openvino")
    style = stylizer.learn(solid(90, 64, 64))

    def fail(*_: object) -> Image:
        raise DeviceError("OpenVINO failed while painting. Try --runtime torch.")

    monkeypatch.setattr(stylizer.runtime, "download", fail)
    recovery, settings = Recovery(stylizer), Settings(((style, 1.0),))
    results = [recovery.paint(solid(40, 64, 48), settings) for _ in range(4)]
    assert [result is None for result in results] == [True, True, True, False]
    assert recovery.stylizer.choice.runtime == "torch"


def test_an_encoder_that_takes_its_time_to_end_does_not_hold_up_the_live_view() -> None:
    view, recording = FakeSink(), SlowToEnd()
    pipeline = Pipeline(EndlessSource(live=True), fake_stylizer(), [view], settings_of(200))
    pipeline.start()
    pipeline.add_sink(recording).result(5)
    ended = pipeline.end_sink(recording)
    seen = len(view.frames)
    wait_until(lambda: len(view.frames) > seen + 20, 5, "the view to go on")
    assert not ended.done()
    recording.release.set()
    assert ended.result(5) == ()
    pipeline.finish()
    assert pipeline.wait(5)


def test_the_pipeline_waits_for_a_sink_that_is_ending() -> None:
    recording = SlowToEnd()
    pipeline = Pipeline(EndlessSource(live=True), fake_stylizer(), [FakeSink()], settings_of(200))
    pipeline.start()
    pipeline.add_sink(recording).result(5)
    ended = pipeline.end_sink(recording)
    pipeline.finish()
    assert not pipeline.wait(0.2)
    recording.release.set()
    assert pipeline.wait(5)
    assert ended.done()


def test_a_sink_that_never_joined_is_ended_all_the_same() -> None:
    late = FakeSink()
    pipeline = Pipeline(EndlessSource(live=True), fake_stylizer(), [FakeSink()], settings_of(200))
    pipeline.start()
    pipeline.finish()
    assert pipeline.wait(5)
    assert pipeline.add_sink(late).cancelled()
    assert pipeline.end_sink(late).result(5) == ()
    assert late.ended == "closed"


class SlowToEnd(FakeSink):
    """Takes its time to complete its file."""

    def __init__(self) -> None:
        super().__init__(slow=True)
        self.release = threading.Event()

    def close(self) -> None:
        self.release.wait(10)
        super().close()
