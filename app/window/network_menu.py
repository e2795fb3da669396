"""Networks: the menu of them, and what happens when another one is chosen."""

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtGui import QAction, QActionGroup
from PyQt6.QtWidgets import QMenu, QWidget

from app.window.bridge import Controller, LiveEngine, SettingsStore
from app.window.messages import MessageBoard
from app.window.output import Recorder


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


class NetworkPresenter(QObject):
    """Paints with another network when one is chosen, and keeps the one in use for the next run."""

    def __init__(
        self,
        window: QWidget,
        engine: LiveEngine,
        controller: Controller,
        recorder: Recorder,
        store: SettingsStore,
        messages: MessageBoard,
    ) -> None:
        super().__init__(window)
        self.menu = NetworkMenu(window)
        self._engine = engine
        self._controller = controller
        self._recorder = recorder
        self._store = store
        self._messages = messages
        self.menu.chosen.connect(self.change)
        controller.started.connect(self._on_started)

    def change(self, network: str) -> None:
        """Paint with this network as soon as it is loaded."""
        if self._recorder.busy:
            text = self.tr("End the recording first: another network begins anew.")
            self._messages.say(text, warns=True)
            return
        text = self.tr("Loading the network {name} …").format(name=network)
        self._messages.say(text, topic="waiting", stays=True)
        self._controller.change_network(network)

    def _on_started(self) -> None:
        self.menu.network = self._engine.network
        self._store.put("network", self._engine.network)
        self._messages.withdraw("waiting")
