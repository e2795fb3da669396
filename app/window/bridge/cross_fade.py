"""Cross-fade: one blend of styles turns into another. What lies between two styles is a style too."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine import Style

    Blend = tuple[tuple[Style, float], ...]
    """Styles and their weights."""

FAINTEST: float = 0.004
"""Share below which a style is not seen (1 of 256 grey levels) and is dropped."""


@dataclass(frozen=True, slots=True)
class CrossFade:
    """From one blend to another."""

    start: "Blend"
    """What was painted before."""

    end: "Blend"
    """What will be painted."""

    started_s: float
    """When, on any clock."""

    duration_s: float
    """How long; 0 = at once."""

    def at(self, now_s: float) -> "tuple[Blend, bool]":
        """The blend at a moment, and whether it is the last."""
        if not self.start or self.duration_s <= 0:
            return self.end, True
        passed = (now_s - self.started_s) / self.duration_s
        if passed >= 1:
            return self.end, True
        share = max(0.0, passed)
        share = share * share * (3 - 2 * share)  # smoothstep: no jump in speed at either end
        return _between(self.start, self.end, share), False


def _between(start: "Blend", end: "Blend", share: float) -> "Blend":
    weights: dict[int, tuple[Style, float]] = {}
    for blend, part in ((start, 1 - share), (end, share)):
        total = sum(weight for _, weight in blend)
        for style, weight in blend:
            before = weights.get(id(style), (style, 0.0))[1]
            weights[id(style)] = (style, before + part * weight / total)
    seen = tuple(pair for pair in weights.values() if pair[1] >= FAINTEST)
    return seen or end
