"""The virtual camera against a fake device, against pyvirtualcam, and where there is one a real one."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from engine import LiveSession, SinkError, SourceChoice, UsageError, virtual_camera_setup
from engine.frame import Frame
from engine.sinks.lent import LentSink
from engine.sinks.virtual_camera import VirtualCameraSink
from engine.sinks.virtual_camera_setup import LOAD, RELOAD
from engine.stream_info import StreamInfo
from tests.devices import FakeVirtualDevice
from tests.fakes import fake_stylizer, frame, settings_of, solid
from tests.supervision import wait_until

INFO = StreamInfo(40, 32, Fraction(25), Fraction(1, 25))
RATE = Fraction(100)


@pytest.fixture
def device() -> FakeVirtualDevice:
    return FakeVirtualDevice()


@pytest.fixture
def sink(device: FakeVirtualDevice) -> Iterator[VirtualCameraSink]:
    sink = VirtualCameraSink(INFO, rate=RATE, open_device=device)
    yield sink
    sink.abort()


def sent(device: FakeVirtualDevice, happened: Callable[[], bool] = lambda: True, more: int = 2) -> Any:  # noqa: ANN401
    """The newest picture, once it has been sent a few times more and something has happened."""
    wait_until(happened, 3, "the picture")
    count = len(device.pictures)
    wait_until(lambda: len(device.pictures) >= count + more, 3, "pictures")
    return device.pictures[-1]


def test_a_camera_gives_pictures_before_the_first_frame(
    sink: VirtualCameraSink, device: FakeVirtualDevice
) -> None:
    assert sent(device).max() == 0


def test_the_last_frame_is_sent_again_while_the_source_gives_none(
    sink: VirtualCameraSink, device: FakeVirtualDevice
) -> None:
    sink.write(frame(0, 90))
    assert (sent(device, more=10) == 90).all()


def test_pictures_come_at_a_steady_rate_however_frames_come(device: FakeVirtualDevice) -> None:
    sink = VirtualCameraSink(INFO, rate=Fraction(50), open_device=device)
    for number in range(200):  # faster than the camera
        sink.write(frame(number))
    wait_until(lambda: len(device.times_s) > 25, 5, "pictures")
    sink.close()
    gaps = [later - earlier for earlier, later in pairwise(device.times_s)]
    assert np.mean(gaps) == pytest.approx(0.02, rel=0.2)


def test_a_mirrored_frame_is_turned_back(sink: VirtualCameraSink, device: FakeVirtualDevice) -> None:
    image = solid(0)
    image[:, :20] = 200
    sink.write(replace(frame(0), image=image, mirrored=True))
    shown = sent(device, lambda: bool(device.pictures) and device.pictures[-1].max() > 0)
    assert shown[:, 20:].min() == 200 and shown[:, :20].max() == 0


def test_a_frame_of_another_size_is_fitted_in(sink: VirtualCameraSink, device: FakeVirtualDevice) -> None:
    sink.write(Frame(solid(200, 20, 32), Fraction(0), 0))
    shown = sent(device, lambda: bool(device.pictures) and device.pictures[-1].max() > 0)
    assert shown[:, 10:30].min() == 200 and shown[:, :10].max() == 0


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [(640, 480, (640, 480)), (641, 359, (642, 360)), (3840, 2160, (1920, 1080)), (1080, 1920, (608, 1080))],
)
def test_the_camera_has_the_sources_size_even_and_not_too_large(
    device: FakeVirtualDevice, width: int, height: int, expected: tuple[int, int]
) -> None:
    VirtualCameraSink(StreamInfo(width, height, Fraction(25), Fraction(1, 25)), open_device=device).close()
    assert device.size == expected


def test_size_rate_and_device_can_be_asked_for(device: FakeVirtualDevice) -> None:
    VirtualCameraSink(INFO, size=(64, 48), rate=RATE, device="/dev/video10", open_device=device).close()
    assert (device.size, device.asked) == ((64, 48), (100.0, "/dev/video10"))


@pytest.mark.parametrize(("size", "rate"), [((63, 48), RATE), ((0, 48), RATE), ((64, 48), Fraction(0))])
def test_a_size_or_rate_that_cannot_be_is_refused(size: tuple[int, int], rate: Fraction) -> None:
    with pytest.raises(UsageError, match="even sizes"):
        VirtualCameraSink(INFO, size=size, rate=rate, open_device=FakeVirtualDevice())


def test_a_device_that_is_gone_is_told_and_does_not_end_the_live_view(
    sink: VirtualCameraSink, device: FakeVirtualDevice
) -> None:
    device.unplugged = True
    wait_until(lambda: sink.error is not None, 3, "the error")
    sink.write(frame(1))
    with pytest.raises(SinkError, match=r"Fake camera.*No such device.*on again"):
        sink.close()
    assert device.closed == 1


def test_a_live_session_feeds_it_and_closes_it(device: FakeVirtualDevice) -> None:
    session = LiveSession(fake_stylizer(), SourceChoice("pattern"), settings_of(80))
    session.add_sink(VirtualCameraSink(INFO, rate=RATE, open_device=device))
    wait_until(lambda: bool(device.pictures) and device.pictures[-1].max() == 80, 5, "a painted picture")
    session.stop()
    assert device.closed == 1


def test_a_lent_camera_goes_on_from_one_session_to_the_next(device: FakeVirtualDevice) -> None:
    camera = VirtualCameraSink(INFO, rate=RATE, open_device=device)
    for grey in (80, 160):
        session = LiveSession(fake_stylizer(), SourceChoice("pattern"), settings_of(grey))
        session.add_sink(LentSink(camera))
        wait_until(lambda grey=grey: device.pictures[-1].max() == grey, 5, "a painted picture")  # type: ignore[misc]
        session.stop()
        assert sent(device).max() == grey and not device.closed
    camera.close()


def test_without_the_package_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvirtualcam", None)
    with pytest.raises(SinkError, match="pip install pyvirtualcam"):
        VirtualCameraSink(INFO)


@pytest.mark.parametrize(
    ("system", "distribution", "loaded", "command"),
    [
        ("linux", "debian", False, f"sudo apt install v4l2loopback-dkms && {LOAD}"),
        ("linux", "pop ubuntu debian", False, f"sudo apt install v4l2loopback-dkms && {LOAD}"),
        ("linux", "fedora", False, f"sudo dnf install v4l2loopback && {LOAD}"),
        ("linux", "manjaro arch", False, f"sudo pacman -S v4l2loopback-dkms && {LOAD}"),
        ("linux", "something", False, LOAD),
        ("linux", "debian", True, RELOAD),
        ("win32", "", False, ""),
        ("darwin", "", False, ""),
    ],
)
def test_each_system_has_a_line_that_sets_it_up(
    system: str, distribution: str, loaded: bool, command: str
) -> None:
    setup = virtual_camera_setup(system, distribution, loaded=loaded)
    assert setup.command == command and command in setup.text
    assert command or "OBS Studio" in setup.text


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """pyvirtualcam with a backend of the test's own as its only one."""
    library = pytest.importorskip("pyvirtualcam")
    from pyvirtualcam import camera

    FakeBackend.frames.clear()
    monkeypatch.setattr(camera, "BACKENDS", {})
    assert isinstance(library, ModuleType)
    return library


