import gc
import os
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DeviceError
from engine.frame import Frame
from engine.pipeline.live_session import LiveSession
from engine.pipeline.pipeline import Pipeline
from engine.settings import Settings
from engine.sources.base import Source
from engine.sources.choice import SourceChoice
from engine.sources.supervised.open_worker import abandoned_readers
from engine.stream_info import StreamInfo
from tests.clips import frame_times, scene, write_clip
from tests.fakes import EndlessSource, FakeRuntime, FakeSink, FakeSource, fake_stylizer, settings_of, solid

PATTERN = SourceChoice("pattern")


def wait_until(happened: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 5
    while not happened():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.005)


@pytest.fixture
def session() -> Iterator[LiveSession]:
    session = LiveSession(fake_stylizer(), PATTERN, settings_of(200))
    yield session
    assert session.stop()


def shown(session: LiveSession) -> tuple[int, int]:
    """Width and height of the newest frame."""
    latest = session.preview.latest()
    return (0, 0) if latest is None else (latest.image.shape[1], latest.image.shape[0])


def test_a_session_paints_the_test_pattern_and_tells_the_latency(session: LiveSession) -> None:
    wait_until(lambda: session.preview.latest() is not None, "a frame")
    latest, latency = session.preview.latest(), session.preview.latency_s()
    assert latest is not None and (latest.image == 200).all()
    assert latency is not None and 0 < latency < 1
    assert session.status().state == "running"


def test_another_source_is_shown_and_the_pipeline_stays(session: LiveSession, tmp_path: Path) -> None:
    wait_until(lambda: shown(session) == (640, 360), "the pattern")
    session.show(SourceChoice("video", str(write_clip(tmp_path / "clip.mp4"))))
    wait_until(lambda: shown(session) == (64, 48), "the video")
    wait_until(lambda: session.playback is not None, "something to steer")
    session.show(PATTERN)
    wait_until(lambda: shown(session) == (640, 360), "the pattern again")
    assert session.playback is None


def test_a_source_that_is_not_there_keeps_the_last_picture_and_says_why(session: LiveSession) -> None:
    wait_until(lambda: session.preview.latest() is not None, "a frame")
    session.show(SourceChoice("camera", "usb-gone", "Webcam"))
    wait_until(lambda: session.status().state == "waiting", "the failure")
    assert "not connected" in session.status().message
    assert session.preview.latest() is not None


def test_a_recording_goes_on_through_a_change_of_source(session: LiveSession, tmp_path: Path) -> None:
    wait_until(lambda: session.preview.latest() is not None, "a frame")
    recording = session.record(tmp_path / "live.mp4", side_by_side=True)
    time.sleep(0.2)
    session.show(SourceChoice("video", str(write_clip(tmp_path / "clip.mp4"))))
    wait_until(lambda: shown(session) == (64, 48), "the video")
    warnings = recording.stop().result(5)
    assert "size of the picture changed" in warnings[0]
    assert recording.error == ""
    times = frame_times(recording.path)
    assert len(times) > 3
    assert times == sorted(set(times))


class ShapeShifter(Source):
    """A live source whose pictures have another size each time, odd ones too."""

    live = True
    SIZES = ((64, 48), (640, 360), (1, 1), (33, 333), (1000, 2), (2, 1000), (320, 240))

    def __init__(self) -> None:
        self._index = 0
        self._closed = threading.Event()

    @property
    def info(self) -> StreamInfo:
        return StreamInfo(64, 48, Fraction(30), Fraction(1, 90_000))

    def read(self) -> Frame | None:
        if self._closed.wait(0.02):
            return None
        size = self.SIZES[self._index % len(self.SIZES)]
        self._index += 1
        return Frame(solid(9 * self._index % 256, *size), Fraction(self._index, 50), self._index)

    def close(self) -> None:
        self._closed.set()


@pytest.mark.parametrize("side_by_side", [False, True])
def test_a_camera_whose_pictures_change_size_is_painted_and_recorded(
    session: LiveSession, tmp_path: Path, side_by_side: bool
) -> None:
    session.pipeline.settings = replace(settings_of(200), smoothing=0.7)
    session.source.change(ShapeShifter, "The camera")
    wait_until(lambda: shown(session) in ShapeShifter.SIZES[2:], "a strange size")
    recording, seen = session.record(tmp_path / "live.mp4", side_by_side=side_by_side), set()
    for _ in range(200):
        seen.add(shown(session))
        time.sleep(0.005)
    warnings = recording.stop().result(5)
    assert seen >= set(ShapeShifter.SIZES)
    assert (session.recovery.message, session.status().state) == ("", "running")
    assert "size of the picture changed" in warnings[0]
    assert len(frame_times(recording.path)) > 10


def test_a_recording_under_way_is_completed_when_the_session_stops(tmp_path: Path) -> None:
    session = LiveSession(fake_stylizer(), PATTERN)
    recording = session.record(tmp_path / "live.mp4")
    wait_until(
        lambda: any(tmp_path.glob("live.*.part.mp4")) and session.preview.latest() is not None, "a frame"
    )
    time.sleep(0.2)
    assert session.stop()
    assert frame_times(recording.path)


