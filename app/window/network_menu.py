"""Network menu: which network paints."""

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QAction, QActionGroup
from PyQt6.QtWidgets import QMenu, QWidget


class NetworkMenu(QMenu):
    """All networks; those that are not installed say how to get them.

    Signals:
        chosen: name of the network to paint with.
    """

    chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Network"))
        self.setToolTipsVisible(True)
        self.network = ""
        """The one in use."""
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the installed and the installable networks."""
        from engine import list_networks

        self.clear()
        group = QActionGroup(self)
        for network in list_networks():
            action = QAction(network.name, self)
            action.setCheckable(True)
            action.setChecked(network.name == self.network)
            action.setEnabled(network.installed)
            action.setToolTip(network.title)
            if not network.installed:
                action.setText(
                    self.tr("{name} (to install: impasto models get {name})").format(name=network.name)
                )
            action.triggered.connect(lambda _, name=network.name: self.chosen.emit(name))
            group.addAction(action)
            self.addAction(action)
