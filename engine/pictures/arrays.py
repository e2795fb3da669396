"""Pictures of a caller's own kind become what the engine paints, and the painted ones that kind again.

Kinds: numpy arrays, torch tensors, Pillow's images, and `Picture`. torch is not imported: who gives a tensor
has done that.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, TypeVar, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from engine.errors import UsageError
from engine.frame import Image
from engine.pictures import pixels
from engine.pictures.picture import Picture

T = TypeVar("T")

Array = NDArray[Any]
"""(H, W), (H, W, C) or (N, H, W, C), uint8 or float from 0 to 1; C is 1 (grey), 3 (RGB) or 4 (RGBA)."""

CHANNELS: Final = (1, 3, 4)
"""Grey, RGB, RGBA."""

ROUNDING: Final = 0.5 / 255
"""A float may lie so far outside 0..1: half a step of 8 bits, as arithmetic leaves it."""


def paint_like(given: T, paint: Callable[[Image], Image]) -> T:
    """Paint a picture, or each of a batch.

    Args:
        given: an `Array`, a torch tensor with its channels first, a Pillow image or a Picture.
        paint: (H, W, 3) uint8 RGB, C-contiguous -> the same size; may return what it is given.

    Returns:
        The kind, dtype and device of what was given, in memory of its own; RGB where that was grey; with the
        alpha of what was given.

    Raises:
        UsageError: it is no picture.
    """
    array = _array(given)
    if array.ndim == 4:
        painted = np.stack([_paint_one(one, paint) for one in array])
    else:
        painted = _paint_one(array, paint)
    return cast(T, _like(given, painted))


def as_image(given: object) -> Image:
    """One picture of any of these kinds as (H, W, 3) uint8 RGB, C-contiguous; transparent parts become white.

    Its memory is its own.

    Raises:
        UsageError: it is no picture, or several.
    """
    array = _array(given)
    if array.ndim == 4:
        if len(array) != 1:
            raise UsageError(f"One picture is needed, and these are {len(array)}. Give them one by one.")
        array = array[0]
    colours, alpha = _bytes(_colours(array)), _bytes(_alpha(array))
    if not alpha.size:
        return colours.copy()
    opaque = Pillow.fromarray(colours)
    return np.array(pixels.flattened(opaque, Pillow.fromarray(alpha[..., 0])))


def _array(given: object) -> Array:
    """The pixels, channels last.

    Raises:
        UsageError: it is no picture.
    """
    if isinstance(given, np.ndarray):
        array: Array = np.asarray(given)  # a matrix keeps two dimensions whatever is done to it
    elif isinstance(given, Picture):
        array = given.image
    elif isinstance(given, Pillow.Image):
        rgb, alpha = pixels.rgb_and_alpha(given)
        array = np.asarray(rgb) if alpha is None else np.dstack([np.asarray(rgb), np.asarray(alpha)])
    elif _is_tensor(given):
        return _tensor_array(given)
    else:
        raise UsageError(
            "A picture is a numpy array, a torch tensor, a Pillow image or what load_picture gives, "
            f"not {_named(given)}."
        )
    _check_shape(array.shape, -1, "(H, W), (H, W, C) or (N, H, W, C)", "numpy.moveaxis(image, -3, -1)")
    return _checked(array)


def _tensor_array(tensor: Any) -> Array:  # noqa: ANN401 - torch is not imported here
    """The pixels of a torch tensor, which has its channels first."""
    _check_shape(tuple(tensor.shape), -3, "(H, W), (C, H, W) or (N, C, H, W)", "image.movedim(-1, -3)")
    plain = tensor.detach().cpu()
    if plain.is_floating_point() and plain.element_size() < 4:
        plain = plain.float()  # numpy has no bfloat16
    array: Array = plain.numpy()
    return _checked(array if array.ndim == 2 else np.moveaxis(array, -3, -1))


def _like(given: object, painted: Array) -> object:
    """Painted pixels as the kind of picture that was given."""
    if isinstance(given, Picture):
        return replace(given, image=painted)
    if isinstance(given, Pillow.Image):
        return Pillow.fromarray(painted)
    if _is_tensor(given):
        tensor: Any = given
        first = np.ascontiguousarray(np.moveaxis(painted, -1, -3))  # (C, H, W) or (N, C, H, W)
        return sys.modules["torch"].from_numpy(first).to(tensor.device, tensor.dtype)
    return painted


def _paint_one(array: Array, paint: Callable[[Image], Image]) -> Array:
    """(H, W), (H, W, 1) or (H, W, 3) -> (H, W, 3), and (H, W, 4) -> (H, W, 4), of its dtype; a new array."""
    colours = _colours(array)
    content = _bytes(colours)
    painted: Array = paint(content)
    if painted is content:
        painted = colours  # not painted at all: then nothing is rounded to 8 bits either
    elif array.dtype != np.uint8:
        painted = (painted / np.float32(255)).astype(array.dtype)
    return np.concatenate([painted, _alpha(array)], axis=-1)


def _colours(array: Array) -> Array:
    """(H, W, 3) of one picture; grey in all three."""
    if array.ndim == 3 and array.shape[-1] != 1:
        return array[..., :3]
    return np.repeat(array.reshape(*array.shape[:2], 1), 3, axis=-1)


def _alpha(array: Array) -> Array:
    """(H, W, 1) of one picture, or (H, W, 0): it has none."""
    return array[..., 3:] if array.ndim == 3 else array[..., None][..., 1:]


def _bytes(array: Array) -> Image:
    """As uint8, C-contiguous: the array itself if it is that already."""
    if array.dtype == np.uint8:
        return np.ascontiguousarray(array)
    return np.ascontiguousarray(np.rint(array.astype(np.float32) * 255).clip(0, 255).astype(np.uint8))


def _check_shape(shape: tuple[int, ...], channel_axis: int, expected: str, remedy: str) -> None:
    if 0 in shape:
        raise UsageError(f"The picture is empty: its shape is {shape}.")
    if len(shape) == 2 or (len(shape) in (3, 4) and shape[channel_axis] in CHANNELS):
        return
    hint = ""
    if len(shape) in (3, 4) and shape[-4 - channel_axis] in CHANNELS:
        hint = f" Exchange its axes: {remedy}."
    raise UsageError(f"A picture has the shape {expected} with C = 1, 3 or 4; this one has {shape}.{hint}")


def _checked(array: Array) -> Array:
    """The array, if its values are those of a picture."""
    if array.dtype == np.uint8:
        return array
    if array.dtype.kind != "f":
        raise UsageError(f"A picture is uint8, or float from 0 to 1; this one is {array.dtype}.")
    low, high = float(array.min()), float(array.max())
    if not np.isfinite([low, high]).all():
        raise UsageError("The picture has values that are no numbers (NaN or infinite).")
    if low < -ROUNDING or high > 1 + ROUNDING:
        raise UsageError(
            f"A float picture has values from 0 to 1; this one from {low:g} to {high:g}. "
            "Scale it, or give it as uint8."
        )
    return array


def _is_tensor(given: object) -> bool:
    torch: Any = sys.modules.get("torch")
    return torch is not None and isinstance(given, torch.Tensor)


def _named(given: object) -> str:
    return f'"{given}"' if isinstance(given, str) else f"a {type(given).__name__}"
