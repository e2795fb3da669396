"""Look: everything a person has chosen about the painting, as plain values that can be saved."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from app.regions import RegionChoice
from app.window.look.controls import CONTROLS

MAX_BLEND: int = 4
"""Styles that may be blended: the corners of the pad."""


@dataclass(frozen=True, slots=True)
class Look:
    """A blend of styles and the value of every control."""

    styles: tuple[tuple[str, float], ...] = ()
    """Keys of the library's styles, with their weights above 0."""

    values: Mapping[str, float] = field(default_factory=dict)
    """Value of each control by its key; the default where it is missing."""

    regions: tuple[RegionChoice, ...] = ()
    """Parts of the picture that are painted otherwise; their styles are keys of the library."""

    def __getitem__(self, key: str) -> float:
        """The value of a control."""
        return self.values.get(key, next(control.default for control in CONTROLS if control.key == key))

    def with_value(self, key: str, value: float) -> "Look":
        """The same look with one control moved."""
        return replace(self, values={**self.values, key: value})

    def with_styles(self, styles: tuple[tuple[str, float], ...]) -> "Look":
        """The same look with other styles."""
        return replace(self, styles=styles[:MAX_BLEND])

    def with_regions(self, regions: tuple[RegionChoice, ...]) -> "Look":
        """The same look with other regions."""
        return replace(self, regions=regions)

    def to_json(self) -> str:
        """One line of text."""
        regions = [asdict(region) for region in self.regions]
        return json.dumps({"styles": self.styles, "values": dict(self.values), "regions": regions})

    @classmethod
    def from_json(cls, text: str) -> "Look":
        """What `to_json` wrote; what cannot be understood is left out."""
        try:
            stored = json.loads(text)
            styles = tuple((str(key), float(weight)) for key, weight in stored["styles"])
            values = {str(key): float(value) for key, value in stored["values"].items()}
            regions = tuple(_region(region) for region in stored.get("regions", ()))
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls()
        return cls(tuple(pair for pair in styles if pair[1] > 0)[:MAX_BLEND], _known(values), regions)


def _region(stored: Mapping[str, object]) -> RegionChoice:
    strength, scale = (
        None if stored[name] is None else float(str(stored[name])) for name in ("strength", "scale")
    )
    return RegionChoice(str(stored["mask"]), str(stored["style"]), strength, scale)


def _known(values: dict[str, float]) -> dict[str, float]:
    return {
        control.key: min(control.maximum, max(control.minimum, values[control.key]))
        for control in CONTROLS
        if control.key in values
    }
