"""An import may be over before the last of its pictures is reported."""

from concurrent.futures import Future

from PyQt6.QtCore import QCoreApplication, QEvent
from PyQt6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.window.bridge import Background
from app.window.styles import Library, StyleEntry
from app.window.styles.import_job import ImportedStyle, ImportJob


class NotYetReported(Future[ImportedStyle]):
    """It is done, but those who follow it have not been called: that thread is not there yet."""

    def __init__(self, style: ImportedStyle) -> None:
        super().__init__()
        self._style = style

    def done(self) -> bool:
        return True

    def exception(self, timeout: float | None = None) -> None:
        return None

    def result(self, timeout: float | None = None) -> ImportedStyle:
        return self._style


def test_a_picture_that_is_taken_before_it_is_reported_is_no_error(
    qtbot: QtBot, library: Library, entries: list[StyleEntry]
) -> None:
    background, style = Background(), ImportedStyle(entries[0], QImage(), None)
    first, second = Future[ImportedStyle](), NotYetReported(style)
    job = ImportJob(background, library, [("one", first), ("two", second)], apply=False)
    with qtbot.waitSignal(job.ended) as ended:
        first.set_result(style)
    assert ended.args == [[entries[0].key] * 2, []]
    job.deleteLater()
    QCoreApplication.sendPostedEvents(job, QEvent.Type.DeferredDelete)
    second.set_result(style)
    qtbot.wait(20)
    background.close()
