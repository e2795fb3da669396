"""Full screen: nothing but the picture, until the mouse moves; a recording is seen all the time."""

from PyQt6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRectF, Qt, QTimer
from PyQt6.QtGui import QAction, QColor, QCursor, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.window.buttons import RecordButton
from app.window.preview import Preview
from app.window.window_layout import WindowLayout

STAYS_MS: int = 2000
"""Milliseconds after the last move of the mouse until bar and cursor go."""

RISE_MS: int = 160
"""Milliseconds."""

MARGIN: int = 14
"""Pixels between the bar and the edges of the screen."""

BUTTONS: tuple[str, ...] = ("snapshot", "split", "full")
"""Commands in the bar, beside the record button."""


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


class Bar(QWidget):
    """Lies over the lower edge of the picture."""

    def __init__(self, over: QWidget, actions: dict[str, QAction]) -> None:
        super().__init__(over)
        self._over = over
        self.record = RecordButton(actions["record"])
        self.buttons = [_button(actions[key]) for key in BUTTONS]
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.record)
        for button in self.buttons[:-1]:
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.buttons[-1])
        self.column = QVBoxLayout(self)
        """Where styles and playback are while it is full screen."""
        self.column.setContentsMargins(14, 10, 14, 8)
        self.column.setSpacing(4)
        self.column.addLayout(row)
        # It rises: below an opacity effect the styles' viewport is not painted.
        self._rise = QPropertyAnimation(self, b"pos", self)
        self._rise.setDuration(RISE_MS)
        self._rise.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setAccessibleName(self.tr("Full screen controls"))
        self.hide()

    def rise(self) -> None:
        """Show it, unless it is there."""
        if self.isVisible():
            return
        self.show()
        self.place()
        self._rise.setStartValue(QPoint(self.x(), self._over.height()))
        self._rise.setEndValue(self.pos())
        self._rise.start()

    def place(self) -> None:
        """Lie at the lower edge."""
        self._rise.stop()
        height = self.sizeHint().height()
        width = self._over.width() - 2 * MARGIN
        self.setGeometry(MARGIN, self._over.height() - height - MARGIN, width, height)
        self.raise_()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.end()


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
    return button
