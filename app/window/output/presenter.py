"""Export presenter: offers to play or to paint videos, fills the queue, reports results."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal

from app.window.bridge import Background, Controller, LiveEngine
from app.window.messages import Button, MessageBoard
from app.window.output.export_panel import ExportPanel
from app.window.output.export_queue import DONE, FAILED, Export, ExportQueue


class ExportPresenter(QObject):
    """Offers to play or to paint videos, and fills the queue.

    Signals:
        wanted: something was put into the queue; the panel should be seen.
        playWanted: path of a video to play live.
        showWanted: path of a result to show in its folder.
    """

    wanted = pyqtSignal()
    playWanted = pyqtSignal(object)  # noqa: N815
    showWanted = pyqtSignal(str)  # noqa: N815

    def __init__(
        self, engine: LiveEngine, controller: Controller, background: Background, messages: MessageBoard
    ) -> None:
        super().__init__(background)
        self.queue = ExportQueue(background, lambda network: engine.load(network))
        self.panel = ExportPanel(self.queue)
        self._controller = controller
        self._messages = messages
        self._reported: set[Export] = set()
        self.panel.timeline.look = lambda: controller.file_look
        controller.playerChanged.connect(self.panel.timeline.set_player)
        self.panel.filesChosen.connect(self.add)
        self.panel.shown.connect(self.showWanted.emit)
        self.panel.pause_live.toggled.connect(self._update_live_pause)
        self.queue.activeChanged.connect(self._update_live_pause)
        self.queue.changed.connect(self._on_changed)

    def offer(self, videos: Sequence[Path]) -> None:
        """Ask, in a message, what is to be done with these videos."""
        paint: Button = (self.tr("Paint to a file"), lambda: self.add(videos))
        play: Button = (self.tr("Play here"), lambda: self.playWanted.emit(videos[0]))
        if len(videos) == 1:
            self._messages.say(videos[0].name, buttons=[play, paint], stays=True)
        else:
            text = self.tr("{count} videos").format(count=len(videos))
            paint = (self.tr("Paint them to files"), paint[1])
            self._messages.say(text, buttons=[paint], stays=True)

    def add(self, files: Sequence[Path]) -> None:
        """Paint these videos and photos to files, with the look of now."""
        from engine import PICTURES, VIDEOS, VideoOptions, painted_path

        panel, look = self.panel, self._controller.file_look
        if not look.styles:
            self._messages.say(self.tr("There is no style to paint with. Choose one first."), warns=True)
            return
        options = VideoOptions(
            panel.encoder.currentText(), panel.quality.value(), panel.overwrite.isChecked()
        )
        timeline = panel.timeline.timeline
        for file in files:
            is_photo = file.suffix.lower() in PICTURES.suffixes - VIDEOS.suffixes
            output = painted_path(file, PICTURES if is_photo else VIDEOS, panel.folder)
            self.queue.add(Export(file, output, look, options, is_photo, timeline=timeline))
        self.wanted.emit()

    def _update_live_pause(self, _: bool) -> None:
        self._controller.pause(self.queue.active and self.panel.pause_live.isChecked())

    def _on_changed(self, export: Export) -> None:
        if export.state in (DONE, FAILED) and export not in self._reported:
            self._reported.add(export)
            self._report(export, failed=export.state == FAILED)

    def _report(self, export: Export, *, failed: bool) -> None:
        if failed:
            self._messages.say(export.message, warns=True)
            return
        show: Callable[[], object] = lambda: self.showWanted.emit(str(export.output))  # noqa: E731
        text = self.tr("{name} is painted.").format(name=export.source.name)
        self._messages.say(text, buttons=[(self.tr("Show in folder"), show)])
