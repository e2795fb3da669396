"""By what a desktop knows the window."""

from collections.abc import Iterator

import pytest
from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import QApplication

from app.window.identity import set_identity


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """With its identity as it was, afterwards."""
    names = qapp.applicationName(), qapp.organizationName(), qapp.desktopFileName()
    yield qapp
    qapp.setApplicationName(names[0])
    qapp.setOrganizationName(names[1])
    qapp.setDesktopFileName(names[2])
    qapp.setWindowIcon(QIcon())


@pytest.mark.parametrize("size", [16, 32, 256])
def test_the_icon_of_windows_is_drawn_at_every_size(application: QApplication, size: int) -> None:
    set_identity(application)
    picture = application.windowIcon().pixmap(size, size).toImage()
    assert (picture.width(), picture.height()) == (size, size)
    colors = {picture.pixelColor(x, y).name() for x in range(size) for y in range(size)}
    assert len(colors) > 3  # the ground, and three strokes


def test_windows_belong_to_the_desktop_entry(application: QApplication) -> None:
    set_identity(application)
    assert application.desktopFileName() == "impasto"
    assert application.applicationName() == "Impasto"
