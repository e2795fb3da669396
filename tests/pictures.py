"""Makes odd picture files for tests. What they show is known, so that a test can check what was read."""

import io
import struct
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from engine.frame import Image as Pixels


def scene(width: int = 48, height: int = 32) -> Pixels:
    """Red grows to the right, green downwards, blue is constant: every corner has its own colour."""
    rows, columns = np.mgrid[0:height, 0:width]
    red = columns * 255 // max(1, width - 1)
    green = rows * 255 // max(1, height - 1)
    return np.dstack([red, green, np.full_like(red, 60)]).astype(np.uint8)


def write(path: Path, pixels: NDArray[Any], exif: bytes = b"") -> Path:
    """Write an array in the format of the suffix."""
    Image.fromarray(pixels).save(path, exif=exif)
    return path


def exif(orientation: int = 1, **texts: str) -> bytes:
    """An EXIF block such as cameras write, with a picture size in it."""
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x0110] = texts.get("model", "Impastocam")
    block.get_ifd(0x8769).update({0xA002: 48, 0xA003: 32, 0x9003: "2024:05:06 07:08:09"})
    return block.tobytes()


def read_exif(block: bytes | None) -> Image.Exif:
    """An EXIF block, opened again."""
    assert block is not None
    exif = Image.Exif()
    exif.load(block)
    return exif


@cache
def profile() -> bytes:
    """A real RGB profile whose red and blue are swapped, so that its conversion cannot be overlooked.

    Only one is made: each has the time of its making in it, in seconds.
    """
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for entry in range(132, 132 + 12 * struct.unpack(">I", swapped[128:132])[0], 12):
        name = bytes(swapped[entry : entry + 4])
        if name in (b"rXYZ", b"bXYZ"):
            swapped[entry : entry + 4] = b"bXYZ" if name == b"rXYZ" else b"rXYZ"
    return bytes(swapped)


def cmyk_profile() -> bytes:
    """The smallest CMYK profile there can be; its cyan ink is red, as no plain conversion would say."""
    white, red, black = (255, 128, 128), (138, 208, 198), (0, 128, 128)  # Lab in 8 bits
    nodes = [
        black if node & 1 else red if node & 8 else white for node in range(16)
    ]  # node = bits c, m, y, k
    identity = struct.pack(">9i", *(65536 * (place % 4 == 0) for place in range(9)))
    straight = bytes(range(256))
    table = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + identity
    table += straight * 4 + bytes(value for node in nodes for value in node) + straight * 3
    header = bytes(4) + struct.pack(">4sI4s4s4s12x4s28x", b"", 0x02100000, b"prtr", b"CMYK", b"Lab ", b"acsp")
    header += struct.pack(">3i", 63190, 65536, 54061)  # the D50 white point
    head = header.ljust(128, b"\0") + struct.pack(">I4sII", 1, b"A2B0", 144, len(table))
    return struct.pack(">I", len(head) + len(table)) + head[4:] + table


def png_of_size(width: int, height: int) -> bytes:
    """A PNG whose header promises this size, with hardly any data: a picture bomb when large."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def encoded(pixels: NDArray[Any], kind: str, **options: bytes) -> bytes:
    """The bytes of a picture file."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind, **options)
    return buffer.getvalue()
