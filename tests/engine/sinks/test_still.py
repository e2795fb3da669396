from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import PictureError, SinkError, UsageError
from engine.frame import Frame
from engine.pictures.picture import Picture, load_picture
from engine.pictures.picture_file import FORMATS, encode_picture, save_picture
from engine.sinks.still import StillSink
from engine.sources.still import StillSource
from tests import pictures

SCENE = pictures.scene()


def frame(width: int = 48, height: int = 32) -> Frame:
    return Frame(pictures.scene(width, height), time=Fraction(0), index=0)


def full_picture() -> Picture:
    """A photo with everything that a photo can carry."""
    alpha = np.full((32, 48), 255, np.uint8)
    alpha[:5] = 0
    return Picture(SCENE, alpha, pictures.exif(model="Camera X"), pictures.profile())


def test_still_source_gives_its_picture_once() -> None:
    with StillSource(pictures.encoded(SCENE, "PNG")) as source:
        only = source.read()
        assert only is not None and only.time == 0 and only.index == 0
        assert np.array_equal(only.image, SCENE)
        assert source.read() is None
        assert source.read() is None


def test_still_source_tells_size_and_count() -> None:
    info = StillSource(pictures.encoded(SCENE, "PNG")).info
    assert (info.width, info.height, info.frames) == (48, 32, 1)


@pytest.mark.parametrize("name", ["a.gif", "a.tif", "a.webp", "a.png"])
def test_pictures_that_are_left_are_told(tmp_path: Path, name: str) -> None:
    pages = [Image.fromarray(np.roll(SCENE, 9 * page, axis=1)) for page in range(3)]
    pages[0].save(tmp_path / name, save_all=True, append_images=pages[1:])
    assert "holds 3 pictures; the first is painted" in StillSource(tmp_path / name).warnings[0]
    pages[0].save(tmp_path / name)
    assert StillSource(tmp_path / name).warnings == ()


def test_still_source_refuses_at_once(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="does not exist"):
        StillSource(tmp_path / "nothing.jpg")


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("width", "height"), [(1, 1), (65, 49), (4096, 16)])
def test_every_format_takes_every_size(tmp_path: Path, suffix: str, width: int, height: int) -> None:
    with StillSink(tmp_path / f"out{suffix}") as sink:
        sink.write(frame(width, height))
    written = load_picture(tmp_path / f"out{suffix}").image
    assert np.abs(written.astype(int) - frame(width, height).image).mean() < 3


@pytest.mark.parametrize("suffix", [".PNG", ".bmp", ".tif"])
def test_lossless_formats_keep_every_value(tmp_path: Path, suffix: str) -> None:
    with StillSink(tmp_path / f"out{suffix}") as sink:
        sink.write(frame())
    assert np.array_equal(load_picture(tmp_path / f"out{suffix}").image, SCENE)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif"])
def test_exif_and_profile_reach_the_result(tmp_path: Path, suffix: str) -> None:
    with StillSink(tmp_path / f"out{suffix}", full_picture()) as sink:
        sink.write(frame())
    written = load_picture(tmp_path / f"out{suffix}")
    assert pictures.read_exif(written.exif)[0x0110] == "Camera X"
    assert written.icc_profile == pictures.profile()


@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif"])
def test_transparency_reaches_the_result(tmp_path: Path, suffix: str) -> None:
    with StillSink(tmp_path / f"out{suffix}", full_picture()) as sink:
        sink.write(frame())
    written = load_picture(tmp_path / f"out{suffix}")
    assert written.alpha is not None
    assert (written.alpha[:5] == 0).all() and (written.alpha[5:] == 255).all()


@pytest.mark.parametrize("suffix", [".jpg", ".bmp"])
def test_formats_without_transparency_lay_the_picture_on_white(suffix: str) -> None:
    picture = replace(full_picture(), icc_profile=None)
    written = load_picture(encode_picture(picture, FORMATS[suffix]))
    assert (written.image[:4] > 240).all()
    assert (written.image[8:, :, 2] < 90).all()


def test_bmp_cannot_hold_a_profile_so_colours_become_srgb() -> None:
    picture = replace(full_picture(), alpha=None)
    written = load_picture(encode_picture(picture, FORMATS[".bmp"]))
    red_and_blue_swapped = SCENE[:, :, ::-1]
    assert np.abs(written.image.astype(int) - red_and_blue_swapped).mean() < 12


def test_exif_too_long_for_jpeg_is_left_out() -> None:
    long = pictures.exif(model="x" * 70_000)
    written = load_picture(encode_picture(Picture(SCENE, exif=long), FORMATS[".jpg"]))
    assert written.exif is None


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"There is no folder .*missing"):
        save_picture(tmp_path / "missing" / "out.png", Picture(SCENE))


def test_unknown_suffix_names_the_possible_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"out\.xyz.*\.png, \.jpg"):
        StillSink(tmp_path / "out.xyz")
    assert list(tmp_path.iterdir()) == []


def test_picture_too_large_for_webp_leaves_nothing_behind(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match="at most 16383 pixels a side, this is 16400x2"),
        StillSink(tmp_path / "out.webp") as sink,
    ):
        sink.write(frame(16400, 2))
    assert list(tmp_path.iterdir()) == []


def test_file_has_its_name_only_when_closed(tmp_path: Path) -> None:
    sink = StillSink(tmp_path / "out.png")
    sink.write(frame())
    assert not (tmp_path / "out.png").exists()
    sink.close()
    sink.close()
    assert [path.name for path in tmp_path.iterdir()] == ["out.png"]


def test_aborted_sink_leaves_nothing_behind(tmp_path: Path) -> None:
    sink = StillSink(tmp_path / "out.png")
    sink.write(frame())
    sink.abort()
    sink.abort()
    assert list(tmp_path.iterdir()) == []


def test_sink_without_a_frame_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    sink = StillSink(tmp_path / "out.png")
    with pytest.raises(SinkError, match="no frame came"):
        sink.close()
    assert list(tmp_path.iterdir()) == []


def test_second_frame_is_refused(tmp_path: Path) -> None:
    sink = StillSink(tmp_path / "out.png")
    sink.write(frame())
    with pytest.raises(SinkError, match="a second one came"):
        sink.write(frame())


def test_existing_file_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "out.png").write_text("mine")
    with pytest.raises(UsageError, match="already there"):
        StillSink(tmp_path / "out.png")
    assert (tmp_path / "out.png").read_text() == "mine"
    with StillSink(tmp_path / "out.png", overwrite=True) as sink:
        sink.write(frame())
    assert np.array_equal(load_picture(tmp_path / "out.png").image, SCENE)


def test_painted_photo_lies_upright_with_what_it_carried(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(pictures.encoded(SCENE, "JPEG", exif=pictures.exif(6)))
    source = StillSource(photo)
    only = source.read()
    assert only is not None
    with StillSink(tmp_path / "painted.jpg", source.picture, inputs=[photo]) as sink:
        sink.write(only)
    painted = load_picture(tmp_path / "painted.jpg")
    assert painted.image.shape == (48, 32, 3)
    assert pictures.read_exif(painted.exif)[0x0110] == "Impastocam"
