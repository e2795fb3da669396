"""The files of a training: its input folders, and the folder beside the weights with what a run leaves."""

import csv
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import SinkError, UsageError
from engine.tasks import PICTURES

if TYPE_CHECKING:
    from torch import Tensor

    from models.network import StyleNetwork
    from models.training.loop import Step, Trainer
    from models.training.pictures import Squares

CHECKPOINT_COPIES = 8
"""Room for checkpoints, in weights: the weights, their average, Adam's two moments; the same for the next."""

CURVE_STEP = 10
"""Iterations that are averaged into one point of the curves."""


def list_pictures(folder: Path, option: str) -> list[Path]:
    """The picture files of a folder and of the folders in it, in order.

    Raises:
        UsageError: no such folder, or no picture in it.
    """
    if not folder.is_dir():
        raise UsageError(f"{option} must be a folder of pictures; there is no folder {folder}.")
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURES.suffixes)
    if not found:
        raise UsageError(f"{option}: there is no picture in {folder}.")
    return found


def kind(picture: Path, folder: Path) -> str:
    """The folder right below `folder` that a picture lies in; "" for those that lie in `folder` itself."""
    inner = picture.relative_to(folder).parts
    return inner[0] if len(inner) > 1 else ""


def check_room(folder: Path, network: "StyleNetwork", pictures: int) -> None:
    """See that the disk has room.

    Args:
        folder: where the run's files go.
        network: the network that is trained.
        pictures: bytes of the prepared pictures.

    Raises:
        SinkError: it has not.
    """
    learned = sum(parameter.numel() * 4 for parameter in network.parameters())
    needed = CHECKPOINT_COPIES * learned + pictures
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise SinkError(
            f"{folder} needs {needed / 1e6:.0f} MB for prepared pictures and checkpoints; "
            f"its disk has {free / 1e6:.0f} MB left. Free some, or choose another --out."
        )


class TrainingFolder:
    """`OUT.training`: prepared pictures, the checkpoint, the curves, the sheet.

    Raises:
        UsageError: a run lies there and is not to be resumed, or none does and it is.
        SinkError: the folder cannot be made.
    """

    def __init__(self, out: Path, *, resume: bool) -> None:
        self.path = out.with_name(out.name + ".training")
        self.contents, self.styles = self.path / "photos.npy", self.path / "artworks.npy"
        self._kinds = self.path / "kinds.json"
        self._wanted = self.path / "wanted.npy"
        self._checkpoint = self.path / "checkpoint.pt"
        self._curves = self.path / "losses.csv"
        self._history: list[tuple[int, dict[str, float]]] = []
        self._recent: list[Step] = []
        self._begin(out, resume=resume)

    def _begin(self, out: Path, *, resume: bool) -> None:
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
                self.contents.unlink(missing_ok=True)
                self.styles.unlink(missing_ok=True)
                self._wanted.unlink(missing_ok=True)
        except OSError as error:
            raise SinkError(f"{self.path} cannot be made: {error.strerror}. Choose another --out.") from error

    def squares(self) -> "tuple[Squares, Squares, list[str]]":
        """Photos and artworks, read from disk as needed, and the kind of each artwork."""
        import numpy as np

        photos, artworks = (np.load(path, mmap_mode="r") for path in (self.contents, self.styles))
        return photos, artworks, json.loads(self._kinds.read_text(encoding="utf-8"))

    def save_kinds(self, kinds: list[str]) -> None:
        """Remember the kind of each artwork that is prepared."""
        self._kinds.write_text(json.dumps(kinds), encoding="utf-8")

    def save_wanted(self, trainer: "Trainer") -> None:
        """Keep what was measured of the artworks: on a CPU it took minutes.

        Raises:
            SinkError: the disk is full, or the folder is gone.
        """
        import numpy as np

        assert trainer.wanted is not None
        part = self._wanted.with_suffix(".part.npy")
        try:
            np.save(part, trainer.wanted.numpy())
            part.replace(self._wanted)
        except OSError as error:
            raise SinkError(
                f"{self.path} cannot be written to: {error.strerror}. Make room, then start again."
            ) from error

    def load_wanted(self) -> "Tensor | None":
        """What was measured of the artworks; None: nothing yet."""
        import numpy as np
        import torch

        return torch.from_numpy(np.load(self._wanted)) if self._wanted.exists() else None

    def note(self, step: "Step") -> None:
        """Remember an iteration for the curves."""
        self._recent.append(step)
        if step.iteration % CURVE_STEP == 0:
            names = self._recent[-1].losses
            known = [each.losses for each in self._recent if each.losses.keys() == names.keys()]
            mean = {name: sum(losses[name] for losses in known) / len(known) for name in names}
            self._history.append((step.iteration, mean))
            self._recent.clear()

    def save(self, trainer: "Trainer", samples: int) -> None:
        """Write checkpoint, curves and sheet.

        Raises:
            SinkError: the disk is full, or the folder is gone.
        """
        try:
            trainer.save(self._checkpoint)
            self._save_curves()
            self._save_sheet(trainer, samples)
        except (OSError, RuntimeError) as error:  # torch reports a full disk as a RuntimeError
            raise SinkError(
                f"A checkpoint cannot be written to {self.path}: {error}. Make room, then use --resume."
            ) from error

    def load(self, trainer: "Trainer") -> None:
        """Go on from the checkpoint."""
        trainer.load(self._checkpoint)
        if not self._curves.exists():
            return
        with self._curves.open(newline="") as file:
            rows = [{k: float(v) for k, v in row.items() if v} for row in csv.DictReader(file)]
        found = ((int(row.pop("iteration")), row) for row in rows)
        self._history = [(iteration, row) for iteration, row in found if iteration <= trainer.iteration]

    def _names(self) -> list[str]:
        return list(dict.fromkeys(name for _, losses in self._history for name in losses))

    def _save_curves(self) -> None:
        with self._curves.open("w", newline="") as file:
            writer = csv.DictWriter(file, ["iteration", *self._names()])
            writer.writeheader()
            writer.writerows({"iteration": iteration, **losses} for iteration, losses in self._history)

    def _save_sheet(self, trainer: "Trainer", samples: int) -> None:
        from models.training.sheet import draw_sheet, sample_rows

        history = {
            name: [losses.get(name, float("nan")) for _, losses in self._history] for name in self._names()
        }
        contents = [trainer.content[i] for i in range(min(samples, len(trainer.content)))]
        styles = [trainer.style[i] for i in range(min(samples, len(trainer.style)))]
        with trainer.averaged() as network:
            rows = sample_rows(network, contents, styles)
        draw_sheet(history, rows, f"iteration {trainer.iteration}").save(self.path / "sheet.png")
