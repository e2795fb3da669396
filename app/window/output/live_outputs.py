"""Live outputs: the virtual camera, the output window and the clipboard, and what is said about them."""

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QWidget

from app.window.bridge import Background, LiveEngine
from app.window.messages import Button, MessageBoard
from app.window.output.copier import Copier
from app.window.output.output_window import OutputWindow
from app.window.output.virtual_camera import VirtualCamera

CAMERA = "virtual_camera"
"""Topic of its messages: how to set it up stays on the screen while something else is said."""


class LiveOutputs(QObject):
    """Where the painted picture goes from the window.

    Signals:
        cameraChanged: the virtual camera has begun (True), or has ended.
        windowChanged: the output window is open (True), or is closed.
        broken: a defect.
    """

    cameraChanged = pyqtSignal(bool)  # noqa: N815
    windowChanged = pyqtSignal(bool)  # noqa: N815
    broken = pyqtSignal(object)

    def __init__(self, engine: LiveEngine, background: Background, messages: MessageBoard) -> None:
        super().__init__(background)
        self.camera = VirtualCamera(engine, background)
        self.window = OutputWindow(engine.latest)
        self.copier = Copier(engine, background, messages)
        self._messages = messages
        self.camera.changed.connect(self._on_camera)
        self.camera.failed.connect(self._on_no_camera)
        self.camera.broken.connect(self.broken)
        self.window.closed.connect(lambda: self.windowChanged.emit(False))

    def show_window(self, on: bool, beside: QWidget) -> None:
        """Open the output window, on another screen than a widget's where there is one; or close it."""
        if on:
            self.window.open_beside(beside)
        else:
            self.window.close()

    def close(self) -> None:
        """End all; the main window closes."""
        self.window.close()
        self.camera.close()

    def _on_camera(self, on: bool) -> None:
        self.cameraChanged.emit(on)
        if on:
            text = self.tr("Choose the camera {name} in Zoom, Teams or OBS.")
            self._messages.say(text.format(name=self.camera.device), topic=CAMERA)

    def _on_no_camera(self, text: str) -> None:
        from engine import virtual_camera_setup

        command = virtual_camera_setup().command
        copy: Button = (self.tr("Copy the command"), lambda: _copy(command))
        buttons = [copy] if command and command in text else []
        self._messages.say(text, warns=True, topic=CAMERA, stays=True, buttons=buttons)


def _copy(text: str) -> None:
    clipboard = QGuiApplication.clipboard()
    if clipboard is not None:
        clipboard.setText(text)
