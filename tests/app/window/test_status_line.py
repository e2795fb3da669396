"""The status line says how large the network paints, and how large that is shown."""

import pytest
from pytestqt.qtbot import QtBot

from app.window.bridge import LiveStatus
from app.window.status_line import StatusLine


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    line = StatusLine()
    qtbot.addWidget(line)
    return line


@pytest.mark.parametrize(("sharp", "how"), [(True, "along the edges"), (False, "plainly")])
def test_what_is_painted_small_shows_both_sizes_and_how_it_is_enlarged(
    line: StatusLine, sharp: bool, how: str
) -> None:
    line.show_status(LiveStatus(25.0, (640, 360), (1920, 1080), sharp, None), None)
    assert line.size_label.text() == "640 × 360 → 1920 × 1080"  # noqa: RUF001
    assert how in line.size_label.toolTip()


def test_what_is_painted_at_full_size_shows_one_size(line: StatusLine) -> None:
    line.show_status(LiveStatus(25.0, (640, 360), (640, 360), True, None), None)
    assert line.size_label.text() == "640 × 360"  # noqa: RUF001
    assert "enlarged" not in line.size_label.toolTip()
