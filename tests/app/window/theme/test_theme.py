"""How things are drawn, where a mistake would be seen at once."""

import pytest
from PyQt6.QtCore import QRect
from PyQt6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPalette
from PyQt6.QtWidgets import (
    QApplication,
    QCheckBox,
    QSlider,
    QStyle,
    QStyleOptionButton,
    QStyleOptionSlider,
    QStyleOptionToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.window.theme.control_style import FlatStyle
from app.window.theme.drawing import SWITCH, draw_switch, option_as
from app.window.theme.icons import PATHS, icon
from app.window.theme.palette import DARK, LIGHT, RECORD, Colors, palette_of


def contrast(one: str, other: str) -> float:
    """WCAG 2.1's contrast ratio of two colours."""

    def luminance(name: str) -> float:
        parts = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colors", [DARK, LIGHT], ids=["dark", "light"])
def test_texts_can_be_read(colors: Colors) -> None:
    for behind in (colors.window, colors.base, colors.raised):
        assert contrast(colors.text, behind) > 7
        assert contrast(colors.quiet, behind) >= 4.5


@pytest.mark.parametrize("colors", [DARK, LIGHT], ids=["dark", "light"])
def test_what_is_chosen_and_what_records_can_be_read(colors: Colors) -> None:
    assert contrast(colors.base, colors.accent) >= 4.5  # texts on chips and selections
    assert contrast("#ffffff", RECORD) >= 4.5  # the record pill


@pytest.mark.parametrize("colors", [DARK, LIGHT], ids=["dark", "light"])
def test_what_is_no_text_stands_out_from_what_is_behind_it(colors: Colors) -> None:
    """WCAG 2.1 wants 3:1 of what shows a state."""
    assert contrast(colors.accent, colors.window) >= 3
    assert contrast(colors.quiet, colors.window) >= 3  # the edge of a switch that is off


def test_the_accents_are_no_record_red() -> None:
    for colors in (DARK, LIGHT):
        apart = abs(QColor(colors.accent).hslHue() - QColor(RECORD).hslHue())
        assert min(apart, 360 - apart) > 15


@pytest.mark.parametrize("colors", [DARK, LIGHT], ids=["dark", "light"])
def test_every_role_of_the_palette_is_ours(colors: Colors) -> None:
    ours = {QColor(getattr(colors, name)).name() for name in Colors.__slots__}
    palette = palette_of(colors)
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Text, QPalette.ColorRole.Highlight):
        assert palette.color(role).name() in ours


@pytest.mark.parametrize("name", sorted(PATHS))
def test_every_icon_draws_something(name: str, qtbot: QtBot) -> None:
    image = icon(name).pixmap(24, 24).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


@pytest.mark.parametrize("kind", [QCheckBox, QSlider])
def test_a_control_looks_different_when_it_is_changed(kind: type[QWidget], qtbot: QtBot) -> None:
    style = FlatStyle()
    widget = kind()
    widget.setStyle(style)
    qtbot.addWidget(widget)
    before = widget.grab().toImage()
    widget.setChecked(True) if isinstance(widget, QCheckBox) else widget.setProperty("value", 60)
    assert widget.grab().toImage() != before


@pytest.mark.parametrize("colors", [DARK, LIGHT], ids=["dark", "light"])
def test_a_switch_that_is_on_shows_that_the_keyboard_is_on_it(colors: Colors) -> None:
    option = QStyleOptionButton()
    states = QStyle.StateFlag.State_On | QStyle.StateFlag.State_Enabled
    option.state = states | QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    option.palette = palette_of(colors)
    option.rect = QRect(0, 0, SWITCH.width(), SWITCH.height())
    image = QImage(SWITCH, QImage.Format.Format_RGB32)
    image.fill(QColor(colors.window))
    painter = QPainter(image)
    draw_switch(option, painter)
    painter.end()
    ring = [image.pixelColor(SWITCH.width() // 2, y).name() for y in (1, 2)]
    assert max(contrast(color, colors.accent) for color in ring) >= 1.8


def test_the_program_has_a_palette(qtbot: QtBot) -> None:
    assert QApplication.instance() is not None
    assert QGuiApplication.palette().color(QPalette.ColorRole.Window).isValid()


def test_an_option_is_taken_for_what_it_is_and_not_for_what_was_at_its_address() -> None:
    stale = QStyleOptionToolButton()
    stale.type = QStyleOptionSlider.StyleOptionType.Type.value  # type: ignore[assignment]
    assert isinstance(option_as(stale, QStyleOptionSlider), QStyleOptionSlider)
    assert option_as(stale, QStyleOptionToolButton) is None
    assert option_as(None, QStyleOptionSlider) is None
