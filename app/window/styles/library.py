"""Library: the styles a person sees, in their order: bundled ones and their own, kept in a folder."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path

from engine import write_whole

FILE = "library.json"

_KEY = re.compile(r"[0-9a-f]{16}")


CACHED: int = 4096
"""Styles of which is kept what is asked for at every change: of hundreds it would hold the window up."""


@dataclass(frozen=True, slots=True)
class StyleEntry:
    """One style of the gallery."""

    key: str
    """Does not change when it is renamed: a bundled style's name, or the start of the picture's SHA-256."""

    name: str
    """What people call it."""

    path: str
    """The picture's file."""

    bundled: bool = False
    """Came with the program: it can be hidden, its file stays."""

    favourite: bool = False
    """Shown before the others."""

    hidden: bool = False
    """A bundled style that was removed, or a style whose picture could not be read."""

    removed: bool = False
    """A person's own style that was removed: its picture stays until the next start, to come back by undo."""

    group: str = ""
    """Which of the person's groups it is in; empty = none."""

    @property
    def file(self) -> Path:
        """The picture's file."""
        return _file(self.path)


def styles_folder() -> Path:
    """Folder of the person's own style pictures."""
    from engine import data_folder

    return data_folder() / "styles"


class Library:
    """The styles in their order. Every change is written at once, whole or not at all."""

    def __init__(self, folder: Path, bundled: Sequence[StyleEntry] = ()) -> None:
        """Read what was stored. New bundled styles come last; those whose files went are left out.

        Args:
            folder: holds the pictures and the list; made when something is added.
            bundled: the styles that come with the program.
        """
        self.folder = folder
        fresh = {entry.key: entry for entry in bundled}
        self._entries: list[StyleEntry] = []
        for entry in _read(folder / FILE):
            if entry.removed:
                self._unlink(entry)
            elif entry.key in fresh:  # its file may have moved with the program
                self._entries.append(replace(entry, path=fresh.pop(entry.key).path))
            elif not entry.bundled and Path(entry.path).exists():
                self._entries.append(entry)
        self._entries.extend(_forgotten(folder, {entry.key for entry in self._entries}))
        self._entries.extend(fresh.values())

    @property
    def entries(self) -> tuple[StyleEntry, ...]:
        """What is shown: favourites first, else in the person's order."""
        shown = [entry for entry in self._entries if not entry.hidden and not entry.removed]
        favourites = [entry for entry in shown if entry.favourite]
        return (*favourites, *(entry for entry in shown if not entry.favourite))

    def find(self, key: str) -> StyleEntry | None:
        """The style with this key, shown or not."""
        return next((entry for entry in self._entries if entry.key == key), None)

    def add(self, entry: StyleEntry) -> StyleEntry:
        """Take in a style that `keep_picture` stored; one that is there already is only shown again."""
        return self.add_all([entry])[0]

    def add_all(self, entries: Sequence[StyleEntry]) -> list[StyleEntry]:
        """As `add`, for many, written once. A second copy of a known picture is taken off the disk again."""
        known = {entry.key: index for index, entry in enumerate(self._entries)}
        added = []
        for entry in entries:
            index = known.setdefault(entry.key, len(self._entries))
            if index == len(self._entries):
                self._entries.append(entry)
            there = self._entries[index] = replace(self._entries[index], hidden=False, removed=False)
            if there.path != entry.path:
                self._unlink(entry)
            added.append(there)
        self._write()
        return added

    @property
    def groups(self) -> tuple[str, ...]:
        """The person's groups that hold a style, in alphabetical order."""
        return tuple(sorted({entry.group for entry in self.entries if entry.group}, key=str.casefold))

    def snapshot(self) -> tuple[StyleEntry, ...]:
        """All styles as they are now, for `put_back`."""
        return tuple(self._entries)

    def put_back(self, snapshot: Sequence[StyleEntry]) -> None:
        """Make the styles of a snapshot as they were then; those that came later stay, after them."""
        known = {entry.key for entry in snapshot}
        self._entries = [*snapshot, *(entry for entry in self._entries if entry.key not in known)]
        self._write()

    def remove(self, *keys: str) -> None:
        """Do not show styles any more. The pictures of the person's own go at the next start."""
        for index, entry in enumerate(self._entries):
            if entry.key in keys:
                self._entries[index] = replace(entry, hidden=entry.bundled, removed=not entry.bundled)
        self._write()

    def hide(self, key: str) -> None:
        """Do not show a style; nothing of it is removed."""
        self._change(key, hidden=True)

    def restore_bundled(self) -> None:
        """Show the bundled styles that were removed, and what was hidden."""
        self._entries = [replace(entry, hidden=False) for entry in self._entries]
        self._write()

    def rename(self, key: str, name: str) -> None:
        """Give a style another name; an empty one changes nothing."""
        if name.strip():
            self._change(key, name=name.strip())

    def set_favourite(self, favourite: bool, *keys: str) -> None:
        """Show styles before the others, or not."""
        self._change(*keys, favourite=favourite)

    def set_group(self, group: str, *keys: str) -> None:
        """Put styles into a group; empty = into none."""
        self._change(*keys, group=group.strip())

    def reorder(self, keys: Sequence[str]) -> None:
        """Put the styles that are shown in this order."""
        place = {key: index for index, key in enumerate(keys)}
        self._entries.sort(key=lambda entry: place.get(entry.key, len(place)))
        self._write()

    def _change(self, *keys: str, **changes: object) -> None:
        for index, entry in enumerate(self._entries):
            if entry.key in keys:
                self._entries[index] = replace(entry, **changes)  # type: ignore[arg-type]
        self._write()

    def _unlink(self, entry: StyleEntry) -> None:
        """Remove a picture, if it is our own copy."""
        if Path(entry.path).parent == self.folder:
            Path(entry.path).unlink(missing_ok=True)

    def _write(self) -> None:
        """One style a line: with `indent`, Python writes 500 of them ten times slower."""
        known = {entry.key for entry in self._entries}
        self._entries.extend(entry for entry in _read(self.folder / FILE) if _is_anothers(entry, known))
        lines = "[\n" + ",\n".join(map(_line, self._entries)) + "\n]\n"
        write_whole(self.folder / FILE, lines.encode())


