"""Place: where pictures come from, as a person chose it and as it is remembered."""

import json
from dataclasses import asdict, dataclass
from typing import Literal, get_args

Kind = Literal["camera", "address", "screen", "video", "pattern"]


@dataclass(frozen=True, slots=True)
class Place:
    """A source before it is opened; becomes `engine.SourceChoice` when the engine is there."""

    kind: Kind
    """What kind of source."""

    where: str = ""
    """A camera's id, an address, a screen's id, or a video's path."""

    name: str = ""
    """What people call it."""

    def to_json(self) -> str:
        """One line of text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Place | None":
        """What `to_json` wrote; None when it cannot be understood."""
        try:
            place = cls(**json.loads(text))
        except (ValueError, TypeError):
            return None
        return place if place.kind in get_args(Kind) else None


PATTERN = Place("pattern")
"""The test pattern: always there."""
