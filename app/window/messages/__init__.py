"""Messages: short messages over the picture, questions, crash reports, and the window's own errors."""

from app.window.messages.board import OFFER, Button, MessageBoard
from app.window.messages.crash_report import CrashReporter
from app.window.messages.errors import WindowError, is_for_people
from app.window.messages.question import Question, ask_person, ask_text

__all__ = [
    "OFFER",
    "Button",
    "CrashReporter",
    "MessageBoard",
    "Question",
    "WindowError",
    "ask_person",
    "ask_text",
    "is_for_people",
]