def keep_picture(folder: Path, data: bytes, name: str, suffix: str) -> StyleEntry:
    """Copy a style picture into the folder, so that it stays when the original goes. For any thread."""
    key = hashlib.sha256(data).hexdigest()[:16]
    path = folder / f"{key}{suffix}"
    write_whole(path, data)
    return StyleEntry(key, name, str(path))


def _is_anothers(entry: StyleEntry, known: set[str]) -> bool:
    """Whether another window took a style in, which shares the folder."""
    own = entry.key in known or entry.bundled or entry.removed
    return not own and entry.file.exists()


@lru_cache(maxsize=CACHED)
def _file(path: str) -> Path:
    return Path(path)


@lru_cache(maxsize=CACHED)
def _line(entry: StyleEntry) -> str:
    """An entry as it is written."""
    plain = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return json.dumps(plain, ensure_ascii=False)


def _forgotten(folder: Path, known: set[str]) -> list[StyleEntry]:
    """Pictures that were copied when the program was ended, before they came into the list."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [
        StyleEntry(path.stem, path.stem, str(path))
        for path in found
        if path.stem not in known and path.suffix != ".part" and _KEY.fullmatch(path.stem)
    ]


def _read(file: Path) -> list[StyleEntry]:
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        return [StyleEntry(**entry) for entry in stored]
    except OSError:
        return []  # none yet
    except (ValueError, TypeError):  # damaged: the names are lost, the pictures are still there
        pictures = sorted(path for path in file.parent.iterdir() if path.suffix not in (".json", ".part"))
        return [StyleEntry(path.stem, path.stem, str(path)) for path in pictures]
