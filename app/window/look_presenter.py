"""Look presenter: holds the current look and keeps panel, gallery, engine and settings store equal to it."""

from PyQt6.QtCore import QCoreApplication, QObject, pyqtSignal
from PyQt6.QtGui import QIcon, QImage

from app.window.bridge import Controller, SettingsStore
from app.window.history import History, State
from app.window.look import CONTROLS, Look, LookPanel, Shares
from app.window.messages import MessageBoard
from app.window.styles import StylePresenter

NAMES: dict[str, str] = {control.key: control.label for control in CONTROLS}


class LookPresenter(QObject):
    """One look; the panel, the gallery, the engine and the settings store all follow it.

    Signals:
        changed: the new Look.
    """

    changed = pyqtSignal(object)

    def __init__(
        self,
        panel: LookPanel,
        styles: StylePresenter,
        controller: Controller,
        store: SettingsStore,
        messages: MessageBoard,
    ) -> None:
        super().__init__(panel)
        self.look = Look()
        """What is wanted now."""
        self._panel = panel
        self.styles = styles
        self.messages = messages
        self._controller = controller
        self._store = store
        panel.controls.changed.connect(self._on_control)
        panel.resetWanted.connect(self.reset)
        panel.blend.changed.connect(self._on_blend)
        styles.picked.connect(self._on_picked)
        styles.decoded.connect(controller.keep_decoded)
        styles.removed.connect(self._on_removed)
        styles.importer.severalAdded.connect(self._on_several_added)
        styles.libraryChanged.connect(self._on_library)
        controller.learned.connect(self._on_learned)
        controller.notLearned.connect(styles.reject)
        controller.set_pictures(styles.pictures())
        self.history = History(self._state, self._put, self)
        """What can be undone."""
        self.apply(self._first_look())
        self.history.stack.clear()

    @property
    def style_name(self) -> str:
        """Name of the style that is painted with, the first one of a blend; empty when there is none."""
        return self.styles.names().get(self.look.styles[0][0], "") if self.look.styles else ""

    def apply(self, look: Look, text: str = "", kind: str = "") -> None:
        """Paint like this.

        Args:
            look: the new look.
            text: what was changed, for the list of what can be undone; empty = the look.
            kind: changes of one kind in quick succession are undone together.
        """
        self._show(look)
        self.history.record(text or self.tr("Look"), kind)

    def reset(self) -> None:
        """Every control back to its default."""
        self.apply(Look(self.look.styles, regions=self.look.regions), self.tr("Reset all controls"))

    def undo(self) -> None:
        """Take back the last change of the look or the styles."""
        if what := self.history.undo():
            self.messages.say(self.tr("Undone: {what}").format(what=what), topic="undo")

    def redo(self) -> None:
        """Make the change again that was undone last."""
        if what := self.history.redo():
            self.messages.say(self.tr("Done again: {what}").format(what=what), topic="undo")

    def recall(self, name: str, look: Look) -> None:
        """Paint as saved under a name; styles that are gone are left out."""
        there = self.styles.pictures()
        styles = tuple(pair for pair in look.styles if pair[0] in there)
        self.apply(look.with_styles(styles or self.look.styles), name)

    def picture(self) -> QIcon:
        """Of the first style that is painted with."""
        return self.styles.gallery.icon(self.look.styles[0][0]) if self.look.styles else QIcon()

    def remember(self) -> None:
        """Keep the look for the next run."""
        self._store.put("look", self.look.to_json())

    def _show(self, look: Look) -> None:
        self.look = look
        for key, row in self._panel.controls.rows.items():
            if row.value != look[key]:
                row.set_value(look[key])
        self.styles.show_shares(look.styles)
        self._show_blend()
        self._controller.set_look(look)
        self.changed.emit(look)

    def _state(self) -> State:
        return State(self.look, self.styles.snapshot())

    def _put(self, state: State) -> None:
        if state.styles != self.styles.snapshot():
            self.styles.put_back(state.styles)
        self._show(state.look)

    def _first_look(self) -> Look:
        """That of the last run, or the first style of the gallery."""
        look, there = self._store.look, self.styles.pictures()
        known = tuple(pair for pair in look.styles if pair[0] in there)
        first = tuple((key, 1.0) for key in list(there)[:1])
        return look.with_styles(known or first)

    def _on_control(self, key: str, value: float) -> None:
        name = QCoreApplication.translate("Controls", NAMES[key])
        self.apply(self.look.with_value(key, value), name, kind=key)

    def _on_blend(self, shares: Shares) -> None:
        same = {key for key, _ in shares} == {key for key, _ in self.look.styles}
        self.apply(self.look.with_styles(shares), self.tr("Blend"), kind="blend" if same else "")

    def _on_picked(self, shares: Shares, text: str) -> None:
        self.apply(self.look.with_styles(shares), text)

    def _on_library(self, text: str) -> None:
        self._controller.set_pictures(self.styles.pictures())
        self._show_blend()
        if text:
            self.history.record(text)
        else:
            self.history.settle()

    def _on_removed(self, text: str) -> None:
        self.messages.say(text, topic="undo", buttons=[(self.tr("Undo"), self.history.undoer())])

    def _on_several_added(self, keys: list[str]) -> None:
        """A folder dropped by mistake is taken back at once."""
        text = self.tr("{count} styles added").format(count=len(keys))
        take_back = (self.tr("Undo"), lambda: self.styles.remove(*keys))
        self.messages.say(text, topic="undo", buttons=[take_back])

    def _on_learned(self, key: str, picture: QImage) -> None:
        self.styles.show_learned(key, picture)
        self._show_blend()

    def _show_blend(self) -> None:
        icons = {key: self.styles.gallery.icon(key) for key, _ in self.look.styles}
        self._panel.blend.show_shares(self.look.styles, self.styles.names(), icons)
