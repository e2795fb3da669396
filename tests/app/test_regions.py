import argparse
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow

from app.options import add_style_options, read_files
from app.regions import RegionChoice
from tests.app.conftest import Run


def pixels(path: str | Path) -> np.ndarray:
    with Pillow.open(path) as picture:
        return np.asarray(picture.convert("RGB")).astype(int)


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        (("person", "none"), RegionChoice("person", "none")),
        (("left,at=0.3", "same,strength=0.5"), RegionChoice("left,at=0.3", "same", 0.5)),
        (("top", "a.jpg:2,scale=2,strength=1"), RegionChoice("top", "a.jpg:2", 1.0, 2.0)),
        (("top", "a,b.jpg"), RegionChoice("top", "a,b.jpg")),
    ],
)
def test_a_region_is_read_from_two_words(words: tuple[str, str], choice: RegionChoice) -> None:
    assert RegionChoice.parse(*words) == choice


def test_a_masked_half_of_a_photo_stays_as_it_was(run: Run, photo: Path, style: Path) -> None:
    mask = np.zeros((48, 64), np.uint8)
    mask[:, :32] = 255
    cv2.imwrite("mask.png", mask)
    assert run("photo", photo, "--style", style, "-o", "plain.png").code == 0
    assert run("photo", photo, "--style", style, "--region", "mask.png", "none", "-o", "out.png").code == 0
    np.testing.assert_array_equal(pixels("out.png")[:, :29], pixels(photo)[:, :29])
    np.testing.assert_array_equal(pixels("out.png")[:, 35:], pixels("plain.png")[:, 35:])


def test_regions_have_styles_strengths_and_scales(run: Run, photo: Path, style: Path) -> None:
    result = run(
        "photo", photo, "--style", style, "--scale", "0.5", "-o", "out.png",
        "--region", "left", "ink-wash,scale=2", "--region", "top,at=0.2,edge=0", "same,strength=0.5",
    )  # fmt: skip
    assert result.code == 0
    assert np.abs(pixels("out.png") - pixels(photo)).mean() > 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("persn", "none"), 'Did you mean "person"?'),
        (("left,at=7", "none"), "must be from 0 to 1, not 7"),
        (("left", "none,strength=7"), "Strength must be from 0"),
        (("left", "none,strength=much"), 'must be a number, not "much"'),
        (("left", "nothing.jpg"), "nothing.jpg"),
    ],
)
def test_a_region_that_cannot_be_is_said_and_nothing_is_painted(
    run: Run, photo: Path, style: Path, words: tuple[str, str], said: str
) -> None:
    result = run("photo", photo, "--style", style, "--region", *words, "-o", "out.png")
    assert result.code == 2 and said in result.complaint
    assert not Path("out.png").exists()


def test_a_file_that_is_no_mask_is_said(run: Run, photo: Path, style: Path) -> None:
    Path("mask.png").write_text("hello")
    result = run("photo", photo, "--style", style, "--region", "mask.png", "none", "-o", "out.png")
    assert result.code == 1 and "The mask mask.png is neither a picture nor a video" in result.complaint
    assert not Path("out.png").exists()


def test_no_result_replaces_a_mask(run: Run, photo: Path, style: Path) -> None:
    cv2.imwrite("mask.png", np.zeros((4, 4), np.uint8))
    before = Path("mask.png").read_bytes()
    words = ("--region", "mask.png,invert=1", "none", "-o", "mask.png", "--overwrite")
    assert run("photo", photo, "--style", style, *words).code == 2
    assert Path("mask.png").read_bytes() == before


def test_files_of_regions_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("mask.png", "a.jpg"):
        Path(name).touch()
    parser = argparse.ArgumentParser()
    add_style_options(parser)
    args = parser.parse_args(["--style", "ink-wash", "--region", "mask.png", "a.jpg:2,scale=2"])
    assert read_files(argparse.Namespace(weights=None, **vars(args))) == [Path("a.jpg"), Path("mask.png")]
