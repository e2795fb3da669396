import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image as Pillow

from engine.errors import UsageError
from engine.frame import Image
from engine.pictures import Picture, as_image, paint_like
from tests.pictures import scene

ROOT = Path(__file__).parents[3]

RGB = scene(6, 4)
GREY = RGB[..., 0]
RGBA = np.dstack([RGB, np.arange(24, dtype=np.uint8).reshape(4, 6)])


def inverted(image: Image) -> Image:
    """A painting: the shape and dtype are as the engine promises them to a network."""
    assert image.ndim == 3 and image.shape[2] == 3
    assert image.dtype == np.uint8 and image.flags.c_contiguous
    return 255 - image


def planes(array: NDArray[np.uint8]) -> torch.Tensor:
    """(..., H, W, C) -> (..., C, H, W)."""
    return torch.from_numpy(array.copy()).movedim(-1, -3)


def test_rgb_is_painted() -> None:
    np.testing.assert_array_equal(paint_like(RGB, inverted), 255 - RGB)


@pytest.mark.parametrize("grey", [GREY, GREY[..., None]], ids=["H W", "H W 1"])
def test_grey_is_painted_in_colour(grey: NDArray[np.uint8]) -> None:
    painted = paint_like(grey, inverted)
    np.testing.assert_array_equal(painted, np.dstack([255 - GREY] * 3))


def test_transparency_stays() -> None:
    painted = paint_like(RGBA, inverted)
    np.testing.assert_array_equal(painted, np.dstack([255 - RGB, RGBA[..., 3]]))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_floats_come_back_as_the_floats_they_were(dtype: type) -> None:
    painted: NDArray[Any] = paint_like((RGBA / 255).astype(dtype), inverted)
    assert painted.dtype == dtype
    np.testing.assert_allclose(painted * 255, np.dstack([255 - RGB, RGBA[..., 3]]), atol=0.2)


@pytest.mark.parametrize("one", [GREY[..., None], RGB, RGBA], ids=["grey", "RGB", "RGBA"])
def test_each_of_a_batch_is_painted(one: NDArray[np.uint8]) -> None:
    painted = paint_like(np.stack([one, one[::-1]]), inverted)
    np.testing.assert_array_equal(painted[0], paint_like(one, inverted))
    np.testing.assert_array_equal(painted[1], paint_like(one[::-1], inverted))


@pytest.mark.parametrize(
    "view",
    [RGB[:, ::-1], RGB[::2, ::3], np.asfortranarray(RGB), RGBA[..., 2::-1], np.moveaxis(RGB, 0, 1)],
    ids=["mirrored", "every other", "Fortran", "BGR", "transposed"],
)
def test_memory_may_lie_as_it_likes(view: NDArray[np.uint8]) -> None:
    np.testing.assert_array_equal(paint_like(view, inverted), 255 - view)


def test_a_matrix_is_a_picture_like_any_other() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        matrix = np.asmatrix(GREY)
    assert np.array_equal(paint_like(matrix, inverted), paint_like(GREY, inverted))


def test_a_read_only_array_is_painted() -> None:
    image = RGB.copy()
    image.flags.writeable = False
    np.testing.assert_array_equal(paint_like(image, inverted), 255 - RGB)


@pytest.mark.parametrize("array", [RGB, RGBA, RGB / 255, RGB[None]], ids=["uint8", "RGBA", "float", "batch"])
def test_what_comes_back_is_memory_of_its_own(array: NDArray[Any]) -> None:
    image, before = array.copy(), array.copy()
    painted: NDArray[Any] = paint_like(image, lambda content: content)
    painted[...] = 0
    np.testing.assert_array_equal(image, before)
    assert image.flags.writeable


def test_what_is_not_painted_keeps_every_digit() -> None:
    image = np.linspace(0, 1, 72).reshape(4, 6, 3)
    np.testing.assert_array_equal(paint_like(image, lambda content: content), image)


def test_a_float_may_miss_its_range_by_a_rounding_error() -> None:
    image = np.full((4, 6, 3), 1 + 1e-6)
    assert (as_image(image) == 255).all() and (as_image(1 - image) == 0).all()


@pytest.mark.parametrize("array", [RGB, RGBA], ids=["RGB", "RGBA"])
def test_a_pillow_image_comes_back(array: NDArray[np.uint8]) -> None:
    painted = paint_like(Pillow.fromarray(array), inverted)
    np.testing.assert_array_equal(np.asarray(painted), paint_like(array, inverted))


def test_pillow_images_of_other_modes_come_back_in_colour() -> None:
    painted = paint_like(Pillow.fromarray(GREY), inverted)
    np.testing.assert_array_equal(np.asarray(painted), np.dstack([255 - GREY] * 3))


def test_a_loaded_picture_keeps_what_it_carries() -> None:
    picture = Picture(RGB, RGBA[..., 3], exif=b"exif", icc_profile=b"profile")
    painted = paint_like(picture, inverted)
    np.testing.assert_array_equal(painted.image, 255 - RGB)
    assert painted.alpha is picture.alpha
    assert (painted.exif, painted.icc_profile) == (b"exif", b"profile")


