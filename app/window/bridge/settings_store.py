"""Remembered: what the window keeps from one run to the next, over QSettings."""

import json

from PyQt6.QtCore import QByteArray, QSettings

from app.window.look import Look


class Remembered:
    """Typed access; what is missing or damaged is simply not remembered."""

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

    def sync(self) -> None:
        """Write everything now."""
        self._settings.sync()
