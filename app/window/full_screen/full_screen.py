"""Full screen: nothing but the picture, until the mouse moves; a recording is seen all the time."""

from PyQt6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PyQt6.QtGui import QAction, QColor, QCursor, QPalette
from PyQt6.QtWidgets import QMainWindow

from app.window.buttons import RecordButton
from app.window.full_screen.bar import MARGIN, Bar
from app.window.preview import Preview
from app.window.window_layout import WindowLayout

STAYS_MS: int = 2000
"""Milliseconds after the last move of the mouse until bar and cursor go."""


class FullScreen(QObject):
    """Enters and leaves full screen, and shows a bar with styles and playback while the mouse moves."""

    def __init__(
        self, window: QMainWindow, preview: Preview, arrangement: WindowLayout, actions: dict[str, QAction]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preview = preview
        self._arrangement = arrangement
        self._actions = actions
        self.bar = Bar(preview, actions)
        self.badge = RecordButton(actions["record"])
        """Says that it records, and for how long, while the bar is away."""
        self.badge.setParent(preview)
        self.badge.hide()
        self.on = False
        """Whether it is full screen."""
        self._recording = False
        self._at = QPoint()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(STAYS_MS)
        self._idle.timeout.connect(self._on_idle)
        for watched in (preview, preview.surface, self.bar):
            watched.installEventFilter(self)

    def set(self, on: bool) -> None:
        """Enter or leave it; the window's other states stay, so that it is maximised again afterwards."""
        self.on = on
        full = Qt.WindowState.WindowFullScreen
        self._arrangement.show_only_picture(on)
        if on:
            self._arrangement.lend(self.bar.column)
        states = self._window.windowState()
        self._window.setWindowState(states | full if on else states & ~full)
        black = QPalette()
        if on:
            black.setColor(QPalette.ColorRole.Shadow, QColor("black"))
        self._preview.setPalette(black)
        if on:
            self._at = QCursor.pos()
            self._on_idle()
        else:
            self._leave()

    def show_recording(self, on: bool) -> None:
        """Count the seconds of a recording, or stop counting."""
        self._recording = on
        for button in (self.badge, self.bar.record):
            button.show_recording(on)
        self._update_badge()

    def _leave(self) -> None:
        self._idle.stop()
        self.bar.hide()
        self._arrangement.take_back()
        self._arrangement.show_panel(self._actions["panel"].isChecked())
        self._preview.surface.unsetCursor()
        self._update_badge()

    def _on_moved(self) -> None:
        self._preview.surface.unsetCursor()
        self.bar.rise()
        self._update_badge()
        self._idle.start()

    def _on_idle(self) -> None:
        if self.bar.isVisible() and self.bar.underMouse():  # a style is being chosen
            self._idle.start()
            return
        self.bar.hide()
        self._update_badge()
        if self.on:
            self._preview.surface.setCursor(Qt.CursorShape.BlankCursor)

    def _update_badge(self) -> None:
        self.badge.setVisible(self.on and self._recording and not self.bar.isVisible())
        self.badge.adjustSize()
        self.badge.move(MARGIN, MARGIN)
        self.badge.raise_()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is None or not self.on:
            return False
        if event.type() == QEvent.Type.MouseMove and QCursor.pos() != self._at:  # Qt sends one without a move
            self._at = QCursor.pos()
            self._on_moved()
        elif event.type() == QEvent.Type.MouseMove and watched is not self.bar and not self._hidden_cursor:
            self._idle.start()
        elif event.type() == QEvent.Type.Resize and watched is self._preview:
            self.bar.place()
        return False

    @property
    def _hidden_cursor(self) -> bool:
        return self._preview.surface.cursor().shape() == Qt.CursorShape.BlankCursor
