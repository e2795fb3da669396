"""Commands: every action of the window, in one table from which actions and menus are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QWidget

from app.window.languages import translated
from app.window.theme import icon


@dataclass(frozen=True, slots=True)
class Command:
    """One action."""

    key: str
    """Its name in the program."""

    text: str
    """Its name for people."""

    keys: tuple[str, ...] = ()
    """Shortcuts, the first one shown."""

    icon: str = ""
    """Name in `icons.PATHS`."""

    switch: bool = False
    """Checkable: on until it is triggered again."""

    group: str = "Program"
    """Heading in the list of keys."""


COMMANDS: tuple[Command, ...] = (
    Command("split", "Before and after", ("B",), "split", switch=True, group="Picture"),
    Command("full", "Full screen", ("F", "F11"), "full", switch=True, group="Picture"),
    Command("panel", "Controls", ("P",), "panel", switch=True, group="Picture"),
    Command("copy", "Copy the picture", ("Ctrl+C",), group="Picture"),
    Command("snapshot", "Snapshot", ("S",), "snapshot", group="Recording"),
    Command("record", "Record", ("R",), "record", switch=True, group="Recording"),
    Command("virtual_camera", "Virtual camera", ("V",), "virtual_camera", switch=True, group="Recording"),
    Command("output_window", "Output window", ("W",), "screen", switch=True, group="Recording"),
    Command("side_by_side", "Record the original beside it", ("Shift+R",), switch=True, group="Recording"),
    Command("sound", "Record the microphone", ("Shift+S",), switch=True, group="Recording"),
    Command("show_files", "Show recordings and snapshots", ("Ctrl+Shift+R",), "folder", group="Recording"),
    Command("open_video", "Open a video or photo …", ("Ctrl+O",), group="Video"),
    Command("open_address", "Open an address …", ("Ctrl+L",), group="Video"),
    Command("export", "Paint files", ("E",), "export", switch=True, group="Video"),
    Command("play", "Play or pause the video", ("K",), group="Video"),
    Command("back", "5 seconds back", ("J",), group="Video"),
    Command("forward", "5 seconds forward", ("L",), group="Video"),
    Command("mute", "Mute the film", ("Shift+K",), group="Video"),
    Command("add_style", "Add style pictures …", ("Ctrl+Shift+O",), "plus", group="Styles"),
    Command("paste", "Paste a style", ("Ctrl+V",), group="Styles"),
    Command("next_style", "Next style", ("N",), group="Styles"),
    Command("previous_style", "Previous style", ("Shift+N",), group="Styles"),
    Command("all_styles", "All styles", ("G",), "grid", switch=True, group="Styles"),
    Command("find_style", "Find a style", ("Ctrl+F",), group="Styles"),
    Command("my_picture", "My picture in every style", ("T",), switch=True, group="Styles"),
    Command("tour", "Tour through the favourites", ("Shift+T",), switch=True, group="Styles"),
    Command("restore_styles", "Show all bundled styles again", group="Styles"),
    Command("undo", "Undo", ("Ctrl+Z",), group="Look"),
    Command("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), group="Look"),
    Command("save_preset", "Save this look …", ("Ctrl+S",), group="Look"),
    Command("reset", "Reset all controls", ("Ctrl+0",), group="Look"),
    Command("preferences", "Preferences …", ("Ctrl+,",)),
    Command("keys", "Keys", ("F1", "?")),
    Command("quit", "Quit", ("Ctrl+Q",)),
)
"""Menus and the list of keys show them in this order."""


def make_actions(window: QWidget, work: Mapping[str, Callable[..., object]]) -> dict[str, QAction]:
    """An action of the window for each command; a switch calls its work with True or False.

    Raises:
        KeyError: a command has no work.
    """
    actions = {}
    for command in COMMANDS:
        action = QAction(translated(command.text), window)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setCheckable(command.switch)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setToolTip(_with_keys(command))
        if command.switch:
            action.toggled.connect(work[command.key])
        else:
            action.triggered.connect(lambda _, do=work[command.key]: do())
        window.addAction(action)
        actions[command.key] = action
    return actions


def readable_keys(keys: tuple[str, ...]) -> str:
    """As they are printed on this system's keyboards."""
    return "  ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def _with_keys(command: Command) -> str:
    text = translated(command.text).rstrip(" …")
    return f"{text}  ({readable_keys(command.keys[:1])})" if command.keys else text