@pytest.mark.parametrize("array", [RGB, RGBA, np.stack([RGB, RGB])], ids=["RGB", "RGBA", "batch"])
def test_a_tensor_comes_back_with_its_channels_first(array: NDArray[np.uint8]) -> None:
    painted = paint_like(planes(array), inverted)
    assert painted.dtype == torch.uint8 and painted.is_contiguous()
    assert torch.equal(painted, planes(paint_like(array, inverted)))


@pytest.mark.parametrize("shape", [(4, 6), (1, 4, 6)])
def test_a_grey_tensor_is_painted_in_colour(shape: tuple[int, ...]) -> None:
    painted = paint_like(torch.from_numpy(GREY.copy()).reshape(shape), inverted)
    assert torch.equal(painted, planes(np.dstack([255 - GREY] * 3)))


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_a_float_tensor_keeps_its_dtype(dtype: torch.dtype) -> None:
    painted = paint_like((planes(RGB) / 255).to(dtype), inverted)
    assert painted.dtype == dtype
    torch.testing.assert_close(painted.double() * 255, planes(255 - RGB).double(), atol=2.0, rtol=0)


def test_a_tensor_that_wants_gradients_is_painted() -> None:
    painted = paint_like((planes(RGB) / 255).requires_grad_(), inverted)
    assert not painted.requires_grad


@pytest.mark.parametrize("shape", [(0,), (0, 6), (4, 0, 3), (0, 4, 6, 3), (4, 6, 0)])
def test_empty_pictures_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(UsageError, match=rf"is empty: its shape is \({shape[0]},"):
        paint_like(np.zeros(shape, np.uint8), inverted)
    with pytest.raises(UsageError, match="is empty"):
        paint_like(torch.zeros(shape, dtype=torch.uint8), inverted)


@pytest.mark.parametrize("shape", [(6,), (4, 6, 2), (4, 6, 5), (2, 4, 6, 7), (1, 1, 4, 6, 3)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(UsageError, match=rf"\(N, H, W, C\) with C = 1, 3 or 4; this one has \({shape[0]},"):
        paint_like(np.zeros(shape, np.uint8), inverted)


@pytest.mark.parametrize("shape", [(3, 5, 6), (2, 3, 5, 6)])
def test_channels_on_the_wrong_side_are_refused_with_the_remedy(shape: tuple[int, ...]) -> None:
    array = np.zeros(shape, np.uint8)
    with pytest.raises(UsageError, match=r"numpy\.moveaxis\(image, -3, -1\)"):
        paint_like(array, inverted)
    tensor = torch.from_numpy(np.moveaxis(array, -3, -1).copy())
    with pytest.raises(UsageError, match=r"image\.movedim\(-1, -3\)"):
        paint_like(tensor, inverted)
    assert paint_like(tensor.movedim(-1, -3), inverted).shape == shape


@pytest.mark.parametrize("dtype", [np.int64, np.uint16, np.bool_, np.complex64, object])
def test_other_dtypes_are_refused(dtype: type) -> None:
    with pytest.raises(UsageError, match=r"uint8, or float from 0 to 1; this one is"):
        paint_like(np.zeros((4, 6, 3), dtype), inverted)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    image = np.zeros((4, 6, 3))
    image[1, 2, 0] = value
    with pytest.raises(UsageError, match="NaN or infinite"):
        paint_like(image, inverted)
    with pytest.raises(UsageError, match="NaN or infinite"):
        paint_like(torch.from_numpy(image).movedim(-1, 0), inverted)


def test_floats_of_another_range_are_refused() -> None:
    with pytest.raises(UsageError, match="from 0 to 1; this one from 0 to 255"):
        paint_like(RGB.astype(np.float32), inverted)
    with pytest.raises(UsageError, match="this one from -1 to"):
        paint_like(RGB / 127.5 - 1, inverted)


@pytest.mark.parametrize("given", ["photo.jpg", None, [[1, 2], [3, 4]], 7], ids=repr)
def test_what_is_no_picture_is_refused(given: object) -> None:
    with pytest.raises(UsageError, match=r'load_picture gives, not ("photo.jpg"|a NoneType|a list|a int)\.'):
        paint_like(given, inverted)


def test_transparent_parts_of_one_picture_become_white() -> None:
    image = as_image(np.dstack([RGB, np.zeros((4, 6), np.uint8)]))
    assert (image == 255).all()


def test_a_batch_of_one_is_one_picture() -> None:
    np.testing.assert_array_equal(as_image(RGB[None]), RGB)
    with pytest.raises(UsageError, match="these are 2"):
        as_image(np.stack([RGB, RGB]))


def test_arrays_are_painted_without_torch() -> None:
    code = "import sys, numpy; from engine.pictures import paint_like\n"
    code += "paint_like(numpy.zeros((4, 6)), lambda image: image)\nprint('torch' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
