"""Preferences: what a person sets once: theme, language, folders, recordings, the camera, the device."""

from app.window.preferences.effects import Effects
from app.window.preferences.preferences import Preferences
from app.window.preferences.presenter import PreferencesPresenter

__all__ = ["Effects", "Preferences", "PreferencesPresenter"]
