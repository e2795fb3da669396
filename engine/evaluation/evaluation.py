"""Evaluation: how near a network's pictures are to content and style, how steady, and what they cost."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import SinkError, reason_of
from engine.evaluation import sheets
from engine.evaluation.clips import Steadiness, list_clips, mean, measure_clips
from engine.evaluation.comparison import Comparison
from engine.evaluation.crops import crop
from engine.evaluation.options import EvaluationOptions
from engine.evaluation.painters import FinishedPictures, NetworkPainter, Painter
from engine.evaluation.pairs import (
    PairFigures,
    mean_figures,
    read_pairs,
    read_preference,
    share_ahead,
    write_figures,
)
from engine.evaluation.studying import StudyingPainter
from engine.files import check_inputs_are_kept
from engine.folders import make_folder
from engine.frame import Image
from engine.pictures import load_picture

if TYPE_CHECKING:
    from engine.evaluation.comparison import MeasuredArtwork, MeasuredPhoto


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

    preference: float
    """Mean E."""

    flat_detail: float
    """Mean detail in flat areas."""

    halo: float
    """Mean halo."""

    weave: float
    """Geometric mean of the weave."""

    ahead: float | None = None
    """Share of pairs with a higher E than the other evaluation's, 0..1."""

    temporal_1: float | None = None
    """Temporal error between neighbouring frames."""

    temporal_10: float | None = None
    """Temporal error between frames ten apart."""

    smoothed_1: float | None = None
    """Temporal error between neighbouring frames with full smoothing, as for files."""

    live_1: float | None = None
    """The same, as for live views."""

    detail_loss: float | None = None
    """Share of the painted clips' fine detail that full smoothing, as for files, takes away."""

    moving_loss: float | None = None
    """Structural similarity with the content that it takes away where the clips move."""

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
        check_inputs_are_kept(options.written, options.read)
        self.pairs = read_pairs(options.pairs, options.content, options.style)
        self.pair_figures: list[PairFigures] = []
        """One for each pair so far."""
        self.figures: Figures | None = None
        """After the last step."""
        self._against = read_preference(options.against, self.pairs) if options.against else None
        self._tiles: list[Image] = []
        self._steadiness: list[Steadiness] = []
        self._painter = _painter(options)
        photos = sorted({content for content, _ in self.pairs})
        self._comparison = Comparison(options.vgg, options.components, lambda: map(self._photo, photos))
        make_folder(options.out / "sheets", "Choose another -o.")
        if options.save_components is not None:
            self._comparison.save_components(options.save_components)

    def steps(self) -> Iterator[tuple[str, int, int]]:
        """Do everything; yields what was done, how much of it, and of how much."""
        yield from self._compare_pairs()
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
            pairs=len(self.pair_figures),
            ahead=None if self._against is None else share_ahead(self.pair_figures, self._against),
            multiply_adds=painter.multiply_adds(),
            milliseconds=painter.milliseconds(),
            setting=painter.setting,
            **mean_figures(self.pair_figures),
            **steady,
        )

    def _compare_pairs(self) -> Iterator[tuple[str, int, int]]:
        @cache
        def photo(name: str) -> "tuple[Image, MeasuredPhoto]":
            image = self._photo(name)
            return image, self._comparison.photo(image)

        @cache
        def artwork(name: str) -> "tuple[Image, MeasuredArtwork]":
            image = self._load(self.options.style / name)
            return image, self._comparison.artwork(image)

        shown = _spread(len(self.pairs), sheets.PAIRS)
        for index, (photo_name, artwork_name) in enumerate(self.pairs):
            image, measured = photo(photo_name)
            style, measured_style = artwork(artwork_name)
            result = self._painter.paint(image, style, photo_name, artwork_name)
            found = self._comparison.compare(result, measured, measured_style)
            self.pair_figures.append(PairFigures(photo_name, artwork_name, **found))
            if index in shown:
                self._show(image, style, result, f"{Path(photo_name).stem}_{Path(artwork_name).stem}.png")
            yield "comparing pairs", index + 1, len(self.pairs)

    def _photo(self, name: str) -> Image:
        return self._load(self.options.content / name)

    def _load(self, path: Path) -> Image:
        return crop(load_picture(path, for_style=True).image, self.options.size, path.name)

    def _show(self, photo: Image, artwork: Image, result: Image, name: str) -> None:
        self._tiles.append(sheets.row(photo, artwork, result))
        try:
            sheets.page(photo, artwork, result).save(self.options.out / "sheets" / name)
        except OSError as error:
            raise SinkError(f"{name} cannot be written to {self.options.out}: {reason_of(error)}.") from error

    def _write(self, figures: Figures) -> None:
        """Figures of each pair, their means, and the contact sheet."""
        folder = self.options.out
        try:
            write_figures(self.pair_figures, folder / "pairs.csv")
            (folder / "figures.json").write_text(json.dumps(asdict(figures), indent=2), encoding="utf-8")
            sheets.contact_sheet(self._tiles).save(folder / "contact.png")
        except OSError as error:
            raise SinkError(f"The figures cannot be written to {folder}: {reason_of(error)}.") from error


def _spread(count: int, wanted: int) -> frozenset[int]:
    """Indices of at most so many of `count`, evenly spaced: lists go artwork by artwork."""
    return frozenset(np.linspace(0, count - 1, min(count, wanted)).round().astype(int).tolist())


def _painter(options: EvaluationOptions) -> Painter:
    if options.pictures is not None:
        return FinishedPictures(options.pictures)
    how = (options.network, options.weights, options.device, options.precision, options.texture)
    if options.study is not None:
        return StudyingPainter(options.study, options.clips, *how)
    return NetworkPainter(*how)
