"""Message board: short messages over the picture, with buttons; none of them is modal."""

import re
from collections.abc import Callable, Sequence

from PyQt6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.report import LOG
from app.window.theme import RECORD, faded, icon

OFFER = "offer"
"""Topic of questions what is to be done with files: they stay while something else is said."""

SHOWN_S: float = 8.0
"""Seconds a message stays, when it does not wait for an answer."""

WIDEST: int = 440
"""Pixels of text; what is longer gets more lines."""

LEAST: int = 120
"""Pixels of text in the narrowest window."""

BREAK = "\u200b"
"""A space of no width: a line may be broken there."""

SPACE: int = 8
"""Pixels between the parts of a message."""

MARGIN: int = 14
"""Pixels between the board and the edge of the picture."""

Button = tuple[str, Callable[[], object]]
"""Its text and what it does; the message goes when it is pressed."""


class Message(QWidget):
    """One message."""

    def __init__(self, text: str, buttons: Sequence[Button], warns: bool) -> None:
        super().__init__()
        self.dismissed = False
        """It is gone, or about to go."""
        self.label = QLabel(breakable(text))
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self._natural = self.label.fontMetrics().horizontalAdvance(text) + 4
        self.label.setFixedWidth(min(WIDEST, self._natural))
        self.buttons = [self._button(*button) for button in buttons]
        self._warns = warns
        self.setAccessibleName(text)
        self._beside, self._below = QHBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows = layout = QVBoxLayout(self)
        rightward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        layout.setContentsMargins(*((20, 8, 8, 8) if rightward else (8, 8, 20, 8)))  # Qt does not turn them
        row = QHBoxLayout()
        for part in (layout, row, self._beside, self._below):
            part.setSpacing(SPACE)
        row.addWidget(self.label)
        row.addSpacing(6)
        row.addStretch(1)
        row.addLayout(self._beside)
        row.addWidget(self._close_button())
        layout.addLayout(row)
        layout.addLayout(self._below)
        self._put_buttons(self._beside)

    def dismiss(self) -> None:
        """Take it away."""
        self.dismissed = True
        self.hide()  # a layout shows a new part later: as a window, if it has no parent by then
        self.setParent(None)
        self.deleteLater()

    def fit(self, room: int) -> None:
        """Be at most as wide as the room, in pixels; buttons that leave no room for words stand below."""
        least = min(LEAST, self._natural)
        self._put_buttons(self._beside)
        others = self.sizeHint().width() - self.label.width()
        if self.buttons and others + least > room:
            self._put_buttons(self._below)
            side_by_side = self._width_of_buttons() + self._margins() <= room
            direction = QBoxLayout.Direction.LeftToRight if side_by_side else QBoxLayout.Direction.TopToBottom
            self._below.setDirection(direction)
            others -= self._width_of_buttons() + SPACE
        self.label.setFixedWidth(max(least, min(WIDEST, self._natural, room - others)))
        self._rows.activate()  # else the board would ask for the height of before

    def _width_of_buttons(self) -> int:
        return sum(button.sizeHint().width() + SPACE for button in self.buttons) - SPACE

    def _margins(self) -> int:
        margins = self._rows.contentsMargins()
        return margins.left() + margins.right()

    def _put_buttons(self, where: QBoxLayout) -> None:
        for button in self.buttons:
            where.addWidget(button)
        self._rows.activate()  # else it would give the size of before

    def _button(self, text: str, work: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.dismiss)
        button.clicked.connect(lambda: work())
        return button

    def _close_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("close"))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(self.tr("Dismiss"))
        button.clicked.connect(self.dismiss)
        return button

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.setBrush(faded(palette.color(QPalette.ColorRole.Window), 0.96))
        painter.drawRoundedRect(card, 10, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(RECORD) if self._warns else palette.color(QPalette.ColorRole.Highlight))
        rightward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        left = 9 if rightward else self.width() - 12
        painter.drawRoundedRect(QRectF(left, 11, 3, self.height() - 22), 1.5, 1.5)
        painter.end()


def breakable(text: str) -> str:
    """The text with places where its long words, such as names of files, may be broken."""
    return re.sub(r"(\S{20})(?=\S)", rf"\1{BREAK}", text)


class MessageBoard(QWidget):
    """Holds the messages at the top of a widget: one on each topic."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._shown: dict[str, Message] = {}
        self.corner = QSize(0, 0)
        """Pixels at the upper corner of the picture where something else is."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        over.installEventFilter(self)
        self.hide()

    def say(
        self,
        text: str,
        *,
        buttons: Sequence[Button] = (),
        warns: bool = False,
        topic: str = "message",
        stays: bool = False,
    ) -> Message:
        """Show a message in place of the one before it on its topic.

        Args:
            text: a sentence or two.
            buttons: what can be done about it.
            warns: something is wrong.
            topic: what it is about; each topic shows one message.
            stays: until it is dismissed or withdrawn; else it goes by itself.
        """
        self.withdraw(topic)
        LOG.info("%s: %s", topic, text)
        message = Message(text, buttons, warns)
        self._shown[topic] = message
        message.destroyed.connect(self._fit)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(message)
        message.show()
        if not stays:
            timer = QTimer(message)
            timer.timeout.connect(message.dismiss)
            timer.start(round(SHOWN_S * 1000))
        self._fit()
        return message

    def withdraw(self, topic: str) -> None:
        """Take the message on a topic away, if there is one."""
        message = self.message(topic)
        if message is not None:
            message.dismiss()

    def text(self, topic: str = "message") -> str:
        """What is shown on a topic now; empty when nothing is."""
        message = self.message(topic)
        return message.label.text().replace(BREAK, "") if message is not None else ""

    def message(self, topic: str = "message") -> Message | None:
        """What is shown on a topic now."""
        message = self._shown.get(topic)
        return message if message is not None and not message.dismissed else None

    def layout_height(self, width: int) -> int:
        """Pixels that the messages need at this width."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None or layout.count() == 0:
            self.hide()
            return
        room = self._over.width() - 2 * MARGIN
        for message in self._shown.values():
            if not message.dismissed:
                message.fit(room)
        self.adjustSize()
        width = min(self.sizeHint().width(), room)
        left = (self._over.width() - width) // 2
        below = self._over.width() - left - width < self.corner.width() + MARGIN
        top = MARGIN + (self.corner.height() + MARGIN if below else 0)
        self.setGeometry(left, top, width, self.layout_height(width))
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() == QEvent.Type.Resize:
            self._fit()
        return False
