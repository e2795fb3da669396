"""Blend: the styles that are painted with; more than one are blended on a pad."""

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QIcon, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.window.look.blend_pad import CORNER, BlendPad, draw_corner

Shares = tuple[tuple[str, float], ...]
"""Keys of styles and their weights."""

LEAST: float = 0.01
"""A weight is never quite 0, or its style would leave the blend."""


class BlendBox(QWidget):
    """The styles in use.

    Signals:
        changed: the new weights; a style that was taken out is missing.
    """

    changed = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shares: Shares = ()
        self.single = SingleStyle()
        self.pad = BlendPad()
        self.pad.changed.connect(self._on_pad)
        self.pad.removed.connect(self._on_removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.pad)
        column.addWidget(self.single)
        self.show_shares((), {}, {})

    def show_shares(self, shares: Shares, names: Mapping[str, str], icons: Mapping[str, QIcon]) -> None:
        """Show these styles."""
        self._shares = shares
        several = len(shares) > 1
        key = shares[0][0] if shares else ""
        self.single.show_style(names.get(key, ""), icons.get(key, QIcon()))
        self.pad.show_styles(
            [icons.get(key, QIcon()) for key, _ in shares],
            [weight for _, weight in shares],
            [names.get(key, key) for key, _ in shares],
        )
        self.pad.setVisible(several)
        self.single.setVisible(not several)

    def _on_removed(self, number: int) -> None:
        self.changed.emit(self._shares[:number] + self._shares[number + 1 :])

    def _on_pad(self, weights: Sequence[float]) -> None:
        keys = [key for key, _ in self._shares]
        self.changed.emit(tuple(zip(keys, (max(LEAST / 4, weight) for weight in weights), strict=True)))


class SingleStyle(QWidget):
    """Picture and name of the one style that is painted with; as high without a picture as with one."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._picture = QIcon()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def has_picture(self) -> bool:
        """Whether there is something to show."""
        return not self._picture.isNull()

    def show_style(self, name: str, picture: QIcon) -> None:
        """Show this one."""
        self._name, self._picture = name, picture
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, CORNER)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        rightward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        middle = QPointF(CORNER / 2 if rightward else self.width() - CORNER / 2, CORNER / 2)
        draw_corner(painter, middle, self._picture, self.palette())
        room = QRectF(self.rect()).adjusted(
            *((CORNER + 12, 0, 0, 0) if rightward else (0, 0, -CORNER - 12, 0))
        )
        text = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        side = Qt.AlignmentFlag.AlignLeft if rightward else Qt.AlignmentFlag.AlignRight
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute, text)
        painter.end()
