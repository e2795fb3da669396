"""Palette: the few muted colours of the program, dark or light as the system says."""

from dataclasses import dataclass

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor, QPalette
from PyQt6.QtWidgets import QApplication

from app.window.theme.control_style import FlatStyle


@dataclass(frozen=True, slots=True)
class Colors:
    """The few colours everything is made of, as #rrggbb."""

    window: str
    """Behind the controls."""

    surround: str
    """Around the picture."""

    base: str
    """In fields."""

    raised: str
    """Buttons, grooves, tiles."""

    line: str
    """Edges."""

    text: str
    """What is read."""

    quiet: str
    """Secondary text: units, hints, disabled controls."""

    accent: str
    """What is selected."""


DARK = Colors("#1b1c1f", "#101113", "#121316", "#2b2d32", "#3a3c42", "#e9e7e3", "#94969c", "#e5824f")
LIGHT = Colors("#f5f3f0", "#e7e4df", "#fffefc", "#e6e3de", "#bdb8b0", "#232326", "#5f5d59", "#2c5f9e")

_THEME = "impasto theme"
"""Name of the program's property that holds what a person chose."""

RECORD: str = "#cf2f36"
"""Red of what records and of warnings, in both themes; the accents are no reds."""


def apply_theme(application: QApplication) -> None:
    """Set style and colours of the whole program, now and whenever the system turns dark or light."""
    application.setStyle(FlatStyle())
    hints = application.styleHints()
    if hints is not None:
        hints.colorSchemeChanged.connect(lambda scheme: set_palette(application, scheme))
        set_palette(application, hints.colorScheme())


def palette_of(colors: Colors) -> QPalette:
    """The palette for these colours."""
    role = QPalette.ColorRole
    palette = QPalette()
    for color, roles in (
        (colors.window, (role.Window, role.ToolTipBase)),
        (colors.surround, (role.Shadow,)),
        (colors.base, (role.Base, role.HighlightedText)),
        (colors.raised, (role.Button, role.AlternateBase, role.Midlight)),
        (colors.line, (role.Mid, role.Dark, role.Light)),
        (colors.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText)),
        (colors.quiet, (role.PlaceholderText,)),
        (colors.accent, (role.Highlight, role.Accent, role.Link)),
    ):
        for each in roles:
            palette.setColor(each, QColor(color))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(colors.quiet))
    return palette


def choose_theme(application: QApplication, theme: str) -> None:
    """`dark`, `light`, or empty for what the system says, now and later."""
    application.setProperty(_THEME, theme)
    hints = application.styleHints()
    set_palette(application, hints.colorScheme() if hints is not None else Qt.ColorScheme.Unknown)


def set_palette(application: QApplication, scheme: Qt.ColorScheme) -> None:
    """Light or dark as a person chose, else as the system says; dark when neither does."""
    light = {"light": True, "dark": False}.get(str(application.property(_THEME) or ""))
    if light is None:
        light = scheme == Qt.ColorScheme.Light
    application.setPalette(palette_of(LIGHT if light else DARK))
