"""Questions: small dialogs whose buttons say what they do."""

from dataclasses import dataclass

from PyQt6.QtCore import QCoreApplication
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

WIDTH: int = 380
"""Pixels of the text."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with two answers."""

    text: str
    """What it is about, in a sentence or two."""

    yes: str
    """What is done, as a verb: the text of a button."""

    no: str
    """What happens instead: the text of the other button, which Enter and Esc press."""


class QuestionDialog(QDialog):
    """Asks a question. Accepted when the first answer was chosen."""

    def __init__(self, parent: QWidget, question: Question) -> None:
        super().__init__(parent)
        self.setWindowTitle(parent.windowTitle())
        self.yes = QPushButton(question.yes)
        self.no = QPushButton(question.no)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.no.setDefault(True)
        self.yes.setAutoDefault(False)
        _lay_out(self, [_text(question.text)], [self.yes, self.no])
        self.no.setFocus()


class TextDialog(QDialog):
    """Asks for a line of text."""

    def __init__(self, parent: QWidget, title: str, label: str, text: str, yes: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.field = QLineEdit(text)
        self.field.setAccessibleName(label)
        self.field.setMinimumWidth(WIDTH)
        self.field.selectAll()
        name = QLabel(label)
        name.setBuddy(self.field)
        self.yes = QPushButton(yes)
        no = QPushButton(QCoreApplication.translate("Questions", "Cancel"))
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.accept)
        no.clicked.connect(self.reject)
        self.field.textChanged.connect(lambda now: self.yes.setEnabled(bool(now.strip())))
        self.yes.setEnabled(bool(text.strip()))
        _lay_out(self, [name, self.field], [self.yes, no])


def ask_person(parent: QWidget, question: Question) -> bool:
    """Ask; True for the first answer. Waits for it."""
    return QuestionDialog(parent, question).exec() == QDialog.DialogCode.Accepted


def ask_text(parent: QWidget, title: str, label: str, yes: str, text: str = "") -> str:
    """Ask for a line of text; empty when there is none. Waits for it.

    Args:
        parent: the dialog lies over its window.
        title: what it is for.
        label: what the text is.
        yes: what is done with it, as a verb.
        text: what is there already.
    """
    dialog = TextDialog(parent.window() or parent, title, label, text, yes)
    return dialog.field.text().strip() if dialog.exec() == QDialog.DialogCode.Accepted else ""


def _text(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setMinimumWidth(WIDTH)
    return label


def _lay_out(dialog: QDialog, rows: list[QWidget], buttons: list[QPushButton]) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 18)
    column.setSpacing(10)
    for row in rows:
        column.addWidget(row)
    column.addSpacing(10)
    last = QHBoxLayout()
    last.addStretch()
    for button in buttons:
        last.addWidget(button)
    column.addLayout(last)
