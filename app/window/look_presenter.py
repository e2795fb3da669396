"""Look presenter: holds the current look and keeps panel, gallery, engine and settings store equal to it."""

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtGui import QImage

from app.window.bridge import Controller, SettingsStore
from app.window.look import Look, LookPanel, Shares
from app.window.styles import StylePresenter


class LookPresenter(QObject):
    """One look; the panel, the gallery, the engine and the settings store all follow it.

    Signals:
        changed: the new Look.
    """

    changed = pyqtSignal(object)

    def __init__(
        self, panel: LookPanel, styles: StylePresenter, controller: Controller, store: SettingsStore
    ) -> None:
        super().__init__(panel)
        self.look = Look()
        """What is wanted now."""
        self._panel = panel
        self._styles = styles
        self._controller = controller
        self._store = store
        self._presets = store.presets
        panel.presets.show_names(list(self._presets))
        panel.controls.changed.connect(lambda key, value: self.apply(self.look.with_value(key, value)))
        panel.blend.changed.connect(self._on_shares)
        panel.presets.saved.connect(self.save_preset)
        panel.presets.recalled.connect(self.recall_preset)
        panel.presets.forgotten.connect(self.forget_preset)
        styles.picked.connect(self._on_shares)
        styles.decoded.connect(controller.keep_decoded)
        styles.libraryChanged.connect(self._on_library)
        controller.learned.connect(self._on_learned)
        controller.notLearned.connect(styles.reject)
        controller.set_pictures(styles.pictures())
        self.apply(self._first_look())

    def apply(self, look: Look) -> None:
        """Paint like this."""
        self.look = look
        for key, row in self._panel.controls.rows.items():
            if row.value != look[key]:
                row.set_value(look[key])
        self._styles.show_shares(look.styles)
        self._show_blend()
        self._controller.set_look(look)
        self.changed.emit(look)

    def save_preset(self, name: str) -> None:
        """Keep the look of now under a name."""
        self._presets[name] = self.look
        self._keep_presets()

    def recall_preset(self, name: str) -> None:
        """Paint as saved under a name; styles that are gone are left out."""
        look = self._presets[name]
        there = self._styles.pictures()
        styles = tuple(pair for pair in look.styles if pair[0] in there)
        self.apply(look.with_styles(styles or self.look.styles))

    def forget_preset(self, name: str) -> None:
        """Forget a saved look."""
        self._presets.pop(name, None)
        self._keep_presets()

    def remember(self) -> None:
        """Keep the look for the next run."""
        self._store.put("look", self.look.to_json())

    def _first_look(self) -> Look:
        """That of the last run, or the first style of the gallery."""
        look, there = self._store.look, self._styles.pictures()
        known = tuple(pair for pair in look.styles if pair[0] in there)
        first = tuple((key, 1.0) for key in list(there)[:1])
        return look.with_styles(known or first)

    def _on_shares(self, shares: Shares) -> None:
        self.apply(self.look.with_styles(shares))

    def _on_library(self) -> None:
        self._controller.set_pictures(self._styles.pictures())
        self._show_blend()

    def _on_learned(self, key: str, picture: QImage) -> None:
        self._styles.gallery.set_thumbnail(key, picture)
        self._show_blend()

    def _show_blend(self) -> None:
        self._panel.blend.show_shares(self.look.styles, self._styles.names(), self._styles.icons())

    def _keep_presets(self) -> None:
        self._store.put_presets(self._presets)
        self._panel.presets.show_names(list(self._presets))
