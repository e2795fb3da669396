"""Training pictures on disk, and their crops."""

from pathlib import Path

import numpy as np
from PIL import Image

from models.training.data import SquareWriter, artwork_views
from models.training.data.pictures import content_crop


def shapes(picture: Image.Image) -> list[tuple[int, ...]]:
    return [tuple(view.shape) for view in artwork_views(picture, (48, 64), (0.5, 0.8), seed=1)]


def test_a_sharp_artwork_is_measured_as_a_whole_and_as_a_crop() -> None:
    assert shapes(Image.new("RGB", (128, 96))) == [(1, 3, 64, 85), (1, 3, 64, 64)]


def test_a_soft_artwork_is_measured_as_a_whole_and_enlarged_only_when_it_is_tiny() -> None:
    assert shapes(Image.new("RGB", (60, 50))) == [(1, 3, 50, 60)]
    assert shapes(Image.new("RGB", (30, 24))) == [(1, 3, 48, 60)]


def test_of_a_very_long_artwork_the_middle_is_measured() -> None:
    assert shapes(Image.new("RGB", (400, 50))) == [(1, 3, 50, 80)]


def test_a_soft_crop_has_less_detail() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8)
    plain, soft = (content_crop(noise, 48, (1.0, 1.0), soft, np.random.default_rng(2)) for soft in (0.0, 1.0))
    assert soft.shape == plain.shape == (1, 3, 48, 48)
    assert soft.std() < 0.6 * plain.std()


def test_unreadable_pictures_are_named_and_the_others_kept(tmp_path: Path) -> None:
    Image.new("RGB", (90, 70), "red").save(tmp_path / "good.png")
    (tmp_path / "bad.png").write_bytes(b"no picture")
    writer = SquareWriter(tmp_path / "out.npy", 64, seed=1)
    assert writer.add(tmp_path / "good.png") is None
    assert "identify" in (writer.add(tmp_path / "bad.png") or "")
    writer.commit()
    found = np.load(tmp_path / "out.npy")
    assert found.shape == (1, 64, 64, 3)
    assert (found[0, 0, 0] == (255, 0, 0)).all()
