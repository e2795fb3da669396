import io
import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from engine.artwork.bundled import BundledStyle, bundled_styles, find_style
from engine.artwork.drawing import draw_style, jpeg
from engine.errors import UsageError
from engine.pictures.picture import load_picture

ROOT = Path(__file__).parents[3]

EACH = pytest.mark.parametrize("style", bundled_styles(), ids=lambda style: style.name)


def small(path: Path) -> NDArray[np.int64]:
    """(8, 8, 3): what a picture looks like from afar."""
    image = Image.fromarray(load_picture(path).image).resize((8, 8), Image.Resampling.BOX)
    return np.asarray(image).astype(np.int64)


def test_there_are_a_dozen_styles_with_names_of_their_own() -> None:
    names = [style.name for style in bundled_styles()]
    assert len(names) == len(set(names)) >= 12
    assert all(name == name.lower() and " " not in name for name in names)


def test_every_bundled_picture_is_in_the_list() -> None:
    listed = {style.path.name for style in bundled_styles()}
    assert {path.name for path in bundled_styles()[0].path.parent.glob("*.jpg")} == listed


@EACH
def test_picture_is_small_enough_to_ship_and_large_enough_to_learn(style: BundledStyle) -> None:
    assert style.path.stat().st_size < 150_000
    assert load_picture(style.path, for_style=True).image.shape == (640, 640, 3)


@EACH
def test_picture_has_contrast_and_texture_everywhere(style: BundledStyle) -> None:
    grey = load_picture(style.path).image.mean(axis=2)
    tiles = grey.reshape(8, 80, 8, 80).std(axis=(1, 3))
    assert grey.std() > 35
    assert np.median(tiles) > 18 and tiles.min() > 3


def test_pictures_differ_from_each_other() -> None:
    seen = [small(style.path) for style in bundled_styles()]
    for one, other in itertools.combinations(seen, 2):
        assert np.abs(one - other).mean() > 25


@pytest.mark.parametrize("name", ["stained-glass", "woodblock"])
def test_drawing_again_gives_the_bundled_picture(name: str) -> None:
    again = np.asarray(Image.open(io.BytesIO(jpeg(draw_style(name))))).astype(int)
    assert np.abs(again - load_picture(find_style(name)).image).mean() < 3


def test_command_draws_the_named_picture(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "engine.artwork", str(tmp_path / "new"), "neon"]
    subprocess.run(command, check=True, cwd=ROOT)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["neon.jpg"]


def test_style_is_found_by_name() -> None:
    assert find_style("ink-wash").is_file()


def test_misspelt_style_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r'"inkwash" is neither.*Did you mean "ink-wash"'):
        find_style("inkwash")


def test_unknown_style_is_answered_with_the_list() -> None:
    with pytest.raises(UsageError, match="Bundled ones are: ink-wash, woodblock"):
        find_style("zzz")


def test_listing_styles_needs_no_heavy_library() -> None:
    code = "import sys, engine.artwork.bundled; print(*({'numpy', 'cv2', 'PIL', 'torch'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == ""
