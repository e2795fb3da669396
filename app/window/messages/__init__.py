"""Messages: short messages over the picture, crash reports, and the window's own errors."""

from app.window.messages.board import Button, MessageBoard
from app.window.messages.crash_report import CrashReporter
from app.window.messages.errors import WindowError, is_for_people

__all__ = ["Button", "CrashReporter", "MessageBoard", "WindowError", "is_for_people"]
