"""The recipe: every number that makes a network's weights."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Weights:
    """How much each loss counts."""

    teacher: float = 0.0
    """L1 to the picture another network paints; above 0 the losses on features are left out."""

    content: float = 0.0
    """Content at relu4_1."""

    style: float = 0.0
    """Style at relu1_1 to relu4_1."""

    variation: float = 0.0
    """Total variation."""

    identity: float = 0.0
    """L1 to the content where the style is the content itself."""

    stability: float = 0.0
    """L1 between the result of the moved content and the moved result."""


@dataclass(frozen=True)
class Stage:
    """A stretch of iterations. Weights and learning rate go linearly from the first to the last value."""

    name: str
    iterations: int
    learning_rate: tuple[float, float]
    first: Weights
    last: Weights

    def at(self, done: float) -> tuple[float, Weights]:
        """Learning rate and weights after a part (0..1) of the stage."""
        rate = self.learning_rate[0] + (self.learning_rate[1] - self.learning_rate[0]) * done
        names = Weights.__dataclass_fields__
        mixed = {n: getattr(self.first, n) * (1 - done) + getattr(self.last, n) * done for n in names}
        return rate, Weights(**mixed)


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the weights, but for the pictures themselves."""

    stages: tuple[Stage, ...]
    """What happens, in order."""

    seed: int = 1
    """Of the first weights, the order of the pictures, the crops and the movements."""

    batch: int = 4
    """Pictures in an iteration."""

    content_size: int = 160
    """Side of a content crop, pixels; a multiple of 16."""

    style_size: int = 256
    """Side of a style crop, pixels."""

    square: int = 320
    """Side of the square that is kept of each picture, pixels."""

    style_crops: int = 2
    """Crops of each style picture, at different scales."""

    style_scales: tuple[float, float] = (0.6, 1.0)
    """Smallest and largest part of the square's side that is cropped from a style picture."""

    betas: tuple[float, float] = (0.9, 0.99)
    """Adam's."""

    clip: float = 5.0
    """Largest norm of the gradient."""

    average: float = 0.998
    """Decay of the moving average of the weights, which is what is kept."""

    shift: float = 8.0
    """Largest movement in the stability loss, pixels."""

    zoom: float = 0.04
    """Largest change of size in the stability loss."""

    noise: float = 0.02
    """Largest deviation of the noise in the stability loss."""

    light: float = 0.1
    """Largest change of brightness in the stability loss."""

    @property
    def iterations(self) -> int:
        """Of all stages."""
        return sum(stage.iterations for stage in self.stages)

    def at(self, iteration: int) -> tuple[Stage, float, Weights]:
        """Stage, learning rate and weights of an iteration (0-based)."""
        for stage in self.stages:
            if iteration < stage.iterations:
                return stage, *stage.at(iteration / stage.iterations)
            iteration -= stage.iterations
        last = self.stages[-1]
        return last, *last.at(1.0)
