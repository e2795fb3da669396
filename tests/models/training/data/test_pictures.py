"""Training pictures on disk, and their crops."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from models.training.pictures import SquareWriter, style_crop
from tests.models.training.fakes import squares


def test_a_style_crop_is_the_same_every_time() -> None:
    styles = squares(2, 1)
    first, again = (style_crop(styles, 1, 1, 48, (0.6, 1.0)) for _ in range(2))
    assert first.shape == (1, 3, 48, 48)
    assert torch.equal(first, again)


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
