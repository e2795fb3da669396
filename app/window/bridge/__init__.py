"""Bridge: between widgets and what is below them: the engine, background threads, stored settings."""

from app.window.bridge.background import Background
from app.window.bridge.controller import Controller
from app.window.bridge.finders import (
    find_cameras,
    find_default_source,
    find_devices,
    find_encoders,
    find_screens,
)
from app.window.bridge.live_engine import PATTERN, LiveEngine, RecordingPlan
from app.window.bridge.live_regions import check_mask_file
from app.window.bridge.live_status import LiveStatus
from app.window.bridge.player import Player
from app.window.bridge.settings_store import SettingsStore
from app.window.bridge.style_trial import StyleTrial
from app.window.bridge.wanted_look import WantedLook, WantedTimeline

__all__ = [
    "PATTERN",
    "Background",
    "Controller",
    "LiveEngine",
    "LiveStatus",
    "Player",
    "RecordingPlan",
    "SettingsStore",
    "StyleTrial",
    "WantedLook",
    "WantedTimeline",
    "check_mask_file",
    "find_cameras",
    "find_default_source",
    "find_devices",
    "find_encoders",
    "find_screens",
]
