"""View presenter: how the picture is looked at; nothing here changes what is painted."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject

from app.window.bridge import SettingsStore
from app.window.look import Look
from app.window.preview.preview import Preview

if TYPE_CHECKING:
    from engine import Frame


class ViewPresenter(QObject):
    """The divider, the original, and the mirror."""

    def __init__(self, preview: Preview, store: SettingsStore) -> None:
        super().__init__(preview)
        self._preview = preview
        self._split_at = min(1.0, max(0.0, store.number("split_at", 0.5)))
        self._store = store
        self._is_result = False
        preview.splitMoved.connect(self.move_split)

    @property
    def frame(self) -> "Frame | None":
        """What is on the screen: of a film that is painted already, as it plays, not painted once more."""
        frame = self._preview.frame
        if frame is None or frame.content is None or not self._is_result:
            return frame
        return replace(frame, image=frame.content, content=None)

    def set_split(self, on: bool) -> None:
        """Show before and after side by side, or not; the divider keeps its position."""
        self._show(split=self._split_at if on else None)

    def move_split(self, at: float) -> None:
        """Put the divider at this share of the picture's width."""
        self._split_at = at
        self._show(split=at)

    def show_original(self, on: bool) -> None:
        """Show the picture before it was painted."""
        self._show(original=on or self._is_result)

    def show_result(self, on: bool) -> None:
        """What plays is painted already: show it as it is."""
        self._is_result = on
        self._show(original=on)

    def follow(self, look: Look) -> None:
        """Turn the view as the look says."""
        self._show(mirror=bool(look["mirror_view"]))

    def remember(self) -> None:
        """Keep the divider's place for the next run."""
        self._store.put("split_at", str(self._split_at))

    def _show(self, **changes: float | bool | None) -> None:
        view = replace(self._preview.view, **changes)  # type: ignore[arg-type]
        if view != self._preview.view:
            self._preview.show_view(view)
