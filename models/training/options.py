"""What a person decides about a training, and what a training reports."""

from dataclasses import dataclass
from pathlib import Path

from models.errors import UsageError

NETWORKS = ("small", "base", "paper")
"""Networks that can be trained."""


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """What a person decides about a training."""

    content: Path
    """Folder of photos."""

    style: Path
    """Folder of artworks. Each folder in it is a kind, drawn as often as the square root of its count says.

    Three of four are drawn from sharp ones, with a short side of 512 pixels or more, where there are any.
    """

    vgg: Path
    """VGG features: VGG-16 for `small` and `base`, the VGG-19 encoder `vgg_normalised.pth` for `paper`."""

    out: Path
    """The weights, a .safetensors file. Checkpoints lie in a folder beside it, `OUT.training`."""

    network: str = "small"
    """One of `NETWORKS`."""

    teacher: str | None = "small"
    """Network whose weights are taken where they fit, and whose pictures are copied first; None: start from
    random weights."""

    resume: bool = False
    """Go on from the last checkpoint."""

    iterations: int | None = None
    """Shorten or stretch the recipe to so many; None: as it is."""

    batch: int | None = None
    """Pictures in a step; None: as many as the recipe says."""

    seed: int = 1
    """Of every random number."""

    device: str = "auto"
    """auto, cuda or cpu."""

    compiled: bool = True
    """Compile the losses where that is possible: minutes at first, then half the time."""

    interval: int = 500
    """Iterations between two checkpoints; each comes with a sheet of samples."""

    def check(self) -> None:
        """See that the values are usable.

        Raises:
            UsageError: one is not.
        """
        if self.network not in NETWORKS:
            raise UsageError(f"No recipe for '{self.network}'. There are: {', '.join(NETWORKS)}.")
        if self.out.suffix != ".safetensors":
            raise UsageError(f"--out must end with .safetensors, not be {self.out.name}.")
        if self.iterations is not None and self.iterations < 1:
            raise UsageError(f"--iterations must be at least 1, not {self.iterations}.")
        if self.batch is not None and self.batch < 1:
            raise UsageError(f"--batch must be at least 1, not {self.batch}.")
        if self.interval < 1:
            raise UsageError(f"--interval must be at least 1, not {self.interval}.")
        if not self.vgg.is_file():
            raise UsageError(f"No VGG file at {self.vgg}. docs/training.md says where to get it.")


@dataclass(frozen=True, slots=True)
class TrainingProgress:
    """How far it is."""

    task: str
    """What is being done: "reading photos", "looking at artworks" or "training"."""

    done: int
    """Pictures or iterations that are done."""

    total: int
    """Of how many."""

    stage: str = ""
    """The recipe's stage."""

    losses: tuple[tuple[str, float], ...] = ()
    """Each loss of this iteration, before its weight."""
