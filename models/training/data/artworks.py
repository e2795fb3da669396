"""What is known of each artwork: its feature statistics, measured once and kept on disk as float16."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor


@dataclass(frozen=True)
class StyleTargets:
    """What results are to share with artworks, and what a network sees of these. B artworks."""

    description: Tensor
    """(B, S) float32 `feature_statistics` of the whole picture: what a style encoder sees at use."""

    moments: Tensor
    """(B, S) float32 `feature_statistics` without the borders of the maps, which zero padding changes."""

    covariances: tuple[Tensor, ...]
    """Of each feature map without its border, (B, C, C) float32; empty where an objective needs none."""

    teacher: Tensor
    """(B, T) float32 the teacher's style statistics; T is 0 without a teacher."""

    @property
    def parts(self) -> tuple[Tensor, ...]:
        """All of them, in the order in which they are stored."""
        return (self.description, self.moments, *self.covariances, self.teacher)

    @classmethod
    def of(cls, parts: Sequence[Tensor]) -> "StyleTargets":
        """From what `parts` gave."""
        description, moments, *covariances, teacher = parts
        return cls(description, moments, tuple(covariances), teacher)

    def to(self, device: torch.device) -> "StyleTargets":
        """The same on a device."""
        return StyleTargets.of([part.to(device) for part in self.parts])


class ArtworkWriter:
    """Writes a row for each measurement; `commit` makes the file and its index."""

    def __init__(self, out: Path, capacity: int) -> None:
        """At most `capacity` rows; those that are not used take no room."""
        self.count = 0
        """Rows written."""
        self._out, self._capacity = out, capacity
        self._part = out.with_suffix(".part.npy")
        self._rows: NDArray[np.float16] | None = None
        self._shapes: list[list[int]] = []
        self._kinds: list[tuple[str, bool]] = []

    def add(self, targets: StyleTargets, kind: str, *, sharp: bool) -> None:
        """Append a measurement, of one artwork."""
        row = torch.cat([part.flatten(1) for part in targets.parts], 1)  # (1, R)
        if self._rows is None:
            self._shapes = [list(part.shape[1:]) for part in targets.parts]
            shape = (self._capacity, row.shape[1])
            self._rows = np.lib.format.open_memmap(self._part, "w+", np.float16, shape)
        limit = torch.finfo(torch.float16).max
        self._rows[self.count] = row[0].clamp(-limit, limit).half().cpu().numpy()
        self._kinds.append((kind, sharp))
        self.count += 1

    def commit(self) -> None:
        """Make the file of what was written; the index comes last, and says that both are complete."""
        assert self._rows is not None, "nothing was measured"
        self._rows.flush()  # type: ignore[attr-defined]
        self._rows = None  # Windows does not rename an open file
        self._part.replace(self._out)
        index = {"shapes": self._shapes, "kinds": self._kinds}
        index_path(self._out).write_text(json.dumps(index), encoding="utf-8")


class Artworks:
    """The measurements in a file that `ArtworkWriter` made, read from disk as needed."""

    def __init__(self, path: Path) -> None:
        index = json.loads(index_path(path).read_text(encoding="utf-8"))
        self.kinds: list[tuple[str, bool]] = [(kind, sharp) for kind, sharp in index["kinds"]]
        """Of each row, the kind of its artwork and whether that is sharp."""
        self._shapes: list[list[int]] = index["shapes"]
        self._rows: NDArray[np.float16] = np.load(path, mmap_mode="r")

    def __len__(self) -> int:
        return len(self.kinds)

    def rows(self, indices: Sequence[int]) -> StyleTargets:
        """The measurements of these rows."""
        rows = torch.from_numpy(np.stack([self._rows[index] for index in indices])).float()  # (B, R)
        parts = rows.split_with_sizes([prod(shape) for shape in self._shapes], 1)
        return StyleTargets.of(
            [part.reshape(len(rows), *shape) for part, shape in zip(parts, self._shapes, strict=True)]
        )

    def probabilities(self, sharp: float) -> NDArray[np.float64]:
        """Of drawing each row: a kind as often as the square root of its count says. (N,) with sum 1.

        Args:
            sharp: share of the sharp ones, where there are both.
        """
        counts = Counter(self.kinds)
        totals = {group: sum(n**0.5 for (_, g), n in counts.items() if g == group) for group in (True, False)}
        shares = {True: sharp, False: 1 - sharp} if all(totals.values()) else {True: 1.0, False: 1.0}
        found = [shares[kind[1]] / totals[kind[1]] / counts[kind] ** 0.5 for kind in self.kinds]
        total = sum(found)
        return np.array([each / total for each in found], np.float64)


def index_path(path: Path) -> Path:
    """The index beside a file of measurements."""
    return path.with_suffix(".json")
