"""A photo shown live: one frame, painted again with whatever settings come."""

import threading
import time
from pathlib import Path

import numpy as np
import pytest

from engine import LiveSession, PictureError, SourceChoice
from engine.sources.photo import LIVE_SIDE, PhotoSource
from tests import pictures
from tests.fakes import fake_stylizer, settings_of, solid
from tests.supervision import wait_until


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return pictures.write(tmp_path / "photo.png", pictures.scene())


def test_the_picture_is_given_once_and_the_next_read_waits_for_the_end(photo: Path) -> None:
    source = PhotoSource(photo)
    first = source.read()
    assert first is not None and first.captured_s is not None
    assert np.array_equal(first.image, pictures.scene())
    assert (source.info.width, source.info.height) == (first.image.shape[1], first.image.shape[0])
    threading.Timer(0.1, source.close).start()
    begun_s = time.monotonic()
    assert source.read() is None and time.monotonic() - begun_s < 3
    assert source.read() is None


def test_a_picture_larger_than_a_screen_is_shown_smaller(tmp_path: Path) -> None:
    path = pictures.write(tmp_path / "large.png", solid(90, 2400, 1200))
    with PhotoSource(path) as source:
        assert (source.info.width, source.info.height) == (LIVE_SIDE, LIVE_SIDE // 2)


def test_what_is_no_picture_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "letter.jpg"
    path.write_text("Dear Sir or Madam")
    with pytest.raises(PictureError, match=r"letter\.jpg"):
        PhotoSource(path)


def test_a_live_session_paints_it_again_when_the_settings_change(photo: Path) -> None:
    session = LiveSession(fake_stylizer(), SourceChoice("photo", str(photo)), settings_of(80))
    for grey in (80, 160):
        session.pipeline.settings = settings_of(grey)
        wait_until(
            lambda grey=grey: (shown := session.preview.latest()) is not None and shown.image.max() == grey,  # type: ignore[misc]
            5,
            "the painted photo",
        )
    session.stop()
