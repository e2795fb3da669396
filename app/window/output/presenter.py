"""Export presenter: offers to play or to paint videos, fills the queue, reports results."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from app.window.bridge import Background, Controller, LiveEngine, Player, WantedLook
from app.window.messages import OFFER, Button, MessageBoard
from app.window.output.export_panel import ExportPanel
from app.window.output.export_queue import DONE, FAILED, Export, ExportQueue
from app.window.output.file_browser import open_file

if TYPE_CHECKING:
    from engine import VideoOptions, VideoPart

TRY_S = 3
"""Seconds of a try-out."""


class ExportPresenter(QObject):
    """Offers to play or to paint videos, and fills the queue.

    Signals:
        wanted: something was put into the queue; the panel should be seen.
        playWanted: path of a video to play live.
        showWanted: path of a result to show in its folder.
        tried: path of a try-out to play in the window.
        backWanted: the try-out was seen.
    """

    wanted = pyqtSignal()
    playWanted = pyqtSignal(object)  # noqa: N815
    showWanted = pyqtSignal(str)  # noqa: N815
    tried = pyqtSignal(object)
    backWanted = pyqtSignal()  # noqa: N815

    def __init__(
        self, engine: LiveEngine, controller: Controller, background: Background, messages: MessageBoard
    ) -> None:
        super().__init__(background)
        self.queue = ExportQueue(background, lambda network: engine.load(network))
        self.panel = ExportPanel(self.queue)
        self._controller = controller
        self._messages = messages
        self._reported: set[Export] = set()
        self._is_paused = False
        self.panel.timeline.look = lambda: controller.wanted_look
        controller.playerChanged.connect(self._on_player)
        self.open_file: Callable[[Path], object] = open_file
        """Plays a file with the person's own program."""
        self.on_air: Callable[[], bool] = lambda: False
        """Whether the window's picture goes somewhere else too; then a try-out is played elsewhere."""
        self.panel.filesChosen.connect(self.add)
        self.panel.tryChosen.connect(self.try_out)
        self.panel.shown.connect(self.showWanted.emit)
        self.panel.options.pause_live.toggled.connect(self._update_live_pause)
        self.queue.activeChanged.connect(self._update_live_pause)
        self.queue.changed.connect(self._on_changed)

    def offer(self, videos: Sequence[Path], *, plays: bool = False) -> None:
        """Ask what is to be done with these videos, or what else with one that plays already."""
        paint: Button = (self.tr("Paint to a file"), lambda: self.add(videos))
        play: Button = (self.tr("Play here"), lambda: self.playWanted.emit(videos[0]))
        try_it: Button = (self.tr("Try 3 seconds"), lambda: self.try_out(videos[0]))
        if len(videos) == 1 and plays:
            self._messages.say(videos[0].name, buttons=[try_it, paint], topic=OFFER)
        elif len(videos) == 1:
            self._messages.say(videos[0].name, buttons=[play, try_it, paint], topic=OFFER, stays=True)
        else:
            text = self.tr("{count} videos").format(count=len(videos))
            paint = (self.tr("Paint them to files"), paint[1])
            self._messages.say(text, buttons=[try_it, paint], topic=OFFER, stays=True)

    def add(self, files: Sequence[Path]) -> None:
        """Paint these videos and photos to files, with the look of now."""
        from engine import PICTURES, VIDEOS

        self._messages.withdraw(OFFER)
        planned = self._plan()
        if planned is None:
            return
        look, options, part = planned
        timeline = self.panel.timeline.timeline
        for file in files:
            is_photo = file.suffix.lower() in PICTURES.suffixes - VIDEOS.suffixes
            output = self._output(file, is_photo)
            self.queue.add(
                Export(file, output, look, options, is_photo, timeline, None if is_photo else part)
            )
        self.panel.options.clear_part()
        self.wanted.emit()

    def try_out(self, video: Path) -> None:
        """Paint a short piece, from where the part begins, with the looks of its moments, and play it."""
        from engine import VideoPart, data_folder

        self._messages.withdraw(OFFER)
        planned = self._plan()
        if planned is None:
            return
        look, options, part = planned
        start = part.start if part is not None else Fraction(0)
        size = part.long_side if part is not None else None
        folder = data_folder() / "try-outs"
        folder.mkdir(parents=True, exist_ok=True)
        ending = self.panel.options.ending
        output = folder / f"{video.stem}-try{ending}"
        piece = VideoPart(start, start + TRY_S, size)
        written, timeline = replace(options, overwrite=True), self.panel.timeline.timeline
        self.queue.add(Export(video, output, look, written, False, timeline, piece, is_try=True))
        self.wanted.emit()

    def _plan(self) -> "tuple[WantedLook, VideoOptions, VideoPart | None] | None":
        """The look of now and how files are written; None when something is wrong, which is then said."""
        from engine import UsageError

        options, look = self.panel.options, self._controller.wanted_look
        if not look.styles:
            self._messages.say(self.tr("There is no style to paint with. Choose one first."), warns=True)
            return None
        try:
            part = options.part()
        except UsageError as error:
            self._messages.say(str(error), warns=True)
            return None
        if options.fine.isChecked():
            look = replace(look, settings=replace(look.settings, render_size=None))
        return look, options.video_options(), part

    def _output(self, file: Path, is_photo: bool) -> Path:
        from engine import PICTURES, VIDEOS, painted_path

        path = painted_path(file, PICTURES if is_photo else VIDEOS, self.panel.folder)
        return path if is_photo else path.with_suffix(self.panel.options.ending)

    def _update_live_pause(self, _: bool) -> None:
        on = self.queue.painting and self.panel.options.pause_live.isChecked()
        film = self.panel.timeline.player
        if film is not None and on != self._is_paused:
            film.pause() if on else film.resume()  # its sound would go on without its pictures
        self._is_paused = on
        self._controller.pause(on)

    def _on_player(self, player: Player | None) -> None:
        """A film that plays can be painted as it is seen; a try-out is painted already."""
        tries = {export.output for export in self.queue.exports if export.is_try}
        self.panel.timeline.set_player(player)
        self.panel.show_film(player.path if player is not None and player.path not in tries else None)

    def _on_changed(self, export: Export) -> None:
        if export.state not in (DONE, FAILED):
            self._reported.discard(export)  # it is tried again
        elif export not in self._reported:
            self._reported.add(export)
            self._report(export, failed=export.state == FAILED)

    def _report(self, export: Export, *, failed: bool) -> None:
        if failed:
            self._messages.say(export.message, warns=True)
            return
        if export.is_try:
            self._show_try(export)
            return
        show: Callable[[], object] = lambda: self.showWanted.emit(str(export.output))  # noqa: E731
        text = self.tr("{name} is painted.").format(name=export.source.name)
        self._messages.say(text, buttons=[(self.tr("Show in folder"), show)])

    def _show_try(self, export: Export) -> None:
        """Play it in place of the source, with a way back; while that is seen elsewhere too, not here."""
        whole: Button = (self.tr("Paint the whole film"), lambda: self._paint_whole(export))
        back: Button = (self.tr("Back"), self.backWanted.emit)
        text = self.tr("This is what {name} will look like.").format(name=export.source.name)
        if self.on_air():
            self.open_file(export.output)
            self._messages.say(text, buttons=[whole], stays=True)
        else:
            self.tried.emit(export.output)
            self._messages.say(text, buttons=[whole, back], topic="try", stays=True)

    def _paint_whole(self, export: Export) -> None:
        self.backWanted.emit()
        self.add([export.source])
