import hashlib
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from engine.errors import PictureError
from engine.pictures import Picture, content_hash, load_picture, save_picture
from tests import pictures


def closeness(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Mean difference of two pictures of one size, in grey levels."""
    assert one.shape == other.shape
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".bmp", ".tif", ".avif"])
def test_common_formats_load_as_rgb(tmp_path: Path, suffix: str) -> None:
    path = pictures.write(tmp_path / f"scene{suffix}", pictures.scene())
    picture = load_picture(path)
    assert picture.image.dtype == np.uint8 and picture.image.flags.c_contiguous
    assert closeness(picture.image, pictures.scene()) < 6
    assert picture.alpha is None and picture.exif is None and picture.icc_profile is None


def test_heic_loads_with_its_plugin(tmp_path: Path) -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    path = tmp_path / "phone.heic"
    pillow_heif.from_pillow(Image.fromarray(pictures.scene(64, 64))).save(path, quality=95)
    assert closeness(load_picture(path).image, pictures.scene(64, 64)) < 6


def test_heic_without_plugin_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    monkeypatch.setattr("engine.pictures.picture._register_heif", lambda: None)
    monkeypatch.setattr(Image, "ID", [kind for kind in Image.ID if kind != "HEIF"])
    with pytest.raises(PictureError, match="pip install 'pillow-heif'"):
        load_picture(b"\0\0\0\x18ftypheic" + bytes(100))


def test_bytes_load_like_a_file() -> None:
    data = pictures.encoded(pictures.scene(), "PNG")
    assert closeness(load_picture(data).image, pictures.scene()) == 0


def test_suffix_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "a png in truth.jpg"
    path.write_bytes(pictures.encoded(pictures.scene(), "PNG"))
    assert closeness(load_picture(path).image, pictures.scene()) == 0


def test_first_picture_of_a_gif_is_taken(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "two.gif", save_all=True, append_images=frames[1:])
    assert load_picture(tmp_path / "two.gif").image[0, 0].tolist() == [255, 0, 0]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied_to_pixels(orientation: int) -> None:
    upright = pictures.scene()
    stored: dict[int, Callable[[NDArray[np.uint8]], NDArray[np.uint8]]] = {
        1: lambda p: p,
        2: lambda p: p[:, ::-1],
        3: lambda p: p[::-1, ::-1],
        4: lambda p: p[::-1],
        5: lambda p: p.transpose(1, 0, 2),
        6: lambda p: np.rot90(p, 1),
        7: lambda p: np.rot90(p, 2).transpose(1, 0, 2),
        8: lambda p: np.rot90(p, -1),
    }
    pixels = np.ascontiguousarray(stored[orientation](upright))
    data = pictures.encoded(pixels, "PNG", exif=pictures.exif(orientation))
    picture = load_picture(data)
    assert closeness(picture.image, upright) == 0
    assert closeness(load_picture(data, for_style=True).image, upright) == 0


def test_exif_is_kept_without_orientation() -> None:
    data = pictures.encoded(pictures.scene(), "JPEG", exif=pictures.exif(6, model="Camera X"))
    kept = pictures.read_exif(load_picture(data).exif)
    assert kept[0x0110] == "Camera X"
    assert 0x0112 not in kept
    assert kept.get_ifd(0x8769)[0x9003] == "2024:05:06 07:08:09"


def test_exif_size_follows_a_turned_picture() -> None:
    data = pictures.encoded(pictures.scene(48, 32), "JPEG", exif=pictures.exif(6))
    kept = pictures.read_exif(load_picture(data).exif)
    assert [kept.get_ifd(0x8769)[tag] for tag in (0xA002, 0xA003)] == [32, 48]


def test_tiff_layout_does_not_travel_as_exif(tmp_path: Path) -> None:
    path = pictures.write(tmp_path / "scan.tif", pictures.scene(), exif=pictures.exif())
    kept = pictures.read_exif(load_picture(path).exif)
    assert kept[0x0110] == "Impastocam"
    assert not {256, 257, 259, 273, 279} & set(kept)


def test_damaged_exif_does_not_lose_the_photo() -> None:
    data = pictures.encoded(pictures.scene(), "PNG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff rubbish")
    assert closeness(load_picture(data).image, pictures.scene()) == 0


def test_photo_keeps_rgb_values_and_profile() -> None:
    profile = pictures.profile()
    picture = load_picture(pictures.encoded(pictures.scene(), "PNG", icc_profile=profile))
    assert picture.icc_profile == profile
    assert closeness(picture.image, pictures.scene()) == 0


def test_style_colours_go_through_the_profile_to_srgb() -> None:
    data = pictures.encoded(pictures.scene(), "PNG", icc_profile=pictures.profile())
    picture = load_picture(data, for_style=True)
    red_and_blue_swapped = pictures.scene()[:, :, ::-1]
    assert closeness(picture.image, red_and_blue_swapped) < 12
    assert picture.icc_profile is None


def test_style_with_a_damaged_profile_keeps_its_values() -> None:
    data = pictures.encoded(pictures.scene(), "PNG", icc_profile=b"not a profile at all")
    assert closeness(load_picture(data, for_style=True).image, pictures.scene()) == 0


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "YCbCr", "LAB"])
def test_every_colour_mode_becomes_rgb(tmp_path: Path, mode: str) -> None:
    wanted = pictures.scene() if mode not in "1L" else grey_scene()
    image = Image.fromarray(pictures.scene())
    path = tmp_path / ("scene.jpg" if mode == "YCbCr" else "scene.tif")
    (to_lab(image) if mode == "LAB" else image.convert(mode)).save(path)
    limit = 130 if mode == "1" else 16
    assert closeness(load_picture(path).image, wanted) < limit


def grey_scene() -> NDArray[np.uint8]:
    return np.asarray(Image.fromarray(pictures.scene()).convert("L").convert("RGB"))


def to_lab(image: Image.Image) -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(image, srgb, lab, outputMode="LAB")
    assert converted is not None
    return converted


def test_one_bit_picture_is_black_and_white() -> None:
    bits = np.zeros((8, 8), dtype=bool)
    bits[:, 4:] = True
    image = load_picture(pictures.encoded(bits, "PNG")).image
    assert image[0].tolist() == [[0, 0, 0]] * 4 + [[255, 255, 255]] * 4


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_16_bit_grey_is_scaled_not_clipped(tmp_path: Path, suffix: str) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16)[np.newaxis]
    path = pictures.write(tmp_path / f"deep{suffix}", ramp)
    image = load_picture(path).image
    assert image[0, :, 0].tolist() == list(range(256))


@pytest.mark.parametrize("white", [1.0, 255.0, 65535.0, 3e6])
def test_float_grey_is_scaled_by_its_white(tmp_path: Path, white: float) -> None:
    ramp = np.linspace(0, white, 256, dtype=np.float32)[np.newaxis]
    path = pictures.write(tmp_path / "deep.tif", ramp)
    image = load_picture(path).image
    assert image[0, :, 0].tolist() == list(range(256))


def test_16_bit_rgb_png_loads() -> None:
    cv2 = pytest.importorskip("cv2")
    deep = pictures.scene()[:, :, ::-1].astype(np.uint16) * 257
    data = cv2.imencode(".png", deep)[1].tobytes()
    assert closeness(load_picture(data).image, pictures.scene()) < 1


def test_cmyk_goes_through_its_profile() -> None:
    buffer = io.BytesIO()
    cyan_ink = Image.new("CMYK", (8, 8), (255, 0, 0, 0))
    cyan_ink.save(buffer, "JPEG", icc_profile=pictures.cmyk_profile())
    picture = load_picture(buffer.getvalue())
    red, green, blue = picture.image[4, 4].tolist()
    assert red > 230 and green < 40 and blue < 40
    assert picture.icc_profile is None


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparency_of_a_photo_is_kept_aside(mode: str) -> None:
    rgba = np.dstack([pictures.scene(), np.full((32, 48), 255, np.uint8)])
    rgba[:10, :, 3] = 100
    buffer = io.BytesIO()
    Image.fromarray(rgba).convert(mode).save(buffer, "PNG")
    picture = load_picture(buffer.getvalue())
    assert picture.alpha is not None
    assert np.array_equal(picture.alpha, rgba[:, :, 3])


def test_transparent_palette_colour_is_found() -> None:
    image = Image.fromarray(np.eye(8, dtype=np.uint8)).convert("P")
    image.putpalette([10, 20, 30, 200, 100, 50])
    buffer = io.BytesIO()
    image.save(buffer, "PNG", transparency=0)
    picture = load_picture(buffer.getvalue())
    assert picture.alpha is not None
    assert picture.alpha[0, :2].tolist() == [255, 0]
    assert picture.image[0, 0].tolist() == [200, 100, 50]


def test_opaque_alpha_channel_is_dropped() -> None:
    rgba = np.dstack([pictures.scene(), np.full((32, 48), 255, np.uint8)])
    assert load_picture(pictures.encoded(rgba, "PNG")).alpha is None


def test_transparent_style_lies_on_white() -> None:
    rgba = np.dstack([pictures.scene(), np.full((32, 48), 255, np.uint8)])
    rgba[:10, :, 3] = 0
    image = load_picture(pictures.encoded(rgba, "PNG"), for_style=True).image
    assert (image[:10] == 255).all()
    assert np.array_equal(image[10:], pictures.scene()[10:])


def test_huge_jpeg_style_is_decoded_smaller() -> None:
    data = pictures.encoded(pictures.scene(4400, 2200), "JPEG")
    assert load_picture(data, for_style=True).image.shape == (1100, 2200, 3)
    assert load_picture(data).image.shape == (2200, 4400, 3)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (65, 49), (4096, 16)])
def test_any_size_loads(width: int, height: int) -> None:
    data = pictures.encoded(pictures.scene(width, height), "PNG")
    assert load_picture(data).image.shape == (height, width, 3)


def test_the_array_a_picture_was_made_from_stays_writable() -> None:
    image = pictures.scene()
    Picture(image)
    image[0, 0] = 0


def test_a_file_may_be_named_by_a_string(tmp_path: Path) -> None:
    name = str(tmp_path / "a.png")
    save_picture(name, Picture(pictures.scene()))
    np.testing.assert_array_equal(load_picture(name).image, pictures.scene())


def test_a_name_that_cannot_be_is_a_picture_error() -> None:
    with pytest.raises(PictureError, match="cannot be the name of a file"):
        load_picture("a\0.png")


def test_loaded_pictures_cannot_be_written_to() -> None:
    picture = load_picture(pictures.encoded(pictures.scene(), "PNG"))
    with pytest.raises(ValueError, match="read-only"):
        picture.image[0, 0] = 0


def test_content_hash_is_the_sha256_of_the_file(tmp_path: Path) -> None:
    data = pictures.encoded(pictures.scene(), "PNG")
    (tmp_path / "a.png").write_bytes(data)
    assert content_hash(tmp_path / "a.png") == content_hash(data) == hashlib.sha256(data).hexdigest()


def test_content_hash_of_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="does not exist"):
        content_hash(tmp_path / "nothing.jpg")


def test_importing_the_module_loads_no_heavy_library() -> None:
    heavy = {"torch", "cv2", "av", "pillow_heif"}
    code = f"import sys, engine.pictures.picture; print(*({heavy} & set(sys.modules)))"
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == ""
