"""Evaluation: how near a network's pictures are to content and style, how steady, and what they cost."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image as Pillow

from engine.errors import SinkError, UsageError
from engine.evaluation.clips import Steadiness, list_clips, mean, measure_clips
from engine.evaluation.painters import FinishedPictures, NetworkPainter, Painter
from engine.frame import Image
from engine.pictures.picture import load_picture

if TYPE_CHECKING:
    from torch import Tensor

    from models.evaluation.metrics import PictureComparer

SIDE = 320
"""Pixels of the square that is cropped from the middle of every picture; none is resized."""

CONTACT_ROWS = 12
"""Pairs on the contact sheet."""

CONTACT_SIDE = 200
"""Pixels of a picture on it."""


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """What is compared with what."""

    pairs: Path
    """CSV with the columns `content` and `style`: file names."""

    content: Path
    """Folder of the photos."""

    style: Path
    """Folder of the artworks."""

    vgg: Path
    """VGG-16 features."""

    out: Path
    """Folder for the figures and the contact sheet."""

    network: str | None = None
    """Network to evaluate; None: the default one."""

    weights: Path | None = None
    """Other weights for it."""

    pictures: Path | None = None
    """Finished pictures instead of a network's: `PHOTO_ARTWORK.png` for `PHOTO.jpg` and `ARTWORK.jpg`."""

    clips: Path | None = None
    """Folder of clips, to measure how steady the painting is."""

    device: str = "auto"
    """auto, cuda, mps or cpu."""

    precision: str = "auto"
    """auto, float32, bfloat16 or float16."""


@dataclass(frozen=True, slots=True)
class PairMarks:
    """The figures of one pair; see `models.evaluation.metrics.PictureMetrics`."""

    content_file: str
    """File name of the photo."""

    style_file: str
    """File name of the artwork."""

    content: float
    """Content loss: 0 is the same."""

    style: float
    """Style loss: 0 is the same."""

    ssim: float
    """Structural similarity of luma with the content: 1 is the same."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is printed. None: not measured."""

    name: str
    """Network, weights or folder."""

    pairs: int
    """How many."""

    content: float
    """Mean content loss."""

    style: float
    """Mean style loss."""

    ssim: float
    """Mean structural similarity."""

    temporal_1: float | None = None
    """Temporal error between neighbouring frames."""

    temporal_10: float | None = None
    """Temporal error between frames ten apart."""

    smoothed_1: float | None = None
    """Temporal error between neighbouring frames with full smoothing."""

    detail_loss: float | None = None
    """Share of the painted clips' fine detail that full smoothing takes away."""

    multiply_adds: float | None = None
    """Multiply-adds for each pixel of a frame."""

    milliseconds: float | None = None
    """For a frame of 640x360, style cached: the median."""

    setting: str = ""
    """Device, precision and runtime."""


