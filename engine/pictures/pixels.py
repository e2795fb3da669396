"""Pillow's many kinds of picture become plain RGB: grey, palette, 16 bits, CMYK, Lab, colour profiles."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

RGB_MODES = ("RGB", "RGBA", "RGBX", "RGBa", "P", "PA")
"""Modes whose colours are RGB already, so that an RGB profile keeps its meaning."""


def rgb_and_alpha(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """A picture of any mode as a mode RGB one and its transparency (mode L), None when all opaque.

    Colours that cannot be shown as they are (CMYK, Lab, grey with a profile) go through the picture's
    own profile to sRGB where it has one.
    """
    image = _to_8_bits(image)
    if not image.has_transparency_data:
        return _opaque_rgb(image), None
    rgba = image.convert("RGBA")
    alpha = rgba.getchannel("A")
    return rgba.convert("RGB"), None if alpha.getextrema()[0] == 255 else alpha


def to_srgb(image: Image.Image, profile: bytes, pixels_are: str | None = None) -> Image.Image | None:
    """The picture's colours moved from its profile to sRGB, as mode RGB.

    Args:
        image: Any mode that the profile is for.
        profile: An ICC profile, possibly damaged.
        pixels_are: Give "LAB" for a Lab picture, which needs no profile.

    Returns:
        None when the profile is damaged, or made for another kind of colour.
    """
    from PIL import ImageCms  # costs 20 ms, and most pictures have no need of it

    try:
        given: Any = io.BytesIO(profile) if pixels_are != "LAB" else ImageCms.createProfile("LAB")
        return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def flattened(image: Image.Image, alpha: Image.Image | None) -> Image.Image:
    """A mode RGB picture laid on white paper."""
    if alpha is None:
        return image
    return Image.composite(image, Image.new("RGB", image.size, "white"), alpha)


def _opaque_rgb(image: Image.Image) -> Image.Image:
    if image.mode in RGB_MODES:
        return image.convert("RGB")
    profile = image.info.get("icc_profile", b"")
    if profile or image.mode == "LAB":
        converted = to_srgb(image, profile, image.mode)
        if converted is not None:
            return converted
    return image.convert("RGB")


def _to_8_bits(image: Image.Image) -> Image.Image:
    """Scale deeper greys to 0..255; Pillow's own conversion cuts them off at 255."""
    if not image.mode.startswith(("I", "F")):
        return image
    grey = np.nan_to_num(np.asarray(image, dtype=np.float32))  # (H, W)
    scaled = grey * (255.0 / _white(grey, image.mode))
    eight = Image.fromarray((scaled + 0.5).clip(0, 255).astype(np.uint8))
    eight.info = {key: value for key, value in image.info.items() if key != "transparency"}
    return eight


def _white(grey: NDArray[Any], mode: str) -> float:
    """The value that means white: files of 32 bits do not say."""
    whites = (1.0, 255.0, 65535.0) if mode == "F" else (65535.0,)
    brightest = float(grey.max())
    return next((white for white in whites if brightest <= white), brightest)
