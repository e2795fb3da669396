"""How near a small painting, enlarged, comes to painting at full size.

    python -m tests.measurements.enlarging PICTURE ... [--styles NAME,...] [--texture 0..1]
    python -m tests.measurements.enlarging PICTURE --sheet FILE --crops X,Y ... [--styles NAME,...]

Prints, for each picture and style at 1/2 and 1/3 of the size, plain and guided: SSIM of luma with the
painting at full size, and at the content's edges the error of the gradient and how much of the gradient is
left. To tell how much of the SSIM is strokes that fall elsewhere, also that of the same painting begun 4
pixels further right.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine import Image, Picture, Settings, Stylizer, load_picture, save_picture
from engine.imaging import enlarge_guided, resize

Plane = NDArray[np.float32]
"""(H, W)."""

EDGES: float = 97.0
"""Per cent of the pixels that are no edge of the content."""

CROP: int = 240
"""Pixels of the sides of a crop in a sheet."""

PARTS: tuple[int, ...] = (2, 3)
"""The small painting has 1 / so much of the width."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A painting beside the one at full size."""

    ssim: float
    """Of luma, mean over the picture; 1 is the same (Wang et al. 2004)."""

    edge_error: float
    """Mean difference of the luma's slope across the content's edges; 1 is as large as the slopes."""

    edges_left: float
    """Mean slope across the content's edges, in those of the painting at full size."""


def likeness(painted: Image, full: Image, content: Image) -> Likeness:
    """Compare a painting with the one at full size; all (H, W, 3) uint8 RGB of one size."""
    across, along = _slope_across(painted, content), _slope_across(full, content)
    size = float(np.abs(along).mean())
    return Likeness(
        ssim(painted, full), float(np.abs(across - along).mean()) / size, float(np.abs(across).mean()) / size
    )


def ssim(one: Image, other: Image) -> float:
    """Structural similarity of luma, with the Gaussian window of its authors (Wang et al. 2004)."""
    x, y = _luma(one), _luma(other)
    mean_x, mean_y = _blurred(x), _blurred(y)
    var_x, var_y = _blurred(x * x) - mean_x**2, _blurred(y * y) - mean_y**2
    both = _blurred(x * y) - mean_x * mean_y
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float(
        np.mean(
            (2 * mean_x * mean_y + c1)
            * (2 * both + c2)
            / ((mean_x**2 + mean_y**2 + c1) * (var_x + var_y + c2))
        )
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pictures", type=Path, nargs="+")
    parser.add_argument("--styles", default="oil-strokes,mosaic,watercolor,ink-wash")
    parser.add_argument("--texture", type=float, default=1.0)
    parser.add_argument("--sheet", type=Path, help="the picture, plain, guided, full size; a row a crop")
    parser.add_argument("--crops", nargs="+", default=["0,0"], metavar="X,Y")
    args = parser.parse_args()
    stylizer = Stylizer()
    if args.sheet:
        save_picture(args.sheet, Picture(_sheet(stylizer, args)))
        return
    for path in args.pictures:
        content = np.ascontiguousarray(load_picture(path).image)
        for style in args.styles.split(","):
            settings = stylizer.settings_for(style, texture=args.texture)
            for line in _lines(stylizer, content, settings):
                print(f"{path.stem:12} {style:12} {line}", flush=True)


def _lines(stylizer: Stylizer, content: Image, settings: Settings) -> Iterator[str]:
    full = stylizer.paint(content, settings)
    moved = stylizer.paint(np.ascontiguousarray(content[:, 4:]), settings)
    yield f"full size, 4 pixels further: SSIM {ssim(moved, full[:, 4:]):.2f}"
    height, width = full.shape[:2]
    for part in PARTS:
        painted = stylizer.paint(resize(content, width // part, height // part), settings)
        for name, result in (
            ("plain", resize(painted, width, height)),
            ("guided", enlarge_guided(painted, content)),
        ):
            is_like = likeness(result, full, content)
            yield (
                f"1/{part} {name:6}: SSIM {is_like.ssim:.2f}, edge error {is_like.edge_error:.2f}, "
                f"edges left {is_like.edges_left:.2f}"
            )


def _sheet(stylizer: Stylizer, args: argparse.Namespace) -> Image:
    """A row for each crop, in a style of its own: the picture, plain and guided from 1/3, full size."""
    content = np.ascontiguousarray(load_picture(args.pictures[0]).image)
    rows = []
    for crop, style in zip(args.crops, args.styles.split(","), strict=True):
        third = max(content.shape[:2]) // 3
        painted = [
            stylizer.stylize(content, style, render_size=third, enlarge="plain"),
            stylizer.stylize(content, style, render_size=third),
            stylizer.stylize(content, style),
        ]
        left, top = map(int, crop.split(","))
        rows.append(np.hstack([image[top : top + CROP, left : left + CROP] for image in (content, *painted)]))
    return np.ascontiguousarray(np.vstack(rows))


def _slope_across(picture: Image, content: Image) -> Plane:
    """Slope of a picture's luma, in the direction of the content's, where the content's is steepest: (N,)."""
    right, down = _slopes(np.asarray(cv2.GaussianBlur(_luma(content), (0, 0), 0.7), np.float32))
    steepness = np.hypot(right, down)
    edges = steepness > np.percentile(steepness, EDGES)
    own_right, own_down = _slopes(_luma(picture))
    return np.asarray(
        ((own_right * right + own_down * down) / np.maximum(steepness, 1e-6))[edges], np.float32
    )


def _slopes(luma: NDArray[np.float32]) -> tuple[Plane, Plane]:
    return (
        np.asarray(cv2.Sobel(luma, cv2.CV_32F, 1, 0), np.float32),
        np.asarray(cv2.Sobel(luma, cv2.CV_32F, 0, 1), np.float32),
    )


def _blurred(plane: NDArray[np.float32]) -> Plane:
    return np.asarray(cv2.GaussianBlur(plane, (11, 11), 1.5), np.float32)


def _luma(image: Image) -> Plane:
    return cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)


if __name__ == "__main__":
    main()