class Evaluation:
    """One evaluation: go through `steps`, then read `figures`.

    Raises:
        UsageError: a file or folder is missing, or the list is of no use.
        ModelError: weights or VGG features are not what they should be.
    """

    def __init__(self, options: EvaluationOptions) -> None:
        self.options = options
        self.pairs = _read_pairs(options)
        self.marks: list[PairMarks] = []
        """One for each pair so far."""
        self.figures: Figures | None = None
        """After the last step."""
        self._tiles: list[Image] = []
        self._steadiness: list[Steadiness] = []
        self._painter = _painter(options)
        self._comparer = _comparer(options, sorted({content for content, _ in self.pairs}))
        try:
            options.out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SinkError(f"{options.out} cannot be made: {error.strerror}. Choose another -o.") from error

    def steps(self) -> Iterator[tuple[str, int, int]]:
        """Do everything; yields what was done, how much of it, and of how much."""
        yield from self._judge_pairs()
        if self.options.clips is not None and isinstance(self._painter, NetworkPainter):
            yield from self._paint_clips(self.options.clips, self._painter)
        self.figures = self._sum_up()
        self._write(self.figures)

    def _paint_clips(self, folder: Path, painter: NetworkPainter) -> Iterator[tuple[str, int, int]]:
        total = len(list_clips(folder))
        styles = sorted(self.options.style / name for name in {style for _, style in self.pairs})
        for steadiness in measure_clips(folder, painter, styles):
            self._steadiness.append(steadiness)
            yield "painting clips", len(self._steadiness), total

    def _sum_up(self) -> Figures:
        painter = self._painter
        steady = asdict(mean(self._steadiness)) if self._steadiness else {}
        return Figures(
            name=painter.name,
            pairs=len(self.marks),
            content=fmean(each.content for each in self.marks),
            style=fmean(each.style for each in self.marks),
            ssim=fmean(each.ssim for each in self.marks),
            multiply_adds=painter.multiply_adds(),
            milliseconds=painter.milliseconds(),
            setting=painter.setting,
            **steady,
        )

    def _judge_pairs(self) -> Iterator[tuple[str, int, int]]:
        @cache
        def content(name: str) -> "tuple[Image, Tensor, Tensor]":
            image = crop_middle(load_picture(self.options.content / name, for_style=True).image)
            picture = _tensor(image)
            return image, picture, self._comparer.content_features(picture)

        @cache
        def style(name: str) -> "tuple[Image, Tensor]":
            image = crop_middle(load_picture(self.options.style / name, for_style=True).image)
            return image, self._comparer.style_features(_tensor(image))

        for done, (content_name, style_name) in enumerate(self.pairs, 1):
            photo, picture, content_features = content(content_name)
            artwork, style_features = style(style_name)
            result = self._painter.paint(photo, artwork, content_name, style_name)
            marks = self._comparer.compare(_tensor(result), picture, content_features, style_features)
            self.marks.append(PairMarks(content_name, style_name, **asdict(marks)))
            if len(self._tiles) < CONTACT_ROWS:
                self._tiles.append(np.concatenate([photo, artwork, result], axis=1))
            yield "judging pairs", done, len(self.pairs)

    def _write(self, figures: Figures) -> None:
        """Figures of each pair, their means, and the contact sheet."""
        folder = self.options.out
        rows = [asdict(each) for each in self.marks]
        try:
            with (folder / "pairs.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
            (folder / "figures.json").write_text(json.dumps(asdict(figures), indent=2), encoding="utf-8")
            contact_sheet(self._tiles).save(folder / "contact.png")
        except OSError as error:
            raise SinkError(f"The figures cannot be written to {folder}: {error.strerror}.") from error


def crop_middle(image: Image) -> Image:
    """The middle square of `SIDE`, or all of it along a side that is shorter."""
    top, left = (max(0, (length - SIDE) // 2) for length in image.shape[:2])
    return np.ascontiguousarray(image[top : top + SIDE, left : left + SIDE])


def contact_sheet(tiles: Sequence[Image]) -> Pillow.Image:
    """Rows of photo, artwork, result; two rows beside each other."""
    tile = (3 * CONTACT_SIDE, CONTACT_SIDE)
    sheet = Pillow.new("RGB", (2 * tile[0], (len(tiles) + 1) // 2 * tile[1]), "white")
    for index, each in enumerate(tiles):
        small = Pillow.fromarray(each).resize(tile, Pillow.Resampling.LANCZOS)
        sheet.paste(small, (index % 2 * tile[0], index // 2 * tile[1]))
    return sheet


def _tensor(image: Image) -> "Tensor":
    """(H, W, 3) uint8 -> (1, 3, H, W) float32 0..1."""
    import torch

    return torch.from_numpy(image.copy()).permute(2, 0, 1)[None].float() / 255


def _painter(options: EvaluationOptions) -> Painter:
    if options.pictures is not None:
        return FinishedPictures(options.pictures)
    return NetworkPainter(options.network, options.weights, options.device, options.precision)


def _comparer(options: EvaluationOptions, photos: list[str]) -> "PictureComparer":
    """Published features are normalised over the photos of the list."""
    from models.evaluation.metrics import PictureComparer
    from models.training.features import load_features, normalise

    features, normalised = load_features(options.vgg)
    if not normalised:
        read = (load_picture(options.content / name, for_style=True).image for name in photos)
        normalise(features, (_tensor(crop_middle(image)) for image in read))
    return PictureComparer(features)


def _read_pairs(options: EvaluationOptions) -> list[tuple[str, str]]:
    try:
        with options.pairs.open(newline="", encoding="utf-8") as file:
            rows = [(row.get("content") or "", row.get("style") or "") for row in csv.DictReader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"--pairs {options.pairs} cannot be read: {error}.") from error
    if not rows or not all(content and style for content, style in rows):
        raise UsageError(
            f"--pairs {options.pairs} needs the columns content and style, and a row for each pair."
        )
    for folder, names in ((options.content, {c for c, _ in rows}), (options.style, {s for _, s in rows})):
        if missing := sorted(name for name in names if not (folder / name).is_file()):
            raise UsageError(f"{folder} has no {missing[0]}, which --pairs names ({len(missing)} missing).")
    return rows
