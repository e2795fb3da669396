"""`impasto live`: a demo scene or a photo into a fake virtual camera and a real recording."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from engine import RecordingSink, VideoFileSource
from engine.sinks import virtual_camera
from tests.app.conftest import Run
from tests.devices import FakeVirtualDevice
from tests.engine.sound.films import beeps_of, write_film
from tests.engine.sound.recorded import sound_of
from tests.fakes import fake_stylizer
from tests.supervision import wait_until

ROOT = Path(__file__).parents[3]


def stopped() -> threading.Event:
    """Of a person who presses Ctrl-C at once."""
    event = threading.Event()
    event.set()
    return event


def thread_names() -> set[str]:
    return {thread.name for thread in threading.enumerate()}


@pytest.fixture(autouse=True)
def _fast_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.commands.live.open_stylizer_for", lambda *_: fake_stylizer())


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> FakeVirtualDevice:
    """What every virtual camera opens."""
    device = FakeVirtualDevice()
    monkeypatch.setattr(virtual_camera, "_open_device", device)
    return device


def test_a_scene_is_painted_into_the_virtual_camera(run: Run, style: Path, device: FakeVirtualDevice) -> None:
    result = run("live", "--demo", "--style", style, "--virtual-camera", "--seconds", "1")
    assert result.code == 0
    assert device.size == (640, 360) and device.pictures[-1].max() > 0 and device.closed == 1
    assert "virtual camera Fake camera: 640 x 360, 30 per second" in result.err


def test_device_size_and_rate_can_be_chosen(run: Run, style: Path, device: FakeVirtualDevice) -> None:
    size = ("--size", "320x240", "--rate", "25", "--seconds", "0.3")
    assert run("live", "--demo", "--style", style, "--virtual-camera", "/dev/video10", *size).code == 0
    assert (device.size, device.asked) == ((320, 240), (25.0, "/dev/video10"))


def test_a_photo_is_shown_and_recorded(
    run: Run, style: Path, photo: Path, device: FakeVirtualDevice, tmp_path: Path
) -> None:
    record = ("--virtual-camera", "--record", tmp_path / "live.mp4", "--seconds", "0.5")
    assert run("live", "--photo", photo, "--style", style, *record).code == 0
    assert device.size == (64, 48) and (tmp_path / "live.mp4").stat().st_size > 500


def test_a_recording_is_complete_at_the_end(run: Run, style: Path) -> None:
    assert run("live", "--demo", "--style", style, "--record", "live.mp4", "--seconds", "1").code == 0
    with VideoFileSource(Path("live.mp4")) as recorded:
        assert len(list(recorded)) > 2


def test_a_recording_on_a_slow_disk_is_completed_and_what_it_lacks_is_said(
    run: Run, style: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.pipeline.live_session.STOP_S", 0.01)
    monkeypatch.setattr(RecordingSink, "warnings", ("It was fitted.",))
    close = RecordingSink.close

    def close_slowly(sink: RecordingSink) -> None:
        time.sleep(0.3)
        close(sink)

    monkeypatch.setattr(RecordingSink, "close", close_slowly)
    result = run("live", "--demo", "--style", style, "--record", "live.mp4", "--seconds", "0.5", "--quiet")
    assert result.code == 0
    assert result.complaint == "impasto: live.mp4: It was fitted."
    assert [path.name for path in Path().glob("*.mp4")] == ["live.mp4"]
    wait_until(
        lambda: not {"impasto-source", "impasto-read", "impasto-style"} & thread_names(),
        20,
        "the end of the session",
    )


@pytest.mark.parametrize("kind", ["--video", "--photo"])
def test_a_file_that_is_no_source_ends_it_with_a_sentence(run: Run, style: Path, kind: str) -> None:
    result = run("live", kind, "nowhere.mp4", "--style", style, "--record", "live.mp4", "--quiet")
    assert (result.code, "does not exist" in result.complaint) == (1, True)


def test_a_recording_of_nothing_is_a_failure(
    run: Run, style: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.commands.live.event_on_signals", lambda **_: nullcontext(stopped()))
    result = run("live", "--address", "file:///nowhere", "--style", style, "--record", "live.mp4", "--quiet")
    assert (result.code, "no picture came" in result.complaint) == (1, True)


def test_a_recording_never_replaces_a_file_and_says_so_at_once(run: Run, style: Path) -> None:
    Path("live.mp4").write_text("precious")
    result = run("live", "--demo", "--style", style, "--record", "live.mp4", "--quiet")
    assert (result.code, "already there" in result.complaint) == (2, True)
    assert Path("live.mp4").read_text() == "precious"


def test_a_played_film_is_recorded_with_its_sound(run: Run, style: Path, tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4")
    done = run("live", "--video", film, "--style", style, "--record", "live.mp4", "--seconds", "1.3")
    assert done.code == 0
    assert beeps_of(sound_of(Path("live.mp4")))


def test_why_a_film_is_not_heard_is_said(
    run: Run, style: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    film = write_film(tmp_path / "film.mp4")
    told = run(
        "live", "--video", film, "--style", style, "--record", "live.mp4", "--seconds", "0.5", "--sound"
    )
    assert "pip install sounddevice" in told.err


def test_a_virtual_camera_that_fails_ends_it_with_a_sentence(
    run: Run, style: Path, device: FakeVirtualDevice
) -> None:
    def unplug() -> None:
        wait_until(lambda: len(device.pictures) > 3, 20, "pictures")
        device.unplugged = True

    hand = threading.Thread(target=unplug)
    hand.start()
    result = run("live", "--demo", "--style", style, "--virtual-camera", "--quiet")
    hand.join()
    assert result.code == 1 and "takes no more pictures" in result.complaint


def test_without_a_place_for_the_picture_the_message_names_both(run: Run, style: Path) -> None:
    result = run("live", "--demo", "--style", style)
    assert result.code == 2
    assert "--virtual-camera" in result.complaint and "--record" in result.complaint


def test_a_camera_that_is_not_there_is_told_with_those_that_are(run: Run, style: Path) -> None:
    result = run("live", "--camera", "no such", "--style", style, "--virtual-camera")
    assert result.code == 1 and 'no camera "no such" (connected: ' in result.complaint


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send Ctrl-C to one process")
def test_ctrl_c_completes_the_recording_and_is_no_failure(style: Path, tmp_path: Path) -> None:
    command = ["live", "--demo", "--style", str(style), "--record", str(tmp_path / "live.mp4")]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "run.py"), *command],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "recording" in line:
            break
    wait_until(lambda: any(part.stat().st_size for part in tmp_path.glob("*.part.mp4")), 20, "a frame")
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=30)[1]
    assert process.returncode == 0 and "Traceback" not in rest
    assert [path.name for path in tmp_path.glob("*.mp4")] == ["live.mp4"]
