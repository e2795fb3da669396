"""Files that are no pictures, or too large ones, are refused in one line."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import PictureError
from engine.pictures import load_picture
from tests import pictures


def refused(path: Path) -> str:
    """The one line that a person reads."""
    with pytest.raises(PictureError) as caught:
        load_picture(path)
    message = str(caught.value)
    assert "\n" not in message and message.endswith(".") and str(path) in message
    return message


def test_missing_file_is_refused(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "nothing.jpg")


def test_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


def test_name_the_system_cannot_take_is_refused(tmp_path: Path) -> None:
    message = refused(tmp_path / ("x" * 300 + ".jpg"))
    assert "cannot be read" in message or "does not exist" in message


def test_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    assert "is empty" in refused(tmp_path / "empty.jpg")


def test_text_with_a_picture_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.jpg").write_text("Dear diary, ...")
    assert "looks like text" in refused(tmp_path / "notes.jpg")


def test_unknown_bytes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "clip.png").write_bytes(bytes(range(256)) * 4)
    assert "format is unknown" in refused(tmp_path / "clip.png")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF"])
def test_truncated_picture_is_refused(tmp_path: Path, kind: str) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    data = pictures.encoded(noise, kind)
    (tmp_path / "cut").write_bytes(data[: len(data) // 2])
    assert "cut short" in refused(tmp_path / "cut")
    with pytest.raises(PictureError, match="cut short"):
        load_picture(tmp_path / "cut", for_style=True)


@pytest.mark.parametrize(("width", "height"), [(50_000, 50_000), (10_000, 10_000)])
def test_picture_bomb_is_refused_with_size_and_limit(tmp_path: Path, width: int, height: int) -> None:
    (tmp_path / "bomb.png").write_bytes(pictures.png_of_size(width, height))
    message = refused(tmp_path / "bomb.png")
    assert f"{width * height:,} pixels" in message
    assert f"limit is {Image.MAX_IMAGE_PIXELS:,}" in message
