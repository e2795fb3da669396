"""The numbers of a study, and what a study reports."""

from dataclasses import dataclass, field, replace

from models.errors import UsageError
from models.study.lengths import STUDY_STEPS
from models.training.recipe import LossWeights, Movement

_WEIGHTS = LossWeights(
    content=1.5,
    style=0.3,
    covariance=1,
    calm_covariance=0.5,
    divergence=1,
    calm_divergence=0.5,
    variation=0.02,
    grid=120,
    halo=2,
    affinity=20,
    stability=18,
    calm_stability=300,
)


@dataclass(frozen=True, slots=True)
class StudyOptions:
    """Everything that decides a study, but for the pictures."""

    steps: int = STUDY_STEPS
    """In all, with those of an earlier run that is continued."""

    seconds: float | None = None
    """At most so many, the learning rates falling accordingly; None: as long as the steps take."""

    seed: int = 1
    """Of every random number."""

    device: str = "auto"
    """auto, cuda or cpu."""

    batch: int = 1
    """Crops in a step."""

    calm: float = 0.3
    """Probability that a crop is calm; else it is rough."""

    crop: int = 256
    """Side of a crop, pixels; a multiple of 16."""

    pool: int = 32
    """Crops that are drawn at the beginning; features of each are computed once."""

    weights_rate: float = 2e-3
    """Learning rate of the weights at the beginning; it falls to 0 evenly."""

    statistics_rate: float = 2e-2
    """Likewise of the statistics."""

    betas: tuple[float, float] = (0.9, 0.99)
    """Adam's."""

    clip: float = 5.0
    """Largest norm of the gradient."""

    average: float = 0.95
    """Decay of the moving average, which is what is kept: a study may be stopped at any step."""

    losses: LossWeights = _WEIGHTS
    """Weights of the losses."""

    movement: Movement = field(default_factory=Movement)
    """Of the stability loss."""

    def __post_init__(self) -> None:
        if self.steps < 1:
            raise UsageError(f"A study takes at least 1 step, not {self.steps}.")
        if self.seconds is not None and not 0 < self.seconds < float("inf"):
            raise UsageError(f"A study takes more than 0 seconds, not {self.seconds:g}.")

    def with_content_weight(self, weight: float) -> "StudyOptions":
        """The same with another weight of the content loss.

        Raises:
            UsageError: it is not above 0.
        """
        if not 0 < weight < float("inf"):
            raise UsageError(f"The weight of the content is more than 0, not {weight:g}.")
        return replace(self, losses=replace(self.losses, content=weight))


@dataclass(frozen=True, slots=True)
class StudyProgress:
    """After a step."""

    done: int
    """Steps that are done, with those of an earlier run."""

    part: float
    """0..1: how much of the study that is."""

    losses: tuple[tuple[str, float], ...]
    """Each loss of this step, before its weight."""
