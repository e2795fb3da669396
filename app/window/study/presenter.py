"""Study presenter: studies a style of the gallery, and lets the live picture follow as it gets better."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QAbstractButton

from app.window.bridge import Background, Controller
from app.window.look_presenter import LookPresenter
from app.window.preview import Preview
from app.window.study.content import RecentContent, write_pictures
from app.window.study.process import StudyProcess

TOPIC = "study"
"""Of the message on the board."""


class StudyPresenter(QObject):
    """One study at a time, beside live painting."""

    def __init__(
        self, looks: LookPresenter, button: QAbstractButton, controller: Controller, preview: Preview
    ) -> None:
        """Wait for a style to be studied.

        Args:
            looks: what is painted with; its gallery's menu asks for a study, its messages say how far one is.
            button: asks for one too, of the style that is painted with; shown where it would help.
            controller: paints with what was learned.
            preview: shows the frames that the study is made on.
        """
        super().__init__(controller)
        self._looks, self._button, self._controller = looks, button, controller
        self._styles, self._messages = looks.styles, looks.messages
        self._background: Background = controller.background
        self._content = RecentContent(lambda: preview.frame, self)
        self._key, self._name = "", ""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: StudyProcess | None = None
        self.make_process: Callable[[QObject], StudyProcess] = StudyProcess
        """Makes what studies."""
        looks.styles.studyWanted.connect(self.study)
        button.clicked.connect(lambda: self.study(self._painted))
        looks.changed.connect(self._offer)
        controller.learned.connect(self._offer)
        controller.started.connect(self._offer)

    def study(self, key: str) -> None:
        """Study a style on what was seen in the last seconds, and paint with it."""
        if self._process is not None:
            self._messages.say(self.tr("{name} is being studied. Stop that first.").format(name=self._name))
            return
        path, self._name = self._styles.pictures()[key]
        self._key = key
        self._process = process = self.make_process(self)
        process.progressed.connect(self._on_progress)
        process.kept.connect(lambda: self._controller.learn_again(key))
        process.ended.connect(self._on_ended)
        self._say(self.tr("Studying {name} …").format(name=self._name))
        self._offer()
        self._styles.choose(key)
        self._background.run(
            lambda: write_pictures(self._content.pictures()),
            lambda folder: self._begin(process, path, folder),
            lambda error: self._on_ended(str(error)),
        )

    def close(self) -> None:
        """End what runs; what was learned is kept."""
        if self._process is not None:
            self._process.ended.disconnect()
            self._process.close()
        self._clean()

    @property
    def _painted(self) -> str:
        """Key of the one style that is painted with; empty for a blend."""
        styles = self._looks.look.styles
        return styles[0][0] if len(styles) == 1 else ""

    def _offer(self) -> None:
        """Show the button where the network can study, and has not studied this style."""
        style, session = self._controller.styles.get(self._painted), self._controller.session
        helps = style is not None and style.tuning is None and session is not None and session.can_study
        self._button.setVisible(helps and self._process is None)

    def _begin(self, process: StudyProcess, path: Path, folder: tempfile.TemporaryDirectory[str]) -> None:
        if process is not self._process:  # stopped meanwhile
            folder.cleanup()
            return
        self._folder = folder
        process.start(path, Path(folder.name), self._controller.network)
        self._controller.expect_studied()

    def _say(self, text: str) -> None:
        """Show how far it is, in place of what was said before."""
        message = self._messages.message(TOPIC)
        if message is not None:
            message.label.setText(text)
            return
        stop = (self.tr("Stop, and keep what is there"), self._stop)
        self._messages.say(text, topic=TOPIC, stays=True, buttons=[stop])

    def _stop(self) -> None:
        if self._process is not None and self._process.running:
            self._process.stop()
        elif self._process is not None:  # it has not begun: its pictures are being written
            self._clean()
            self._offer()

    def _on_progress(self, part: float, left_s: float) -> None:
        text = self.tr("Studying {name}: {part} %, {left} s left")
        if self._messages.message(TOPIC) is not None:  # else it was dismissed, and goes on quietly
            self._say(text.format(name=self._name, part=round(100 * part), left=round(left_s)))

    def _on_ended(self, complaint: str) -> None:
        self._messages.withdraw(TOPIC)
        self._clean()
        if complaint:
            text = self.tr("{name} could not be studied: {reason}")
            self._messages.say(text.format(name=self._name, reason=complaint), warns=True)
        else:
            self._controller.learn_again(self._key)
            self._messages.say(self.tr("{name} is studied.").format(name=self._name))
        self._offer()  # not before it is learned again: it would come and go

    def _clean(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
