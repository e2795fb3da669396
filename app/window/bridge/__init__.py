"""Bridge: between widgets and what is below them: the engine, background threads, stored settings."""

from app.window.bridge.background import Background
from app.window.bridge.controller import Controller
from app.window.bridge.live_engine import (
    PATTERN,
    LiveEngine,
    find_cameras,
    find_encoders,
    find_screens,
)
from app.window.bridge.live_status import LiveStatus
from app.window.bridge.player import Player
from app.window.bridge.settings_store import SettingsStore
from app.window.bridge.wanted_look import WantedLook

__all__ = [
    "PATTERN",
    "Background",
    "Controller",
    "LiveEngine",
    "LiveStatus",
    "Player",
    "SettingsStore",
    "WantedLook",
    "find_cameras",
    "find_encoders",
    "find_screens",
]
