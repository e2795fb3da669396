"""Blend: the styles that are painted with; more than one are mixed on a pad or with sliders."""

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import QPointF, Qt, pyqtSignal
from PyQt6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolButton, QVBoxLayout, QWidget

from app.window.look.blend_pad import CORNER, BlendPad, draw_corner
from app.window.theme import icon

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
        self._names: Mapping[str, str] = {}
        self._icons: Mapping[str, QIcon] = {}
        self._rows: list[ShareRow] = []
        self._shares: Shares = ()
        self.pad = BlendPad()
        self.pad.changed.connect(self._on_pad)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._hint = QLabel(self.tr("Ctrl + click another style to blend."))
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._hint.setWordWrap(True)
        self._column.addWidget(self.pad)
        self._column.addWidget(self._hint)
        self.show_shares((), {}, {})

    def show_shares(self, shares: Shares, names: Mapping[str, str], icons: Mapping[str, QIcon]) -> None:
        """Show these styles."""
        if (
            [key for key, _ in shares] != [row.key for row in self._rows]
            or names != self._names
            or not self._icons
        ):
            self._names, self._icons = names, icons
            self._rebuild(shares)
        self._shares = shares
        total = sum(weight for _, weight in shares) or 1.0
        for row, (_, weight) in zip(self._rows, shares, strict=True):
            row.set_share(weight / total)
        self.pad.show_styles([icons.get(key, QIcon()) for key, _ in shares], [weight for _, weight in shares])
        self.pad.setVisible(len(shares) > 1)
        self._hint.setVisible(len(shares) < 2)

    def _rebuild(self, shares: Shares) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for key, _ in shares:
            row = ShareRow(key, self._names.get(key, key), self._icons.get(key), alone=len(shares) == 1)
            row.moved.connect(lambda share, key=key: self._on_row(key, share))
            row.removed.connect(lambda key=key: self._on_removed(key))
            self._column.insertWidget(self._column.count() - 1, row)
            self._rows.append(row)

    def _on_row(self, moved: str, share: float) -> None:
        """The style that was moved gets its share; the others keep their proportions in the rest."""
        share = min(1 - LEAST, max(LEAST, share))
        rest = sum(weight for key, weight in self._shares if key != moved) or 1.0
        self.changed.emit(
            tuple(
                (key, share if key == moved else max(LEAST / 4, weight / rest * (1 - share)))
                for key, weight in self._shares
            )
        )

    def _on_removed(self, removed: str) -> None:
        self.changed.emit(tuple(pair for pair in self._shares if pair[0] != removed))

    def _on_pad(self, weights: Sequence[float]) -> None:
        keys = [key for key, _ in self._shares]
        self.changed.emit(tuple(zip(keys, (max(LEAST / 4, weight) for weight in weights), strict=True)))


class ShareRow(QWidget):
    """A style's name and how much of it is in the blend."""

    moved = pyqtSignal(float)
    removed = pyqtSignal()

    def __init__(self, key: str, name: str, picture: QIcon | None = None, *, alone: bool) -> None:
        super().__init__()
        self.key = key
        self.number = QLabel()
        self.number.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(self.tr("Share of {name}").format(name=name))
        self.slider.valueChanged.connect(lambda value: self.moved.emit(value / 100))
        take_out = QToolButton()
        take_out.setIcon(icon("close"))
        take_out.setFixedSize(20, 20)
        take_out.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        take_out.setToolTip(self.tr("Take it out of the blend"))
        take_out.setAccessibleName(self.tr("Take {name} out of the blend").format(name=name))
        take_out.clicked.connect(self.removed.emit)
        label = QLabel(name)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(12 if alone else 6)
        if alone and picture is not None:
            head.addWidget(_framed(picture))
        head.addWidget(label, 1)
        for widget in (self.number, take_out):
            head.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.slider)
        for part in (self.slider, self.number, take_out):
            part.setVisible(not alone)

    def set_share(self, share: float) -> None:
        """Show a share of 0..1 without a signal."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(share * 100))
        self.slider.blockSignals(False)
        self.number.setText(f"{round(share * 100)} %")


def _framed(picture: QIcon) -> QLabel:
    """A style's picture with round corners."""
    ratio = 2
    pixmap = QPixmap(CORNER * ratio, CORNER * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(ratio)
    painter = QPainter(pixmap)
    draw_corner(painter, QPointF(CORNER / 2, CORNER / 2), picture)
    painter.end()
    label = QLabel()
    label.setPixmap(pixmap)
    return label
