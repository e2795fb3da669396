"""The program with a window: its QApplication, theme, stored settings and styles."""

import sys

from PyQt6.QtCore import QSettings
from PyQt6.QtWidgets import QApplication

from app.interrupt import leave_if_something_hangs
from app.window.bridge import LiveEngine, SettingsStore
from app.window.identity import set_identity
from app.window.languages import use_language
from app.window.main_window import MainWindow
from app.window.messages import CrashReporter
from app.window.output import clean_environment
from app.window.preferences import Preferences
from app.window.styles import Library, StyleEntry, styles_folder
from app.window.theme import apply_theme

SWITCH_S: float = 0.001
"""Seconds for which a thread keeps Python's lock while others wait; Python's own 5 ms, times the threads that
paint, decode, record and import, are longer than a hand on the mouse should wait."""


def run() -> int:
    """Open the window and stay until it is closed.

    Returns:
        Exit code of the program.
    """
    sys.setswitchinterval(SWITCH_S)
    engine = LiveEngine()  # the first, as it loads its libraries beside all that follows
    application = QApplication(sys.argv[:1])
    set_identity(application)
    clean_environment()
    apply_theme(application)
    store = SettingsStore(QSettings())
    use_language(application, Preferences.from_json(store.text("preferences")).language)
    reporter = CrashReporter()
    reporter.install()
    window = make_window(store, engine)
    reporter.window, reporter.settings = window, lambda: window.looks.look
    window.show()
    window.start()
    code = application.exec()
    reporter.uninstall()
    leave_if_something_hangs(code)
    return code


def make_window(store: SettingsStore, engine: LiveEngine) -> MainWindow:
    """The window with the person's own styles."""
    return MainWindow(engine, Library(styles_folder(), bundled_entries()), store)


def bundled_entries() -> list[StyleEntry]:
    """The styles that come with the program, as the gallery shows them."""
    from engine import bundled_styles

    return [
        StyleEntry(style.name, style.name.replace("-", " ").capitalize(), str(style.path), bundled=True)
        for style in bundled_styles()
    ]
