import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from ctypes.util import find_library
from fractions import Fraction
from importlib.util import find_spec

import pytest

from engine.errors import SourceError
from engine.sources.screen import ScreenRegion, ScreenSource, list_screens
from tests.devices import FakeDesktop, install_fake_desktop

WITH_XVFB = pytest.mark.skipif(
    shutil.which("Xvfb") is None or find_spec("mss") is None or find_library("xcb-render") is None,
    reason="needs Xvfb, mss and libxcb-render",
)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen of 320 x 240 pixels that nobody sees."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "320x240x24", "-nolisten", "tcp", "-noreset"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    yield f":{server.stdout.readline().strip()}"
    server.terminate()
    server.wait(10)
    server.stdout.close()


@pytest.fixture
def screen(display: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DISPLAY", display)
    return display


@WITH_XVFB
def test_screens_are_listed_with_place_and_size(screen: str) -> None:
    (only,) = list_screens()
    assert only.region == ScreenRegion(0, 0, 320, 240)
    assert only.name == "Screen 1 (320 x 240)"


@WITH_XVFB
def test_the_first_screen_is_taken_unless_a_region_is_given(screen: str) -> None:
    with ScreenSource() as whole, ScreenSource(ScreenRegion(10, 20, 64, 48)) as part:
        frames = [source.read() for source in (whole, part)]
        assert [frame.image.shape for frame in frames if frame] == [(240, 320, 3), (48, 64, 3)]
        assert (part.info.width, part.info.height) == (64, 48)


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> type[FakeDesktop]:
    install_fake_desktop(monkeypatch)
    return FakeDesktop


def test_pictures_are_rgb_at_the_screen_s_true_size_and_all_is_let_go_of(desktop: type[FakeDesktop]) -> None:
    with ScreenSource() as source:
        frame = source.read()
        assert (source.info.width, source.info.height) == (64, 48)
    assert frame is not None and frame.image.shape == (48, 64, 3)
    assert frame.image[10, 10].tolist() == [255, 128, 0]
    assert desktop.opened == 0


@WITH_XVFB
def test_pictures_come_at_the_rate_asked_for(screen: str) -> None:
    with ScreenSource(ScreenRegion(0, 0, 32, 32), rate=Fraction(50)) as source:
        start = time.monotonic()
        frames = [frame for _ in range(11) if (frame := source.read())]
    assert 0.17 < time.monotonic() - start < 1
    assert all(frame.captured_s is not None for frame in frames)


@WITH_XVFB
def test_a_region_beyond_the_screen_is_refused(screen: str) -> None:
    with pytest.raises(SourceError, match="where the region lies"):
        ScreenSource(ScreenRegion(5000, 0, 64, 48))


@pytest.mark.skipif(sys.platform != "linux" or find_spec("mss") is None, reason="needs Linux and mss")
def test_without_a_display_it_is_said_what_to_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(SourceError, match=r"cannot be looked at.*desktop"):
        list_screens()


def test_without_the_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mss", None)
    with pytest.raises(SourceError, match="pip install mss"):
        ScreenSource()
