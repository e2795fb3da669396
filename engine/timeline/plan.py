"""Plans of timelines as people write them: `--at 0:10 style=b.jpg,strength=0.5`, or a TOML file.

transition = "smooth"            # or "linear" (default), "cut"

[[at]]
time = "0:00"                    # seconds, or H:MM:SS.s
style = "waves.jpg"

[[at]]
time = "0:10.5"
style = { "ink-wash" = 0.7, "waves.jpg" = 0.3 }
strength = 0.5
region1 = { weight = 0, x = 0.7 }   # of the first region; with --at: region1.weight=0,region1.x=0.7
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, cast, get_args

from engine.errors import UsageError, reason_of
from engine.masks import MASK_NAMES, OF_ALL_MASKS, Mask
from engine.settings import Region, Settings, Style
from engine.sources import parse_time
from engine.timeline.timeline import MOVING_MASK, Keyframe, Timeline, Transition

PLANNED: Final = {
    name: type(getattr(Settings(), name))
    for name in (
        *("strength", "texture", "scale", "smoothing"),
        *("keep_colors", "match_colors", "brightness", "contrast", "saturation", "lock_palette"),
    )
}
"""What a keyframe may set, and whether it is a number or a switch."""

STAYING: Final = ("render_size", "enlarge", "mirror")
"""Fields of `Settings` that are the same for a whole film."""

REGION: Final = re.compile(r"region([1-9]\d*)\.(\w+)")
"""A value of a region, which are counted from 1."""

PLANNED_OF_REGIONS: Final = ("strength", "scale", *MOVING_MASK)
"""What a keyframe may set of a region: numbers of `Region` and of its `Mask`."""

SWITCH: Final = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
"""How switches are written."""

Learn = Callable[[str], Style]
"""Learns the style picture of a name."""


@dataclass(frozen=True, slots=True)
class KeyframePlan:
    """A keyframe as it was written, checked as far as that goes without its style pictures."""

    time: Fraction
    """Seconds since the start of the film."""

    styles: tuple[tuple[str, float], ...] = ()
    """Names of pictures and their weights; empty: as at the keyframe before."""

    values: Mapping[str, float | bool] = field(default_factory=dict)
    """Fields of `Settings`; what is missing is as at the keyframe before."""

    regions: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    """Of regions, counted from 1: values of `PLANNED_OF_REGIONS`; what is missing is as before."""

    @property
    def scales(self) -> tuple[float, ...]:
        """Stroke sizes that it asks for."""
        return tuple(
            float(values["scale"]) for values in (self.values, *self.regions.values()) if "scale" in values
        )


@dataclass(frozen=True, slots=True)
class TimelinePlan:
    """A timeline as it was written."""

    keyframes: tuple[KeyframePlan, ...]
    """In any order."""

    transition: Transition = "linear"
    """Between them."""

    @property
    def names(self) -> tuple[str, ...]:
        """Of all style pictures, each once."""
        return tuple(dict.fromkeys(name for plan in self.keyframes for name, _ in plan.styles))

    @property
    def scales(self) -> tuple[float, ...]:
        """All stroke sizes between which it goes."""
        return tuple(scale for plan in self.keyframes for scale in plan.scales)

    def learned(self, first: Settings, learn: Learn) -> Timeline:
        """The timeline, each style learned once.

        Args:
            first: what the first keyframe does not say.
            learn: learns a picture by its name.

        Raises:
            UsageError: a value is out of its range; the first keyframe has no style, nor has `first`; there
                is no such region, or its mask has no such value.
        """
        known = {name: learn(name) for name in self.names}
        settings, keyframes = first, []
        for plan in sorted(self.keyframes, key=lambda plan: plan.time):
            styles = tuple((known[name], weight) for name, weight in plan.styles)
            regions = _with_values(settings.regions, plan)
            values = cast("Any", plan.values)
            settings = replace(settings, styles=styles or settings.styles, regions=regions, **values)
            keyframes.append(Keyframe(plan.time, settings))
        if not keyframes[0].settings.styles:
            raise UsageError("The first keyframe has no style. Give it one: style=PICTURE.")
        return Timeline(keyframes, self.transition)


def parse_keyframe(time: str, look: str) -> KeyframePlan:
    """`0:10`, `style=b.jpg:0.7,style=c.jpg:0.3,strength=0.5` -> a keyframe.

    Raises:
        UsageError: that cannot be understood.
    """
    styles: dict[str, float] = {}
    values: dict[str, str] = {}
    for part in look.split(","):
        name, equals, value = part.partition("=")
        if not equals:
            raise UsageError(
                f'"{part}" at {time} is no NAME=VALUE. Write style=PICTURE,strength=0.5; a picture whose '
                "name has a comma goes into a file for --timeline."
            )
        if name.strip() == "style":
            picture, colon, weight = value.rpartition(":")
            known = bool(colon) and _is_number(weight)
            styles[picture if known else value] = float(weight) if known else 1.0
        else:
            values[name.strip()] = value.strip()
    return _plan(parse_time(time), tuple(styles.items()), values)


def read_timeline(path: Path) -> TimelinePlan:
    """The plan in a TOML file; pictures are looked for beside it.

    Raises:
        UsageError: it cannot be read or understood.
    """
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {reason_of(error)}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} is not a TOML file: {error}.") from error
    keyframes, transition = stored.get("at"), stored.get("transition", "linear")
    if not isinstance(keyframes, list) or not keyframes:
        raise UsageError(f"{path} has no keyframes. Each begins with a line [[at]].")
    if transition not in get_args(Transition):
        raise UsageError(f"The transition in {path} must be linear, smooth or cut, not {transition}.")
    return TimelinePlan(tuple(_stored_keyframe(one, path.parent) for one in keyframes), transition)


def _stored_keyframe(stored: Mapping[str, Any], folder: Path) -> KeyframePlan:
    time, style = str(stored.get("time", "")), stored.get("style", {})
    weights = style if isinstance(style, dict) else {str(style): 1.0}
    styles = tuple((_beside(str(name), folder), _number("style", weight)) for name, weight in weights.items())
    rest: dict[str, Any] = {}
    for name, value in stored.items():
        if isinstance(value, dict) and name != "style":
            rest |= {f"{name}.{inner}": one for inner, one in value.items()}
        elif name not in ("time", "style"):
            rest[name] = value
    return _plan(parse_time(time), styles, rest)


def _beside(name: str, folder: Path) -> str:
    """The file beside the plan, where there is one; else a name as `--style` takes it."""
    return str(folder / name) if (folder / name).is_file() else name


def _plan(time: Fraction, styles: Sequence[tuple[str, float]], values: Mapping[str, Any]) -> KeyframePlan:
    read: dict[str, float | bool] = {}
    regions: dict[int, dict[str, float]] = {}
    for name, value in values.items():
        of_region = REGION.fullmatch(name)
        if of_region is not None and of_region[2] in PLANNED_OF_REGIONS:
            regions.setdefault(int(of_region[1]), {})[of_region[2]] = _number(name, value)
        elif name in PLANNED:
            read[name] = _read(name, value)
        else:
            raise UsageError(_unplanned(name))
    Settings(**cast("Any", read))  # a value out of its range is said at once
    return KeyframePlan(time, tuple(styles), read, regions)


def _unplanned(name: str) -> str:
    if name in STAYING:
        option = name.replace("_", "-")
        return f'A keyframe cannot set "{name}": it is the same for a whole film. Set it with --{option}.'
    of_regions = ", ".join(PLANNED_OF_REGIONS)
    can = f"It can set style, {', '.join(PLANNED)}, and of a region, as in region1.weight, {of_regions}."
    return f'A keyframe has no "{name}". {can}'


def _with_values(regions: tuple[Region, ...], plan: KeyframePlan) -> tuple[Region, ...]:
    """The regions with what a keyframe sets of them."""
    changed = list(regions)
    for number, values in plan.regions.items():
        if number > len(regions):
            there = f"there {'is' if len(regions) == 1 else 'are'} {len(regions) or 'none'}"
            raise UsageError(f"A keyframe sets region{number}, but {there}. Make one with --region.")
        changed[number - 1] = _changed(changed[number - 1], number, values)
    return tuple(changed)


def _changed(region: Region, number: int, values: Mapping[str, float]) -> Region:
    own = cast("Any", {name: value for name, value in values.items() if name in ("strength", "scale")})
    of_mask = {name: value for name, value in values.items() if name not in own}
    mask = region.mask
    if not of_mask:
        return replace(region, **own)
    has = (*MASK_NAMES.get(mask.kind, ()), *OF_ALL_MASKS) if isinstance(mask, Mask) else ()
    wrong = [name for name in of_mask if name not in has]
    if wrong or not isinstance(mask, Mask):
        kind = f'"{mask.kind}"' if isinstance(mask, Mask) else "painted by hand"
        numbers = ", ".join(name for name in has if name in MOVING_MASK) or "none"
        raise UsageError(f"The mask of region{number} is {kind} and has no `{wrong[0]}`; it has {numbers}.")
    return replace(region, mask=replace(mask, **cast("Any", of_mask)), **own)


def _read(name: str, value: Any) -> float | bool:  # noqa: ANN401 - of a file
    if PLANNED[name] is bool:
        return value if isinstance(value, bool) else _switch(name, str(value))
    return _number(name, value)


def _switch(name: str, text: str) -> bool:
    if text.lower() not in SWITCH:
        raise UsageError(f'{name} must be on or off, not "{text}".')
    return SWITCH[text.lower()]


def _number(name: str, value: Any) -> float:  # noqa: ANN401 - of a file
    if not _is_number(value):
        raise UsageError(f'{name} must be a number, not "{value}".')
    return float(value)


def _is_number(value: Any) -> bool:  # noqa: ANN401
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True
