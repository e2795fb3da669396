"""Style menu: what can be done with the styles under the mouse, or with those that are selected."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PyQt6.QtCore import QPoint
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QMenu, QWidget

from app.window.languages import translated
from app.window.styles.library import Library


class StyleActions(Protocol):
    """What the menu offers; the `StylePresenter` has it."""

    @property
    def gallery(self) -> QWidget: ...
    def choose(self, key: str) -> None: ...
    def blend(self, key: str) -> None: ...
    def study(self, key: str) -> None: ...
    def ask_name(self, key: str) -> None: ...
    def toggle_favourite(self, *keys: str) -> None: ...
    def set_group(self, group: str, *keys: str) -> None: ...
    def ask_group(self, *keys: str) -> None: ...
    def remove(self, *keys: str) -> None: ...


def show_menu(actions: StyleActions, library: Library, keys: Sequence[str], at: QPoint) -> QMenu:
    """Open the menu for styles at a point of the screen."""
    entries = [entry for entry in library.entries if entry.key in keys]
    menu = QMenu(actions.gallery)
    menu.aboutToHide.connect(menu.deleteLater)
    if len(entries) == 1:
        key = entries[0].key
        _add(menu, translated("Paint with it"), lambda: actions.choose(key))
        _add(menu, translated("Add to the blend, or take out"), lambda: actions.blend(key))
        _add(menu, translated("Study on what is seen now"), lambda: actions.study(key))
        _add(menu, translated("Rename …"), lambda: actions.ask_name(key))
    liked = bool(entries) and all(entry.favourite for entry in entries)
    _add(
        menu,
        translated("Not a favourite any more") if liked else translated("Favourite"),
        lambda: actions.toggle_favourite(*keys),
    )
    _add_groups(menu, actions, library.groups, keys)
    menu.addSeparator()
    _add(menu, translated("Remove"), lambda: actions.remove(*keys))
    menu.popup(at)
    return menu


def _add_groups(menu: QMenu, actions: StyleActions, groups: Sequence[str], keys: Sequence[str]) -> None:
    inside = menu.addMenu(translated("Group"))
    if inside is None:
        return
    for group in groups:
        _add(inside, group, partial(actions.set_group, group, *keys))
    if groups:
        _add(inside, translated("In no group"), lambda: actions.set_group("", *keys))
        inside.addSeparator()
    _add(inside, translated("New group …"), lambda: actions.ask_group(*keys))


def _add(menu: QMenu, text: str, work: Callable[[], None]) -> None:
    action = QAction(text, menu)
    action.triggered.connect(lambda: work())
    menu.addAction(action)
