"""History: what a person changed about the look and the styles, to undo and to do again."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QAction, QUndoCommand, QUndoStack

from app.window.look import Look
from app.window.styles import StyleEntry
from app.window.theme import menu_text

LONGEST: int = 40
"""Characters of what can be undone in a menu."""

LIMIT: int = 100
"""Changes that can be undone."""

TOGETHER_S: float = 0.8
"""Changes of one kind that follow each other as quickly as this are one: a slider that is dragged."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything that can be undone."""

    look: Look
    """How it is painted."""

    styles: tuple[StyleEntry, ...]
    """All styles of the library, shown or not."""


class History(QObject):
    """The states before and after each change.

    Args:
        read: gives the state of now.
        put: makes a state the one of now.
    """

    def __init__(self, read: Callable[[], State], put: Callable[[State], None], parent: QObject) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        """Qt's, for the states of menu entries."""
        self.stack.setUndoLimit(LIMIT)
        self._read = read
        self._put = put
        self._last = read()
        self._moving = False

    def record(self, text: str, kind: str = "") -> None:
        """The state has changed, as a person wished: keep it, unless this is an undo.

        Args:
            text: what was changed, for people.
            kind: changes of one kind in quick succession are undone together; empty = each by itself.
        """
        state = self._read()
        if not self._moving and state != self._last:
            self.stack.push(Change(text, kind, self._last, state, self._move_to))
        self._last = state

    def settle(self) -> None:
        """The state has changed in a way that cannot be undone."""
        self._last = self._read()

    def undo(self) -> str:
        """Take the last change back; returns what it was, empty when there was none."""
        text = self.stack.undoText()
        self.stack.undo()
        return text

    def redo(self) -> str:
        """Make the change again that was undone last; returns what it was."""
        text = self.stack.redoText()
        self.stack.redo()
        return text

    def show_on(self, undo: QAction, redo: QAction) -> None:
        """Let two actions say what they would undo or do again; without anything they cannot be chosen."""
        self._shown = ((undo, undo.text()), (redo, redo.text()))
        self.stack.indexChanged.connect(self._show)
        self.stack.undoTextChanged.connect(self._show)  # at the limit the index stays
        self._show()

    def undoer(self) -> Callable[[], None]:
        """Takes back the change that is the last one now, later: with what came after it, if anything did."""
        at = self.stack.index()
        return lambda: self.stack.setIndex(min(self.stack.index(), at - 1))

    def _show(self) -> None:
        (undo, plain_undo), (redo, plain_redo) = self._shown
        undo.setText(_named(plain_undo, self.tr("Undo: {what}"), self.stack.undoText()))
        redo.setText(_named(plain_redo, self.tr("Redo: {what}"), self.stack.redoText()))
        undo.setEnabled(self.stack.canUndo())
        redo.setEnabled(self.stack.canRedo())

    def _move_to(self, state: State) -> None:
        self._moving = True
        try:
            self._put(state)
        finally:
            self._moving = False
        self._last = self._read()


class Change(QUndoCommand):
    """One change, from one state to another."""

    def __init__(
        self, text: str, kind: str, before: State, after: State, move_to: Callable[[State], None]
    ) -> None:
        super().__init__(text)
        self.before = before
        self.after = after
        self.kind = kind
        self.changed_s = time.monotonic()
        self._move_to = move_to
        self._done = True  # when it is pushed, it has happened already

    def undo(self) -> None:
        self._done = False
        self._move_to(self.before)

    def redo(self) -> None:
        if not self._done:
            self._move_to(self.after)

    def id(self) -> int:
        return hash(self.kind) & 0x7FFFFFFF if self.kind else -1

    def mergeWith(self, other: QUndoCommand | None) -> bool:
        if not isinstance(other, Change) or other.kind != self.kind:
            return False
        if not self._done or other.changed_s - self.changed_s > TOGETHER_S:
            return False
        self.after, self.changed_s = other.after, other.changed_s
        return True


def _named(plain: str, named: str, what: str) -> str:
    """The text of a menu entry: with what it is about, if anything."""
    short = what if len(what) <= LONGEST else f"{what[: LONGEST - 1]}…"
    return named.format(what=menu_text(short)) if what else plain
