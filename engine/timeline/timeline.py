"""Timeline: Settings over the time of a film, from keyframes and what lies between them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any, Final, Literal, get_args

from engine.errors import UsageError
from engine.masks import AnyMask, Mask
from engine.settings import Blend, Region, Settings, Style

Transition = Literal["linear", "smooth", "cut"]
"""How one keyframe becomes the next: evenly; slowly at both ends; or all at once at the next one."""

MOVING_MASK: Final = ("at", "x", "y", "size", "edge", "weight")
"""Fields of `Mask` that go from one keyframe to the next."""

FAINTEST: Final = 0.004
"""Share below which a style is not seen (1 of 256 grey levels) and is dropped."""


@dataclass(frozen=True, eq=False, slots=True)
class Keyframe:
    """A look at a moment."""

    time: Fraction
    """Seconds since the start of the film."""

    settings: Settings
    """How the frame at this time is painted."""


class Timeline:
    """Gives the Settings for any time.

    Args:
        keyframes: at least one; in any order, no two at the same time.
        transition: how one becomes the next.

    Raises:
        UsageError: there is no keyframe, two are at the same time, or no such transition.
    """

    def __init__(self, keyframes: Sequence[Keyframe], transition: Transition = "linear") -> None:
        if transition not in get_args(Transition):
            raise UsageError(f"The transition must be linear, smooth or cut, not {transition}.")
        if not keyframes:
            raise UsageError("A timeline needs at least one keyframe.")
        self.keyframes = tuple(sorted(keyframes, key=lambda keyframe: keyframe.time))
        """In the order of time."""
        self.transition: Transition = transition
        """Between them."""
        self._times = [keyframe.time for keyframe in self.keyframes]
        if len(set(self._times)) < len(self._times):
            raise UsageError("Two keyframes are at the same time. Take one away, or move it.")

    def at(self, time: Fraction) -> Settings:
        """How the frame at this time is painted; at a keyframe's time exactly its own settings.

        Before the first keyframe it is as there, after the last as there. Numbers and shares of styles go
        from one keyframe to the next; what is no quantity (a switch, the render size) changes at the next.

        Args:
            time: seconds since the start, exact.
        """
        following = bisect_right(self._times, time)
        if following == 0:
            return self.keyframes[0].settings
        before = self.keyframes[following - 1]
        if following == len(self.keyframes) or self.transition == "cut" or time == before.time:
            return before.settings
        after = self.keyframes[following]
        share = float((time - before.time) / (after.time - before.time))
        if self.transition == "smooth":
            share = share * share * (3 - 2 * share)  # smoothstep: no jump in speed at either end
        return between(before.settings, after.settings, share)

    def earlier(self, seconds: Fraction) -> "Timeline":
        """The same looks so much earlier: for frames whose times count from a later moment of the film."""
        keyframes = [replace(keyframe, time=keyframe.time - seconds) for keyframe in self.keyframes]
        return Timeline(keyframes, self.transition)


def between(start: Settings, end: Settings, share: float) -> Settings:
    """The look between two, `share` (0..1) of the way to the second."""
    names = (field.name for field in fields(Settings) if field.name not in ("styles", "regions"))
    values = {name: _value(getattr(start, name), getattr(end, name), share) for name in names}
    styles, regions = _styles(start.styles, end.styles, share), _regions(start, end, share)
    return replace(start, styles=styles, regions=regions, **values)


def _value(start: Any, end: Any, share: float) -> Any:  # noqa: ANN401 - a value of any field
    if isinstance(start, float) and isinstance(end, float):
        return start + share * (end - start)
    return start


def _regions(start: Settings, end: Settings, share: float) -> tuple[Region, ...]:
    """Those of the start, on their way to those of the end; where these are others, they change there."""
    pairs = list(zip(start.regions, end.regions, strict=False))
    if len(start.regions) != len(end.regions) or not all(_same_place(*pair) for pair in pairs):
        return start.regions
    return tuple(
        here if here is there else _region((here, start), (there, end), share) for here, there in pairs
    )


def _same_place(here: Region, there: Region) -> bool:
    """Whether two masks are one that may have moved."""
    if isinstance(here.mask, Mask) and isinstance(there.mask, Mask):
        staying = {name: getattr(there.mask, name) for name in MOVING_MASK}
        return replace(here.mask, **staying) == there.mask
    return here.mask is there.mask


def _region(start: tuple[Region, Settings], end: tuple[Region, Settings], share: float) -> Region:
    (here, around), (there, around_there) = start, end
    values: dict[str, Any] = {"mask": _mask(here.mask, there.mask, share)}
    for name in ("strength", "scale"):
        if getattr(here, name) is not None or getattr(there, name) is not None:
            values[name] = _value(_own(here, around, name), _own(there, around_there, name), share)
    styles, styles_there = _own(here, around, "styles"), _own(there, around_there, "styles")
    if (here.styles or there.styles) and styles and styles_there:
        values["styles"] = _styles(styles, styles_there, share)
    return replace(here, **values)


def _own(region: Region, around: Settings, name: str) -> Any:  # noqa: ANN401 - a value of any field
    value = getattr(region, name)
    return getattr(around, name) if value is None else value


def _mask(start: AnyMask, end: AnyMask, share: float) -> AnyMask:
    if not (isinstance(start, Mask) and isinstance(end, Mask)):
        return start
    return replace(
        start, **{name: _value(getattr(start, name), getattr(end, name), share) for name in MOVING_MASK}
    )


def _styles(start: Blend, end: Blend, share: float) -> Blend:
    """A blend of both blends; a style that can hardly be seen is left out."""
    weights: dict[Style, float] = {}
    for blend, part in ((start, 1 - share), (end, share)):
        total = sum(weight for _, weight in blend)
        for style, weight in blend:
            weights[style] = weights.get(style, 0.0) + part * weight / total
    return tuple(pair for pair in weights.items() if pair[1] >= FAINTEST)
