"""Export desk: what becomes of videos that are dropped or chosen."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal

from app.window.background import Background
from app.window.controller import Controller
from app.window.export_panel import ExportPanel
from app.window.exports import DONE, FAILED, Export, ExportQueue
from app.window.notices import Button, NoticeBoard
from app.window.studio import Studio


class ExportDesk(QObject):
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
        self, studio: Studio, controller: Controller, background: Background, notices: NoticeBoard
    ) -> None:
        super().__init__(background)
        self.queue = ExportQueue(background, lambda network: studio.load(network))
        self.panel = ExportPanel(self.queue)
        self._studio = studio
        self._controller = controller
        self._notices = notices
        self._told: set[Export] = set()
        self.panel.filesChosen.connect(self.add)
        self.panel.shown.connect(self.showWanted.emit)
        self.panel.pause_live.toggled.connect(self._hold)
        self.queue.activeChanged.connect(self._hold)
        self.queue.changed.connect(self._on_changed)

    def offer(self, videos: Sequence[Path]) -> None:
        """Ask, without standing in the way, what is to be done with these videos."""
        paint: Button = (self.tr("Paint to a file"), lambda: self.add(videos))
        play: Button = (self.tr("Play here"), lambda: self.playWanted.emit(videos[0]))
        if len(videos) == 1:
            self._notices.say(videos[0].name, buttons=[play, paint], stays=True)
        else:
            text = self.tr("{count} videos").format(count=len(videos))
            paint = (self.tr("Paint them to files"), paint[1])
            self._notices.say(text, buttons=[paint], stays=True)

    def add(self, videos: Sequence[Path]) -> None:
        """Paint these to files, with the look of now."""
        from engine import VIDEOS, VideoOptions, painted_path

        panel, network = self.panel, self._studio.network
        options = VideoOptions(
            panel.encoder.currentText(), panel.quality.value(), panel.overwrite.isChecked()
        )
        for video in videos:
            output = painted_path(video, VIDEOS, panel.folder)
            self.queue.add(Export(video, output, network, self._controller.film_settings, options))
        self.wanted.emit()

    def _hold(self, _: bool) -> None:
        self._controller.hold(self.queue.active and self.panel.pause_live.isChecked())

    def _on_changed(self, export: Export) -> None:
        if export.state in (DONE, FAILED) and export not in self._told:
            self._told.add(export)
            self._tell(export, failed=export.state == FAILED)

    def _tell(self, export: Export, *, failed: bool) -> None:
        if failed:
            self._notices.say(export.message, warns=True)
            return
        show: Callable[[], object] = lambda: self.showWanted.emit(str(export.output))  # noqa: E731
        text = self.tr("{name} is painted.").format(name=export.source.name)
        self._notices.say(text, buttons=[(self.tr("Show in folder"), show)])
