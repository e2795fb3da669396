"""The folder beside the weights: prepared photos, measured artworks, checkpoint, curves, sheet."""

import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from models.errors import SinkError, UsageError
from models.network import StyleNetwork
from models.training.data import Artworks, Squares
from models.training.sample_sheet import draw_sheet, sample_rows
from models.training.trainer import Step, Trainer

CHECKPOINT_COPIES = 8
"""Disk space for checkpoints, in copies of the weights: weights, average and Adam's two moments; and the same
again, for the old checkpoint is replaced only when the new one is complete."""

CURVE_STEP = 10
"""Iterations that are averaged into one point of the curves."""


class TrainingFolder:
    """`OUT.training`.

    Raises:
        UsageError: a run lies there and is not to be resumed, or none does and it is.
        SinkError: the folder cannot be made.
    """

    def __init__(self, out: Path, *, resume: bool) -> None:
        self.path = out.with_name(out.name + ".training")
        self.photos, self.samples = self.path / "photos.npy", self.path / "samples.npy"
        self.artworks = self.path / "artworks.npy"
        self._checkpoint = self.path / "checkpoint.pt"
        self._curves = self.path / "losses.csv"
        self._history: list[tuple[int, dict[str, float]]] = []
        self._recent: list[Step] = []
        self._open(out, resume=resume)

    def check_room(self, network: StyleNetwork, pictures: int) -> None:
        """See that the disk has room for checkpoints of this network and so many bytes of prepared pictures.

        Raises:
            SinkError: it has not.
        """
        weights = sum(parameter.numel() * 4 for parameter in network.parameters())
        needed = CHECKPOINT_COPIES * weights + pictures
        free = shutil.disk_usage(self.path).free
        if free < needed:
            raise SinkError(
                f"{self.path} needs {needed / 1e6:.0f} MB for prepared pictures and checkpoints; "
                f"its disk has {free / 1e6:.0f} MB left. Free some, or choose another --out."
            )

    def squares(self) -> Squares:
        """The prepared photos, read from disk as needed."""
        photos: Squares = np.load(self.photos, mmap_mode="r")
        return photos

    def measurements(self) -> Artworks:
        """The measured artworks, read from disk as needed."""
        return Artworks(self.artworks)

    def note(self, step: Step) -> None:
        """Add an iteration to the curves."""
        self._recent.append(step)
        if step.iteration % CURVE_STEP == 0:
            names = self._recent[-1].losses
            known = [each.losses for each in self._recent if each.losses.keys() == names.keys()]
            mean = {name: sum(losses[name] for losses in known) / len(known) for name in names}
            self._history.append((step.iteration, mean))
            self._recent.clear()

    def save(self, trainer: Trainer, samples: int) -> None:
        """Write checkpoint, curves and sheet.

        Raises:
            SinkError: the disk is full, or the folder is gone.
        """
        with self.writing("A checkpoint", "use --resume"):
            trainer.save(self._checkpoint)
            self._save_curves()
            self._save_sheet(trainer, samples)

    def load(self, trainer: Trainer) -> None:
        """Go on from the checkpoint.

        Raises:
            ModelError: it is damaged, or of another network.
        """
        trainer.load(self._checkpoint)
        if not self._curves.exists():
            return
        with self._curves.open(newline="") as file:
            rows = [{k: float(v) for k, v in row.items() if v} for row in csv.DictReader(file)]
        found = ((int(row.pop("iteration")), row) for row in rows)
        self._history = [(iteration, row) for iteration, row in found if iteration <= trainer.iteration]

    @contextmanager
    def writing(self, what: str, then: str) -> Iterator[None]:
        """Turn an error of writing into a SinkError that names what is written and what to do then."""
        try:
            yield
        except (OSError, RuntimeError) as error:  # torch reports a full disk as a RuntimeError
            raise SinkError(
                f"{what} cannot be written to {self.path}: {error}. Make room, then {then}."
            ) from error

    def _open(self, out: Path, *, resume: bool) -> None:
        there = self._checkpoint.exists()
        if there and not resume:
            raise UsageError(f"A run lies in {self.path}. Go on with --resume, or choose another --out.")
        if resume and not there:
            raise UsageError(f"There is nothing to resume: no checkpoint in {self.path}.")
        if out.exists() and not resume:
            raise UsageError(f"{out} is there already. Choose another --out.")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if not there:  # what an interrupted beginning left may be of other pictures
                for file in (self.photos, self.samples, self.artworks):
                    file.unlink(missing_ok=True)
        except OSError as error:
            raise SinkError(f"{self.path} cannot be made: {error.strerror}. Choose another --out.") from error

    def _loss_names(self) -> list[str]:
        return list(dict.fromkeys(name for _, losses in self._history for name in losses))

    def _save_curves(self) -> None:
        with self._curves.open("w", newline="") as file:
            writer = csv.DictWriter(file, ["iteration", *self._loss_names()])
            writer.writeheader()
            writer.writerows({"iteration": iteration, **losses} for iteration, losses in self._history)

    def _save_sheet(self, trainer: Trainer, count: int) -> None:
        history = {
            name: [losses.get(name, float("nan")) for _, losses in self._history]
            for name in self._loss_names()
        }
        photos, samples = self.squares(), np.load(self.samples, mmap_mode="r")
        rows = sample_rows(trainer.average, list(photos[:count]), list(samples))
        draw_sheet(history, rows, f"iteration {trainer.iteration}").save(self.path / "sheet.png")
