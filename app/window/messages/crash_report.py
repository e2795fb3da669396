"""Crash report: an unexpected exception is shown once, can be copied, and the program continues."""

import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtGui import QFontDatabase, QGuiApplication
from PyQt6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.report import HISTORY, LOG, defect_text, note, report_text


class CrashReporter(QObject):
    """Receives every unhandled exception, from any thread.

    Signals:
        happened: the report, without and with file names; delivered in the GUI thread.
    """

    happened = pyqtSignal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.dialog: CrashDialog | None = None
        """The dialog while it is open."""
        self.window: QWidget | None = None
        """The main window: the dialog goes when it is closed."""
        self.settings: Callable[[], object] | None = None
        """What a person has set; asked when a report is made."""
        self.happened.connect(self._show)  # an error in another thread arrives in this one

    def install(self) -> None:
        """Set the hooks for exceptions in slots and in threads. Without them PyQt ends the program."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def uninstall(self) -> None:
        """Restore Python's own hooks."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None
    ) -> None:
        """Report an exception; Ctrl-C closes the windows instead."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.closeAllWindows()
            return
        print("".join(traceback.format_exception(kind, error, trace)), file=sys.stderr, end="")
        if self.settings is not None:
            note("settings", self.settings())
        error = error.with_traceback(trace or error.__traceback__)
        self.happened.emit(report_text(HISTORY, error), report_text(HISTORY, error, with_names=True))
        LOG.error("%s", defect_text(error))  # after the report, which has it anyway

    def _show(self, report: str, with_names: str) -> None:
        if self.dialog is not None:  # one is enough: an error in a timer comes again and again
            return
        self.dialog = CrashDialog(report, with_names, self.window)
        self.dialog.finished.connect(self._on_closed)
        self.dialog.show()

    def _on_closed(self) -> None:
        self.dialog = None


class CrashDialog(QDialog):
    """The report, to read, to copy and to send.

    Args:
        report: its text.
        with_names: its text with the names of the person's files, shown when they agree.
        window: goes with it.
    """

    def __init__(self, report: str, with_names: str, window: QWidget | None = None) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 420)
        says = QLabel(
            self.tr(
                "Impasto ran into a defect of its own and goes on. If you report it, please copy this text."
            )
        )
        says.setWordWrap(True)
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.agreed = QCheckBox(self.tr("With the names of my files"))
        self.agreed.toggled.connect(lambda on: self.text.setPlainText(with_names if on else report))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        if self.copy_button is not None:
            self.copy_button.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (says, self.text, self.agreed, buttons):
            layout.addWidget(widget)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(self.text.toPlainText())
