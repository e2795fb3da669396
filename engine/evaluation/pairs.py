"""The list of pairs, and the figures of each pair."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean, geometric_mean

from engine.errors import UsageError


@dataclass(frozen=True, slots=True)
class PairFigures:
    """The figures of one pair; see `PictureMetrics` and `SurfaceMetrics` of `models.evaluation`."""

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

    preference: float
    """E: higher is more like the artwork."""

    flat_detail: float
    """Mean absolute Laplacian where the photo is flat."""

    halo: float
    """Overshoot beside strong edges, a share of their contrast, less the artwork's own."""

    weave: float
    """Power of the network's grid against neighbouring frequencies: 1 is none."""


FIGURES = ("content", "style", "ssim", "preference", "flat_detail", "halo")
"""Those of which the mean over all pairs is told."""


def mean_figures(figures: Sequence[PairFigures]) -> dict[str, float]:
    """Means over all pairs, by name; of weave, a ratio with a long tail, the geometric one."""
    means = {name: fmean(getattr(each, name) for each in figures) for name in FIGURES}
    return means | {"weave": geometric_mean(each.weave for each in figures)}


def read_pairs(path: Path, content: Path, style: Path) -> list[tuple[str, str]]:
    """File names of photo and artwork, both known to be there.

    Raises:
        UsageError: the list cannot be read, or is of no use, or a picture is missing.
    """
    rows = [(row.get("content") or "", row.get("style") or "") for row in _rows(path, "--pairs")]
    if not rows or not all(photo and artwork for photo, artwork in rows):
        raise UsageError(f"--pairs {path} needs the columns content and style, and a row for each pair.")
    for folder, names in ((content, {c for c, _ in rows}), (style, {s for _, s in rows})):
        if missing := sorted(name for name in names if not (folder / name).is_file()):
            raise UsageError(f"{folder} has no {missing[0]}, which --pairs names ({len(missing)} missing).")
    return rows


def write_figures(figures: Sequence[PairFigures], path: Path) -> None:
    """One row for each pair."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, PairFigures.__slots__)
        writer.writeheader()
        writer.writerows(asdict(each) for each in figures)


def read_preference(path: Path, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """E of each pair, from an evaluation's folder or from the `pairs.csv` in it.

    Raises:
        UsageError: it cannot be read, has no E, or lacks one of these pairs.
    """
    path = path / "pairs.csv" if path.is_dir() else path
    try:
        found = {
            (row["content_file"], row["style_file"]): float(row["preference"])
            for row in _rows(path, "--against")
        }
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"--against {path} is no pairs.csv of `evaluate -o`; evaluate that network first."
        ) from error
    if missing := [pair for pair in pairs if pair not in found]:
        raise UsageError(f"--against has no {' with '.join(missing[0])}; evaluate both on the same --pairs.")
    return found


def share_ahead(figures: Sequence[PairFigures], other: dict[tuple[str, str], float]) -> float:
    """Share of pairs with a higher E than the other evaluation found, 0..1."""
    ahead = [each.preference > other[each.content_file, each.style_file] for each in figures]
    return sum(ahead) / len(ahead)


def _rows(path: Path, option: str) -> list[dict[str, str]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:  # spreadsheets put a byte-order mark first
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{option} {path} cannot be read: {error}.") from error
