"""Preferences as plain values that can be stored."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from engine import RECORDING_QUALITY, CameraOptions, UsageError

SYSTEM: str = ""
"""As the system says."""

DEFAULT_NAME: str = "{date} {time}"
"""Pattern of the names of recordings and snapshots; `{style}` is the third thing that may stand in it."""


MIDI_NUMBERS: Mapping[str, int] = {"strength": 1, "blend": 2, "texture": 3}
"""MIDI controllers at first: 1 is the modulation wheel of every keyboard."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person has set."""

    theme: str = SYSTEM
    """`dark`, `light`, or as the system says."""

    language: str = SYSTEM
    """Code of a language, such as `de`, or as the system says."""

    recordings: str = ""
    """Folder of recordings; empty = `Impasto` in the person's folder of videos."""

    snapshots: str = ""
    """Folder of snapshots; empty = `Impasto` in the person's folder of pictures."""

    name: str = DEFAULT_NAME
    """Pattern of the names of recordings and snapshots."""

    quality: int = RECORDING_QUALITY
    """Of recordings, 0 (smallest) to 100."""

    container: str = ".mp4"
    """What the name of a recording ends in."""

    device: str = "auto"
    """What the network runs on."""

    midi_port: str = ""
    """Name of the MIDI port to listen to; empty = none."""

    midi: Mapping[str, int] = field(default_factory=lambda: dict(MIDI_NUMBERS))
    """Key of a control, or `blend` -> number of the MIDI controller that moves it."""

    camera: CameraOptions = field(default_factory=CameraOptions)
    """How cameras are opened."""

    def file_name(self, style: str, now: datetime | None = None) -> str:
        """The name of a file that is made now, without its ending."""
        at = now or datetime.now()
        parts = {"{date}": at.strftime("%Y-%m-%d"), "{time}": at.strftime("%H.%M.%S"), "{style}": style}
        name = self.name
        for key, text in parts.items():
            name = name.replace(key, text)
        return name

    def to_json(self) -> str:
        """One line of text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Preferences":
        """What `to_json` wrote; what cannot be understood is left out."""
        try:
            stored = dict(json.loads(text))
        except (ValueError, TypeError):
            return cls()
        kinds = {one.name: type(getattr(cls(), one.name)) for one in fields(cls)}
        known: dict[str, Any] = {
            name: value for name, value in stored.items() if isinstance(value, kinds.get(name, ()))
        }
        known["midi"] = _numbers(stored.get("midi"))
        return cls(**known, camera=_camera(stored.get("camera")))


def _numbers(stored: object) -> dict[str, int]:
    if not isinstance(stored, dict):
        return dict(MIDI_NUMBERS)
    return {str(key): number for key, number in stored.items() if isinstance(number, int)}


def _camera(stored: object) -> CameraOptions:
    try:
        return CameraOptions(**stored) if isinstance(stored, dict) else CameraOptions()
    except (TypeError, UsageError):
        return CameraOptions()
