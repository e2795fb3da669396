"""The recipes: every number that makes a network's weights."""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class LossWeights:
    """The weight of each loss in the sum that is minimised."""

    teacher: float = 0.0
    """L1 to the teacher's picture; above 0 the next four count, and what comes after them does not."""

    statistics: float = 0.0
    """Squared error to the teacher's style statistics, of the AdaIN layers that both networks have."""

    encoder: float = 0.0
    """Squared error of the instance-normalised encoder features to the teacher's."""

    bottleneck: float = 0.0
    """L1 of the residual blocks' output to that for the teacher's features, relative to the latter's mean."""

    decoder: float = 0.0
    """L1 to the teacher's picture of what the decoder makes of the teacher's features."""

    content: float = 0.0
    """Content at relu4_1."""

    style: float = 0.0
    """Style at relu1_1 to relu4_1."""

    variation: float = 0.0
    """Total variation."""

    grid: float = 0.0
    """A pattern of tiles."""

    strength: float = 0.0
    """L1 to what lies between the content and the result, at any strength; to the content at strength 0."""

    stability: float = 0.0
    """L1 between the result of the moved content and the moved result."""

    def towards(self, other: "LossWeights", part: float) -> "LossWeights":
        """Between this (0) and the other (1)."""
        mine, theirs = vars(self), vars(other)
        return LossWeights(**{name: mine[name] * (1 - part) + theirs[name] * part for name in mine})


@dataclass(frozen=True)
class Stage:
    """A stretch of iterations. Weights and learning rate go linearly from the first to the last value."""

    name: str
    """What it is for, in a word."""

    iterations: int
    """Its length."""

    learning_rate: tuple[float, float]
    """At its beginning and at its end."""

    first: LossWeights
    """At its beginning."""

    last: LossWeights | None = None
    """At its end; None: as at the beginning."""

    def at(self, part: float) -> tuple[float, LossWeights]:
        """Learning rate and weights after a part (0..1) of the stage."""
        start, end = self.learning_rate
        return start + (end - start) * part, self.first.towards(self.last or self.first, part)


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the weights, but for the pictures themselves."""

    stages: tuple[Stage, ...]
    """What happens, in order."""

    seed: int = 1
    """Of every random number: first weights, order of the pictures, crops, movements."""

    batch: int = 4
    """Batch size."""

    content_size: int = 192
    """Side of a content crop, pixels; a multiple of 16."""

    style_size: int = 192
    """Side of a style crop, pixels: the content's, for VGG's zero padding tells small crops from large."""

    square: int = 320
    """Side of the square that is kept of each picture, pixels."""

    style_crops: int = 4
    """Crops of each style picture; every other has the square's own scale."""

    style_scales: tuple[float, float] = (0.6, 1.0)
    """Smallest and largest part of the square's side that a scaled style crop covers."""

    betas: tuple[float, float] = (0.9, 0.999)
    """Adam's."""

    clip: float = 5.0
    """Largest norm of the gradient."""

    average: float = 0.999
    """Decay of the moving average of the weights, which is what is kept."""

    shift: float = 8.0
    """Largest movement in the stability loss, pixels."""

    zoom: float = 0.04
    """Largest relative change of size in the stability loss."""

    noise: float = 0.02
    """Largest standard deviation of the noise in the stability loss, RGB 0..1."""

    light: float = 0.1
    """Largest change of brightness in the stability loss, RGB 0..1."""

    @property
    def iterations(self) -> int:
        """Of all stages."""
        return sum(stage.iterations for stage in self.stages)

    def at(self, iteration: int) -> tuple[Stage, float, LossWeights]:
        """Stage, learning rate and weights of an iteration (0-based)."""
        for stage in self.stages:
            if iteration < stage.iterations:
                return stage, *stage.at(iteration / stage.iterations)
            iteration -= stage.iterations
        last = self.stages[-1]
        return last, *last.at(1.0)

    def lasting(self, iterations: int) -> "Recipe":
        """The same with all stages shortened or lengthened in proportion, at least one iteration each."""
        part = iterations / self.iterations
        stages = (replace(stage, iterations=max(1, round(stage.iterations * part))) for stage in self.stages)
        return replace(self, stages=tuple(stages))


_COPY = LossWeights(teacher=4, statistics=1, encoder=0.3, bottleneck=0.5, decoder=2)
_GENTLE = LossWeights(content=1, style=0.5, variation=0.05, grid=15, strength=6, stability=8)
_PAINT = LossWeights(content=1, style=1, variation=0.05, grid=15, strength=6, stability=12)
# Stages were ended early where held-out pairs called for other weights: hence values like 1.376.
_MORE = LossWeights(content=1, style=1.1, variation=0.05, grid=15.5, strength=6.2, stability=13.2)
_STEADY = LossWeights(content=1, style=1.2, variation=0.05, grid=16, strength=8, stability=24)
_STRONG = LossWeights(content=1, style=1.376, variation=0.05, grid=16.88, strength=8.88, stability=27.52)
_BALANCED = LossWeights(content=1, style=1, variation=0.05, grid=18, strength=12, stability=30)
_CALM = LossWeights(content=1, style=0.6, variation=0.05, grid=18, strength=8, stability=100)

SMALL_RECIPE = Recipe(
    stages=(
        Stage("warm", 50, (1e-4, 2e-3), _COPY),
        Stage("copy", 1_950, (2e-3, 2e-4), _COPY),
        Stage("warm", 100, (3e-5, 6e-4), _GENTLE),
        Stage("ramp", 1_500, (6e-4, 6e-4), _GENTLE, _PAINT),
        Stage("paint", 1_350, (6e-4, 5.406e-4), _PAINT, _MORE),
        Stage("paint", 2_673, (5.4e-4, 4.2252e-4), _STEADY, _STRONG),
        Stage("cool", 8_777, (4.2e-4, 6e-6), _BALANCED),
        Stage("calm", 1_700, (2e-4, 2e-6), _CALM),
    )
)
"""Two hours on two free cores with AMX, minutes on a GPU."""

_PAPER = LossWeights(content=1, style=10)

RECIPES: Mapping[str, Recipe] = {
    "small": SMALL_RECIPE,
    "base": replace(SMALL_RECIPE.lasting(80_000), batch=8, content_size=256, style_size=256),
    # Huang & Belongie 2017, section 6: Adam, 8 pictures, crops of 256 from a short side of 512.
    "paper": Recipe(
        stages=(Stage("paint", 160_000, (1e-4, 1e-5), _PAPER),),
        batch=8,
        content_size=256,
        style_size=256,
        square=512,
    ),
}
"""A recipe for each network that can be trained."""