class FakeBackend:
    """As `pyvirtualcam.Backend` describes it."""

    frames: list[Any] = []  # noqa: RUF012

    def __init__(self, *, width: int, height: int, fps: float, fourcc: int, device: str | None) -> None:
        if device == "/dev/video7":
            raise RuntimeError("Device /dev/video7 is in use.")
        self._size = width, height

    def device(self) -> str:
        return "/dev/video10"

    def native_fourcc(self) -> None:
        return None

    def send(self, picture: Any) -> None:  # noqa: ANN401
        assert picture.shape == (self._size[0] * self._size[1] * 3,)
        self.frames.append(picture.copy())

    def close(self) -> None:
        self.frames.append(None)


def test_pyvirtualcam_takes_the_pictures(library: ModuleType) -> None:
    library.register_backend("fake", FakeBackend)
    sink = VirtualCameraSink(INFO, rate=RATE)
    assert sink.device == "/dev/video10"
    sink.write(frame(0, 70))
    wait_until(lambda: any((one == 70).all() for one in FakeBackend.frames), 3, "a picture")
    sink.close()
    assert FakeBackend.frames[-1] is None


def test_a_device_that_is_in_use_is_told_with_what_to_do(library: ModuleType) -> None:
    library.register_backend("fake", FakeBackend)
    with pytest.raises(SinkError, match=r"No virtual camera can be used \(Device /dev/video7 is in use\)\. "):
        VirtualCameraSink(INFO, device="/dev/video7")


@pytest.mark.loopback
def test_a_real_device_shows_what_was_written() -> None:
    import cv2

    with VirtualCameraSink(StreamInfo(640, 480, Fraction(30), Fraction(1, 30))) as sink:
        sink.write(Frame(solid(120, 640, 480), Fraction(0), 0))
        capture = cv2.VideoCapture(sink.device, cv2.CAP_V4L2)
        pictures = [capture.read() for _ in range(20)]
        capture.release()
    good, picture = pictures[-1]
    assert good and picture.shape == (480, 640, 3)
    assert abs(float(np.asarray(picture).mean()) - 120) < 4
    assert Path(sink.device).exists()
