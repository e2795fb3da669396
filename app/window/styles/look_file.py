"""Look file: a saved look for other people and machines, with the person's own style pictures in it."""

import base64
import binascii
import json
import os
from dataclasses import dataclass
from pathlib import Path

from app.window.look import Look
from app.window.messages import WindowError
from app.window.styles.library import StyleEntry, keep_picture

KIND = "impasto look"
"""What the file says it is."""

VERSION: int = 1
"""Of the format; a file of a later one is refused."""


@dataclass(frozen=True, slots=True)
class LookFile:
    """What is in the file."""

    name: str
    """Of the look."""

    look: Look
    """How it paints."""

    styles: tuple[StyleEntry, ...]
    """The styles that it paints with."""


def write_look_file(path: Path, file: LookFile) -> None:
    """Write a look, whole or not at all. Slow.

    Raises:
        OSError: a style picture cannot be read, or the file not be written.
    """
    stored = {
        "kind": KIND,
        "version": VERSION,
        "name": file.name,
        "look": file.look.to_json(),
        "styles": [_stored(entry) for entry in file.styles],
    }
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_text(json.dumps(stored, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(unfinished, path)


def read_look_file(path: Path, folder: Path) -> LookFile:
    """Read a look, and put its pictures into the library's folder. Slow.

    Raises:
        WindowError: it is no such file, or damaged.
        OSError: it cannot be read, or the pictures not be kept.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["kind"] != KIND:
            raise ValueError
        if stored["version"] > VERSION:
            raise WindowError(f"{path.name} was saved by a later version of Impasto. Update, then load it.")
        styles = tuple(_entry(one, folder) for one in stored["styles"])
        return LookFile(str(stored["name"]), Look.from_json(stored["look"]), styles)
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise WindowError(f"{path.name} holds no look. Choose a file that Impasto has saved.") from error


def _stored(entry: StyleEntry) -> dict[str, str]:
    plain = {"key": entry.key, "name": entry.name}
    if not entry.bundled:
        path = Path(entry.path)
        plain |= {"suffix": path.suffix, "picture": base64.b64encode(path.read_bytes()).decode("ascii")}
    return plain


def _entry(stored: dict[str, str], folder: Path) -> StyleEntry:
    if "picture" not in stored:
        return StyleEntry(stored["key"], stored["name"], "", bundled=True)
    suffix = stored["suffix"] if stored["suffix"][1:].isalnum() else ""
    data = base64.b64decode(stored["picture"], validate=True)
    return keep_picture(folder, data, stored["name"], suffix)
