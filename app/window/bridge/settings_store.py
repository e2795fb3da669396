"""Settings store: what the window keeps from one run to the next, over QSettings."""

import base64
import json
from collections.abc import Sequence

from PyQt6.QtCore import QBuffer, QByteArray, QIODevice, QSettings
from PyQt6.QtGui import QImage

from app.window.look import Look
from engine import SourceChoice, UsageError


class SettingsStore:
    """Typed access; what is missing or damaged is treated as absent."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        return str(self._settings.value(key, default))

    def flag(self, key: str, default: bool = False) -> bool:
        """Yes or no."""
        return self.text(key, str(default)).lower() == "true"

    def number(self, key: str, default: float) -> float:
        """A number."""
        try:
            return float(self.text(key, str(default)))
        except ValueError:
            return default

    def bytes(self, key: str) -> QByteArray:
        """What Qt saved of its own."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, key: str, value: str | bool | QByteArray) -> None:
        """Keep something."""
        self._settings.setValue(key, value if isinstance(value, QByteArray) else str(value))

    @property
    def look(self) -> Look:
        """The look of the last run."""
        return Look.from_json(self.text("look"))

    @property
    def presets(self) -> dict[str, Look]:
        """Looks with names."""
        try:
            stored = json.loads(self.text("presets", "{}"))
            return {str(name): Look.from_json(text) for name, text in stored.items()}
        except (ValueError, AttributeError):
            return {}

    def put_presets(self, presets: dict[str, Look]) -> None:
        """Keep looks with names."""
        self.put("presets", json.dumps({name: look.to_json() for name, look in presets.items()}))

    @property
    def preset_pictures(self) -> dict[str, QImage]:
        """Pictures of the looks with names."""
        try:
            stored = json.loads(self.text("preset_pictures", "{}"))
            return {str(name): _picture(str(text)) for name, text in stored.items()}
        except (ValueError, AttributeError):
            return {}

    def put_preset_pictures(self, pictures: dict[str, QImage]) -> None:
        """Keep pictures of the looks with names."""
        self.put("preset_pictures", json.dumps({name: _text(picture) for name, picture in pictures.items()}))

    @property
    def source(self) -> SourceChoice | None:
        """The source of the last run; None when there was none or it cannot be understood."""
        try:
            return SourceChoice(**json.loads(self.text("place")))
        except (ValueError, TypeError, UsageError):
            return None

    def put_source(self, choice: SourceChoice) -> None:
        """Keep a source. The key is `place`, as in all releases so far."""
        self.put("place", json.dumps(_fields(choice)))

    @property
    def recent(self) -> tuple[SourceChoice, ...]:
        """Films and photos that were opened, the newest first; of damaged ones none."""
        try:
            return tuple(SourceChoice(**one) for one in json.loads(self.text("recent", "[]")))
        except (ValueError, TypeError, UsageError):
            return ()

    def put_recent(self, choices: Sequence[SourceChoice]) -> None:
        """Keep what was opened."""
        self.put("recent", json.dumps([_fields(choice) for choice in choices]))

    def sync(self) -> None:
        """Write everything now."""
        self._settings.sync()


def _fields(choice: SourceChoice) -> dict[str, str]:
    return {"kind": choice.kind, "where": choice.where, "name": choice.name}


def _picture(text: str) -> QImage:
    return QImage.fromData(base64.b64decode(text)) if text else QImage()


def _text(picture: QImage) -> str:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPG", 85)
    return base64.b64encode(held.data()).decode("ascii")
