"""The entry in the menu of a Linux desktop, by freedesktop.org's Desktop Entry Specification."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

NAME = "Impasto"

APP_ID = "impasto"
"""Name of the desktop entry and of the icon; a window of this id gets both."""

ICON = Path(__file__).with_name("impasto.svg")

_ENTRY = """\
[Desktop Entry]
Version=1.1
Type=Application
Name={name}
GenericName=Video and photo painter
Comment=Paint a camera, a video or a photo in the style of any picture
Exec={exec}
TryExec={try_exec}
Icon={app_id}
Terminal=false
Categories=Graphics;2DGraphics;
Keywords=style;transfer;painting;artwork;video;photo;camera;
StartupNotify=true
StartupWMClass={name}
"""


def install(command: Sequence[str]) -> tuple[Path, ...]:
    """Write the entry and the icon for this person; earlier ones are replaced.

    Args:
        command: what starts the program: an absolute path, then arguments.

    Returns:
        The files.

    Raises:
        OSError: one of them cannot be written.
    """
    entry, icon = _files()
    values = {"exec": _exec(command), "try_exec": _escaped(command[0]), "name": NAME, "app_id": APP_ID}
    _write(entry, _ENTRY.format(**values).encode())
    _write(icon, ICON.read_bytes())
    _tell_the_icon_theme(icon)
    return entry, icon


def remove() -> tuple[Path, ...]:
    """Take the entry and the icon away.

    Returns:
        The files that were there.

    Raises:
        OSError: one of them cannot be removed.
    """
    entry, icon = _files()
    there = tuple(file for file in (entry, icon) if file.is_file())
    for file in there:
        file.unlink()
    if icon in there:
        _tell_the_icon_theme(icon)
    return there


def _files() -> tuple[Path, Path]:
    """Entry and icon, in the folder of XDG_DATA_HOME."""
    from platformdirs import user_data_path

    data = user_data_path()
    return (
        data / "applications" / f"{APP_ID}.desktop",
        data / "icons" / "hicolor" / "scalable" / "apps" / f"{APP_ID}.svg",
    )


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _tell_the_icon_theme(icon: Path) -> None:
    """Desktops look into a theme again when its folder is newer than their list of it."""
    os.utime(icon.parents[2])


def _exec(command: Sequence[str]) -> str:
    """Each argument in quotes; first quoting, then the escapes that every value of the file has."""
    quoted = ['"' + re.sub(r'(["`$\\])', r"\\\1", part) + '"' for part in command]
    return _escaped(" ".join(quoted)).replace("%", "%%")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\")