def test_recordings_that_have_ended_leave_no_memory_behind(session: LiveSession, tmp_path: Path) -> None:
    """Each has an encoder, of some megabytes."""
    sinks = []

    def index() -> int:
        latest = session.preview.latest()
        return -1 if latest is None else latest.index

    for number in range(3):
        recording = session.record(tmp_path / f"{number}.mp4")
        sinks.append(weakref.ref(recording._recorded))
        begun = index()
        wait_until(lambda begun=begun: index() > begun + 2, "frames")  # type: ignore[misc]
        recording.stop().result(10)
        del recording
    wait_until(lambda: not gc.collect() and sum(sink() is not None for sink in sinks) <= 1, "freed memory")


def test_everything_stops_within_two_seconds_while_painting_and_recording(tmp_path: Path) -> None:
    session = LiveSession(fake_stylizer(), PATTERN, settings_of(200))
    session.record(tmp_path / "live.mp4")
    wait_until(lambda: (seen := session.preview.latest()) is not None and seen.index >= 3, "recorded frames")
    start = time.monotonic()
    assert session.stop()
    assert time.monotonic() - start < 2


def test_changing_sources_over_and_over_leaks_neither_threads_nor_files(
    session: LiveSession, tmp_path: Path
) -> None:
    clip = SourceChoice("video", str(write_clip(tmp_path / "clip.mp4")))
    gone = SourceChoice("address", "http://127.0.0.1:1/")

    def change(times: int) -> None:
        for _ in range(times):
            for choice, size in ((clip, (64, 48)), (gone, None), (PATTERN, (640, 360))):
                session.show(choice)
                if size is not None:
                    wait_until(lambda: shown(session) == size, f"{choice}")  # noqa: B023

    change(2)
    wait_until(lambda: abandoned_readers() == 0, "threads to end")
    threads, files = threading.active_count(), open_files()
    change(8)
    wait_until(lambda: threading.active_count() <= threads, "threads to end")
    gc.collect()
    assert open_files() <= files


def open_files() -> int:
    """How many this process has open; where the system does not tell (Windows), 0."""
    return len(os.listdir("/dev/fd")) if os.path.isdir("/dev/fd") else 0


def paint(frames: list[Frame], settings: Settings) -> FakeSink:
    sink, stylizer = FakeSink(), fake_stylizer()
    pipeline = Pipeline(FakeSource(frames), stylizer, [sink], settings)
    pipeline.start()
    assert pipeline.wait(5)
    return sink


def test_mirror_turns_content_and_painted_picture_round() -> None:
    image = scene((64, 48), 0)
    (painted,) = paint([Frame(image, Fraction(0), 0)], Settings(mirror=True)).frames
    assert np.array_equal(painted.image, image[:, ::-1])
    assert painted.content is not None and np.array_equal(painted.content, image[:, ::-1])


class OneFrame(Source):
    """A live source that gives one frame and then falls silent, as a paused film or a lost camera does."""

    live = True

    def __init__(self, *, captured_s: float | None = None) -> None:
        self._captured_s = captured_s
        self._given = False
        self._closed = threading.Event()

    @property
    def info(self) -> StreamInfo:
        return StreamInfo(64, 48, Fraction(30), Fraction(1, 90_000))

    def read(self) -> Frame | None:
        if not self._given:
            self._given = True
            return Frame(scene((64, 48), 0), Fraction(0), 0, captured_s=self._captured_s)
        self._closed.wait(10)
        return None

    def close(self) -> None:
        self._closed.set()


def test_a_change_of_settings_is_seen_although_no_new_frame_comes() -> None:
    sink = FakeSink()
    pipeline = Pipeline(OneFrame(captured_s=time.perf_counter()), fake_stylizer(), [sink], settings_of(50))
    pipeline.start()
    wait_until(lambda: len(sink.frames) == 1, "the frame")
    pipeline.settings = settings_of(250)
    wait_until(lambda: len(sink.frames) == 2, "the frame painted anew")
    time.sleep(0.2)
    pipeline.finish()
    assert pipeline.wait(5)
    first, second = sink.frames
    assert (int(first.image[0, 0, 0]), int(second.image[0, 0, 0])) == (50, 250)
    assert second.time > first.time
    assert second.captured_s is None


def test_a_disk_that_hangs_does_not_hold_up_the_live_view() -> None:
    disk, stuck, slot = threading.Event(), FakeSink(slow=True), FakeSink()

    def hang(_: Frame) -> None:
        disk.wait(10)

    stuck.on_write = hang
    pipeline = Pipeline(EndlessSource(live=True), fake_stylizer(), [slot, stuck], settings_of(200))
    pipeline.start()
    wait_until(lambda: len(slot.frames) > 100, "the view to go on")
    assert len(stuck.frames) == 1
    assert "frames were left out" in pipeline.warnings[0]
    disk.set()
    pipeline.finish()
    assert pipeline.wait(5)
    assert len(stuck.frames) > 1


def test_an_error_of_the_network_keeps_the_recording(tmp_path: Path) -> None:
    runtime = FakeRuntime()
    session = LiveSession(fake_stylizer(runtime), PATTERN, settings_of(200), lambda stylizer: None)
    recording = session.record(tmp_path / "live.mp4")
    wait_until(lambda: session.preview.latest() is not None, "a frame")
    time.sleep(0.2)

    def fail() -> None:
        raise DeviceError("The GPU is out of memory.")

    runtime.before_network = fail
    with pytest.raises(DeviceError, match="out of memory"):
        session.pipeline.wait(5)
    assert frame_times(recording.path)
    assert recording.ended
    assert recording.stop().result(0) == ()
