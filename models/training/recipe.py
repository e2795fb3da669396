"""What a recipe is: stages, each with the weights of its losses, and how pictures are drawn and moved."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class LossWeights:
    """The weight of each loss in the sum that is minimised."""

    teacher: float = 0.0
    """L1 to the teacher's picture; above 0 no other loss counts."""

    content: float = 0.0
    """Content at relu4_1."""

    style: float = 0.0
    """Means and deviations at relu1_1 to relu4_1."""

    covariance: float = 0.0
    """Relative covariance at relu1_1 to relu4_1, of rough texture."""

    calm_covariance: float = 0.0
    """The same, of calm texture."""

    divergence: float = 0.0
    """Divergence at relu1_1 to relu3_1, of rough texture."""

    calm_divergence: float = 0.0
    """The same, of calm texture."""

    variation: float = 0.0
    """Total variation."""

    grid: float = 0.0
    """A pattern of tiles."""

    halo: float = 0.0
    """Overshoot beside edges."""

    affinity: float = 0.0
    """Coarse colours of places that look alike in the content."""

    strength: float = 0.0
    """L1 to what lies between the content and the result, at any strength; to the content at strength 0."""

    stability: float = 0.0
    """L1 between the result of the moved content and the moved result, of rough texture."""

    calm_stability: float = 0.0
    """The same, of calm texture."""


@dataclass(frozen=True)
class Stage:
    """A stretch of iterations with the same weights."""

    name: str
    """What it is for, in a word."""

    iterations: int
    """Its length."""

    learning_rate: tuple[float, float]
    """At its beginning and at its end."""

    weights: LossWeights
    """Of the losses."""

    power: float = 1.0
    """1: the learning rate goes evenly from the first to the last; less: it falls late."""

    share: float = 0.0
    """0..1: of the average at its end in what is kept at last; of one stage at most. A mean of two
    points of one run is as good as either, and lies between them (Wortsman et al. 2022, arXiv 2203.05482)."""

    def at(self, part: float) -> float:
        """Learning rate after a part (0..1) of the stage."""
        start, end = self.learning_rate
        return float(end + (start - end) * (1 - part) ** self.power)


@dataclass(frozen=True)
class Movement:
    """How the content moves in the stability loss, and what else changes between two of its frames."""

    shifts: tuple[tuple[float, float], ...] = ((0, 0.2), (2, 0.35), (8, 0.3), (16, 0.15))
    """Largest shifts in pixels, each with its probability; at 0 nothing moves."""

    rotation: float = 0.04
    """Largest rotation, radians."""

    zoom: float = 0.04
    """Largest relative change of size."""

    parallax: float = 0.4
    """Probability that two layers move, each in its own way."""

    noise: float = 0.02
    """Largest standard deviation of a sensor's noise, RGB 0..1."""

    blotches: float = 0.7
    """Deviation of coarse noise, in blotches of four pixels, relative to that of fine noise."""

    light: float = 0.06
    """Largest change of brightness, RGB 0..1."""

    relit: float = 0.4
    """Probability that brightness changes."""

    following: float = 0.5
    """Probability that the network's noise channels move with the content."""


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the weights, but for the pictures themselves."""

    stages: tuple[Stage, ...]
    """What happens, in order."""

    seed: int = 1
    """Of every random number: first weights, order of the pictures, crops, movements."""

    batch: int = 3
    """Batch size: one in three is calm, one rough, one of either kind or between them."""

    content_size: int = 256
    """Side of a content crop, pixels; a multiple of 16."""

    content_scales: tuple[float, float] = (0.4, 1.0)
    """Smallest and largest part of the square's side that a content crop covers."""

    soft: float = 0.12
    """Probability that a content crop is blurred."""

    square: int = 320
    """Side of the square that is kept of each photo, pixels."""

    style_sides: tuple[int, int] = (320, 512)
    """Short side at which artworks are measured, pixels: their own, but for these limits."""

    style_crop: tuple[float, float] = (0.55, 0.85)
    """Smallest and largest part of a sharp artwork's short side that its second measurement covers."""

    sharp: float = 0.75
    """Probability of drawing a sharp artwork: with a short side of the second of `style_sides` or more."""

    betas: tuple[float, float] = (0.9, 0.99)
    """Adam's."""

    clip: float = 5.0
    """Largest norm of the gradient."""

    average: float = 0.998
    """Decay of the moving average of the weights, which is what is kept."""

    noise: float = 1.0
    """Factor to the noise channels in what is kept: how rough the rough texture is at last."""

    movement: Movement = field(default_factory=Movement)
    """Of the stability loss."""

    @property
    def iterations(self) -> int:
        """Of all stages."""
        return sum(stage.iterations for stage in self.stages)

    def at(self, iteration: int) -> tuple[Stage, float]:
        """Stage and learning rate of an iteration (0-based)."""
        for stage in self.stages:
            if iteration < stage.iterations:
                return stage, stage.at(iteration / stage.iterations)
            iteration -= stage.iterations
        return self.stages[-1], self.stages[-1].at(1.0)

    def share_after(self, iterations: int) -> float:
        """Share in what is kept at last of the average after so many iterations; 0 but at a stage's end."""
        for stage in self.stages:
            iterations -= stage.iterations
            if iterations <= 0:
                return stage.share if iterations == 0 else 0.0
        return 0.0

    def lasting(self, iterations: int) -> "Recipe":
        """The same with all stages shortened or lengthened in proportion, at least one iteration each."""
        part = iterations / self.iterations
        stages = (replace(stage, iterations=max(1, round(stage.iterations * part))) for stage in self.stages)
        return replace(self, stages=tuple(stages))

    def without_teacher(self) -> "Recipe":
        """The same less the stages that need a teacher."""
        return replace(self, stages=tuple(stage for stage in self.stages if not stage.weights.teacher))
