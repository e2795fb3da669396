import sys
import threading
import time
from dataclasses import dataclass
from types import ModuleType

import cv2
import numpy as np
import pytest

from engine.errors import SourceError
from engine.sources import CameraOptions
from engine.sources.camera import FAILED_READS, Camera, CameraSource, find_camera, identify, list_cameras
from tests.devices import FakeCapture

WEBCAM = Camera("webcam", "Webcam", 0, cv2.CAP_V4L2)


@dataclass
class Listed:
    """As `cv2_enumerate_cameras` lists a camera."""

    index: int
    name: str
    path: str | None = None
    vid: int | None = 0x046D
    pid: int | None = 0x082D
    backend: int = cv2.CAP_V4L2


def test_pictures_are_rgb_with_capture_time_and_size() -> None:
    before = time.perf_counter()
    with CameraSource(WEBCAM, capture=FakeCapture()) as source:
        frame = source.read()
        assert (source.info.width, source.info.height) == (64, 48)
    assert frame is not None
    assert frame.image[0, 0].tolist() == [0, 0, 255]
    assert frame.captured_s is not None and before <= frame.captured_s <= time.perf_counter()


def test_a_grey_camera_gives_rgb_too() -> None:
    capture = FakeCapture()
    capture.read = lambda: (True, np.full((48, 64), 7, np.uint8))  # type: ignore[method-assign]
    with CameraSource(WEBCAM, capture=capture) as source:
        frame = source.read()
    assert frame is not None and frame.image.shape == (48, 64, 3)


def test_a_camera_is_asked_for_mjpg_first_then_size_then_rate() -> None:
    capture = FakeCapture()
    CameraSource(WEBCAM, options=CameraOptions(1920, 1080, 60), capture=capture).close()
    keys = [key for key, _ in capture.asked]
    mjpg = cv2.VideoWriter.fourcc(*"MJPG")
    assert capture.asked[:4] == [
        (cv2.CAP_PROP_FOURCC, mjpg),
        (cv2.CAP_PROP_FRAME_WIDTH, 1920),
        (cv2.CAP_PROP_FRAME_HEIGHT, 1080),
        (cv2.CAP_PROP_FPS, 60),
    ]
    assert cv2.CAP_PROP_BUFFERSIZE in keys


def test_a_few_failed_reads_are_forgiven() -> None:
    capture = FakeCapture()
    capture.failures = FAILED_READS - 1
    with CameraSource(WEBCAM, capture=capture) as source:
        assert source.read() is not None


def test_a_camera_that_only_fails_is_gone() -> None:
    capture = FakeCapture()
    capture.failures = 1000
    with (
        CameraSource(WEBCAM, capture=capture) as source,
        pytest.raises(SourceError, match='"Webcam" gives no'),
    ):
        source.read()


def test_a_camera_that_does_not_open_says_what_to_do_and_is_let_go_of() -> None:
    capture = FakeCapture(opens=False)
    with pytest.raises(SourceError, match=r"does not open.*other programs.*privacy"):
        CameraSource(WEBCAM, capture=capture)
    assert capture.released == 1


def test_close_does_not_wait_for_a_read_which_then_lets_go_of_the_device() -> None:
    capture = FakeCapture()
    source = CameraSource(WEBCAM, capture=capture)
    capture.held.clear()
    frames: list[object] = []
    reader = threading.Thread(target=lambda: frames.append(source.read()), name="impasto-test-reader")
    reader.start()
    assert capture.reading.wait(5)
    source.close()
    assert capture.released == 0
    capture.held.set()
    reader.join(5)
    assert frames == [None]
    assert capture.released == 1


def test_closing_twice_lets_go_once_and_read_gives_none() -> None:
    capture = FakeCapture()
    source = CameraSource(WEBCAM, capture=capture)
    source.close()
    source.close()
    assert source.read() is None
    assert capture.released == 1


def test_a_lasting_link_identifies_a_camera_whatever_its_number() -> None:
    links = {"/dev/video4": "usb-046d_C920_1234-video-index0"}
    (camera,) = identify([Listed(4, "C920", "/dev/video4")], links)
    assert camera == Camera("usb-046d_C920_1234-video-index0", "C920", 4, cv2.CAP_V4L2)


def test_without_a_link_maker_and_name_identify_a_camera() -> None:
    (before,) = identify([Listed(0, "C920", "/dev/video0")], {})
    (after,) = identify([Listed(2, "C920", "/dev/video2")], {})
    assert before.id == after.id == "046d:082d:C920"


def test_two_of_a_kind_have_two_ids() -> None:
    cameras = identify([Listed(2, "C920", "/dev/video2"), Listed(0, "C920", "/dev/video0")], {})
    assert [(camera.id, camera.index) for camera in cameras] == [
        ("046d:082d:C920", 0),
        ("046d:082d:C920#2", 2),
    ]


def test_elsewhere_the_device_path_identifies_a_camera() -> None:
    path = r"\\?\usb#vid_046d&pid_082d#6&1a2b#{65e8773d}\global"
    (camera,) = identify([Listed(0, "C920", path, backend=cv2.CAP_DSHOW)], {})
    assert camera.id == path


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A system with two cameras: the package that lists them, replaced."""
    package = ModuleType("cv2_enumerate_cameras")
    cameras = {
        cv2.CAP_DSHOW: [Listed(0, "C920", "usb-c920", backend=cv2.CAP_DSHOW)],
        cv2.CAP_MSMF: [
            Listed(0, "Studio", "usb-studio", backend=cv2.CAP_MSMF),
            Listed(1, "C920", "usb-c920", backend=cv2.CAP_MSMF),
        ],
    }
    package.supported_backends = tuple(cameras)  # type: ignore[attr-defined]
    package.enumerate_cameras = cameras.__getitem__  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", package)
    monkeypatch.setattr(sys, "platform", "win32")
    return package


def test_a_camera_known_to_two_backends_is_listed_once_by_the_quicker_one(system: ModuleType) -> None:
    listed = {(camera.name, camera.backend) for camera in list_cameras()}
    assert listed == {("C920", cv2.CAP_DSHOW), ("Studio", cv2.CAP_MSMF)}


def test_a_camera_is_found_by_its_id_and_a_missing_one_is_told(system: ModuleType) -> None:
    assert find_camera("usb-studio").name == "Studio"
    with pytest.raises(SourceError, match=r"not connected \(connected: .*C920"):
        find_camera("usb-other")


def test_without_the_listing_package_there_are_no_cameras(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", None)
    assert list_cameras() == ()
    with pytest.raises(SourceError, match="connected: none"):
        find_camera("any")


def test_listing_the_real_cameras_of_this_machine_works() -> None:
    assert isinstance(list_cameras(), tuple)


def test_a_device_that_is_not_there_is_refused_by_the_real_opencv() -> None:
    with pytest.raises(SourceError, match="does not open"):
        CameraSource(Camera("none", "None", 93, cv2.CAP_ANY))
