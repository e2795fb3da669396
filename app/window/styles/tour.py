"""Tour: the favourites one after the other, by themselves."""

from PyQt6.QtCore import QObject, QTimer

from app.window.styles.presenter import StylePresenter

STAY_MS: int = 15_000
"""Milliseconds that each style is painted with."""


class Tour(QObject):
    """While it is on, the next favourite is painted with every few seconds; without two, the next style."""

    def __init__(self, styles: StylePresenter) -> None:
        super().__init__(styles)
        self._styles = styles
        self._now = ""
        self.timer = QTimer(self)
        self.timer.setInterval(STAY_MS)
        self.timer.timeout.connect(self.step)

    def set_on(self, on: bool) -> None:
        """Begin with the next style at once, or end."""
        if on:
            self.step()
            self.timer.start()
        else:
            self.timer.stop()

    def step(self) -> None:
        """Paint with the next style of the tour."""
        stops = self._stops()
        if stops:
            self._now = stops[(stops.index(self._now) + 1) % len(stops)] if self._now in stops else stops[0]
            self._styles.choose(self._now)

    def _stops(self) -> list[str]:
        entries = [one for one in self._styles.snapshot() if not (one.hidden or one.removed)]
        favourites = [entry.key for entry in entries if entry.favourite]
        return favourites if len(favourites) > 1 else [entry.key for entry in entries]
