from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SinkError
from engine.frame import Frame
from engine.pictures.picture import load_picture
from engine.pictures.snapshot import save_snapshot
from tests.clips import scene
from tests.fakes import frame

NOW = datetime(2026, 11, 22, 9, 41, 7)


def test_a_snapshot_is_the_frame_pixel_by_pixel(tmp_path: Path) -> None:
    image = scene((65, 49), 1)
    path = save_snapshot(Frame(image, frame(0).time, 0), tmp_path, NOW)
    assert path == tmp_path / "2026-11-22 09.41.07.png"
    assert np.array_equal(load_picture(path).image, image)


def test_a_snapshot_never_overwrites_another(tmp_path: Path) -> None:
    paths = [save_snapshot(frame(0, value=value), tmp_path, NOW) for value in (10, 20, 30)]
    assert len(set(paths)) == 3
    assert [int(load_picture(path).image[0, 0, 0]) for path in paths] == [10, 20, 30]


def test_the_folder_is_made(tmp_path: Path) -> None:
    assert save_snapshot(frame(0), tmp_path / "Pictures" / "Impasto").is_file()


def test_a_folder_that_cannot_be_is_told_of_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SinkError, match="cannot be made"):
        save_snapshot(frame(0), tmp_path / "file" / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
