import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SourceError
from engine.sources.network_stream import NetworkStreamSource, without_password
from engine.sources.pattern import PatternSource
from tests.clips import write_clip
from tests.mjpeg_server import MjpegServer


@pytest.fixture
def camera() -> Iterator[MjpegServer]:
    scene = PatternSource(96, 54)
    with MjpegServer([frame.image for _ in range(20) if (frame := scene.read())]) as server:
        yield server


def test_mjpeg_over_http_gives_the_pictures_that_were_sent(camera: MjpegServer) -> None:
    with NetworkStreamSource(camera.address) as source:
        frame = source.read()
        assert frame is not None
        sent = PatternSource(96, 54).read()
        assert sent is not None
        assert np.abs(frame.image.astype(int) - sent.image).mean() < 8
        assert (source.info.width, source.info.height) == (96, 54)


def test_frames_know_when_they_came_and_times_increase(camera: MjpegServer) -> None:
    with NetworkStreamSource(camera.address) as source:
        frames = [frame for _ in range(5) if (frame := source.read())]
    assert [frame.index for frame in frames] == [0, 1, 2, 3, 4]
    assert all(a.time < b.time for a, b in pairwise(frames))
    assert all(frame.captured_s and time.perf_counter() - frame.captured_s < 5 for frame in frames)


def test_a_silent_camera_is_given_up_after_the_read_time_out(camera: MjpegServer) -> None:
    with NetworkStreamSource(camera.address, read_s=0.2) as source:
        source.read()
        camera.mode = "freeze"
        with pytest.raises(SourceError, match="broke off"):
            while source.read():
                pass


def test_a_camera_that_never_answers_is_given_up_after_the_open_time_out(camera: MjpegServer) -> None:
    camera.mode = "freeze"
    start = time.monotonic()
    with pytest.raises(SourceError, match="silent"):
        NetworkStreamSource(camera.address, open_s=0.2)
    assert time.monotonic() - start < 2


def test_a_camera_that_hangs_up_ends_the_stream(camera: MjpegServer) -> None:
    with NetworkStreamSource(camera.address, read_s=1) as source:
        source.read()
        camera.stop()
        with pytest.raises(SourceError, match="broke off"):
            while source.read():
                pass


def test_noise_in_place_of_pictures_breaks_off(camera: MjpegServer) -> None:
    with NetworkStreamSource(camera.address, read_s=0.5) as source:
        source.read()
        camera.mode = "garbage"
        with pytest.raises(SourceError, match="broke off"):
            while source.read():
                pass


def test_torn_pictures_are_left_out(camera: MjpegServer) -> None:
    with NetworkStreamSource(camera.address, read_s=1) as source:
        source.read()
        camera.mode = "torn"
        threading.Timer(0.2, lambda: setattr(camera, "mode", "play")).start()
        assert source.read() is not None


def test_a_locked_camera_asks_for_name_and_password(camera: MjpegServer) -> None:
    camera.mode = "locked"
    with pytest.raises(SourceError, match="name and a password"):
        NetworkStreamSource(camera.address)


def test_a_password_is_never_shown() -> None:
    assert without_password("rtsp://bob:secret@camera/1") == "rtsp://camera/1"
    with pytest.raises(SourceError) as caught:
        NetworkStreamSource("http://bob:secret@127.0.0.1:1/video", open_s=1)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["", "nonsense", "/etc/passwd", "concat:a|b", "lavfi:testsrc", "ftp://a/b"]
)
def test_what_is_no_address_of_a_stream_is_refused(address: str) -> None:
    with pytest.raises(SourceError, match="no address of a stream"):
        NetworkStreamSource(address)


def test_an_address_without_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>Hello</html>")
    with pytest.raises(SourceError, match="does not answer as a video"):
        NetworkStreamSource((tmp_path / "page.html").as_uri())


def test_a_file_by_url_is_played_at_its_own_speed(tmp_path: Path) -> None:
    with NetworkStreamSource(write_clip(tmp_path / "clip.mp4").as_uri()) as source:  # 10 frames, 1/25 s each
        start = time.monotonic()
        frames = 0
        while source.read():
            frames += 1
    assert frames == 10
    assert 0.3 < time.monotonic() - start < 2


def test_close_lets_a_waiting_read_return(camera: MjpegServer) -> None:
    source = NetworkStreamSource(camera.address, read_s=0.5)
    source.read()
    camera.mode = "freeze"
    threading.Timer(0.1, source.close).start()
    frames = [source.read() for _ in range(10)]
    assert frames[-1] is None


def test_close_ends_a_read_that_gets_only_torn_pictures(camera: MjpegServer) -> None:
    source = NetworkStreamSource(camera.address)
    source.read()
    camera.mode = "torn"
    threading.Timer(0.1, source.close).start()
    start = time.monotonic()
    while source.read() is not None:
        pass
    assert time.monotonic() - start < 1
