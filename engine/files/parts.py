"""Names and locks of part files: results that are being written, or were left by a run that was killed.

A part is `NAME.impasto-<pid>-<random>.part.EXT`: no other run, and no file of a person, has that name. The
run that writes it holds a lock on it, which the system releases however the run ends. What a film needs to be
gone on with lies beside its part, in a journal: `NAME.impasto-<pid>-<random>.part.journal-<recipe>`.
"""

import hashlib
import os
import re
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

LONGEST_STEM: Final = 180
"""Bytes of a result's name that its part repeats; a longer one is cut, for file systems take 255 in all."""

JOURNAL: Final = "journal-"
"""What the ending of a journal's name begins with."""

_PART: Final = re.compile(
    r"(?P<stem>.+)\.impasto-(?P<pid>\d+)-[0-9a-f]{8}\.part(?P<suffix>\.[^.]+)?", re.DOTALL
)


def new_part(path: Path) -> Path:
    """A name for the part of a result, beside it, that nobody else has."""
    own = f"impasto-{os.getpid()}-{secrets.token_hex(4)}"
    return path.with_name(f"{_stem(path)}.{own}.part{path.suffix}")


def is_part(name: str) -> bool:
    """Whether a file's name is that of a part."""
    return _PART.fullmatch(name) is not None


def parts_of(path: Path) -> list[Path]:
    """The parts of one result that lie beside it: of other runs, or left by them."""
    return [part for part, match in _parts_in(path.parent) if _is_of(match, path)]


def journal_of(part: Path, recipe: str) -> Path:
    """The name of the journal beside a film's part; the recipe says for which film it is good."""
    return part.with_suffix(f".{JOURNAL}{recipe}")


def journals_beside(part: Path, recipe: str) -> list[Path]:
    """Journals of the same result by the same recipe, left by runs that were killed."""
    own, ending = _PART.fullmatch(part.name), f".{JOURNAL}{recipe}"
    left = _journals_left(part.parent, own["stem"]) if own else []
    return [path for path in left if path.suffix == ending]


def journals_of(path: Path) -> list[Path]:
    """Journals of a result by whatever recipe, left by runs that were killed."""
    return _journals_left(path.parent, _stem(path))


def has_journal(part: Path) -> bool:
    """Whether a part is a journal, or of a film that has one: the same run goes on with it."""
    return _is_journal(part) or any(
        other.stem == part.stem and _is_journal(other) for other, _ in _parts_in(part.parent)
    )


def leftovers(folder: Path) -> list[Path]:
    """Parts in a folder that no run is writing any more.

    Raises:
        OSError: the folder cannot be read.
    """
    folder.stat()
    return [part for part, _ in _parts_in(folder) if not is_held(part)]


def lock(part: Path, *, new: bool = True) -> int:
    """Create a part, or open one that is there, and hold it until the returned file descriptor is closed.

    Raises:
        OSError: it cannot be created, or opened.
    """
    how = os.O_RDWR | getattr(os, "O_BINARY", 0) | (os.O_CREAT | os.O_EXCL if new else 0)
    held = os.open(part, how, 0o666)
    if sys.platform != "win32":  # there an open file cannot be renamed, which says the same
        with suppress(OSError):  # a file system without locks: then the process's number has to do
            fcntl.flock(held, fcntl.LOCK_EX)
    return held


def is_held(part: Path) -> bool:
    """Whether a run is writing this part now."""
    if sys.platform == "win32":
        return _cannot_be_renamed(part)
    try:
        file = os.open(part, os.O_RDWR)
    except OSError:  # gone meanwhile; or another person's, of whom nothing is known
        return part.exists() and _is_running(part)
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: two that look do not take it for held
        return False
    except BlockingIOError:
        return True
    except OSError:
        return _is_running(part)
    finally:
        os.close(file)


def _parts_in(folder: Path) -> list[tuple[Path, re.Match[str]]]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:  # a folder may be written to and not be listed
        return []
    return [(folder / name, match) for name in names if (match := _PART.fullmatch(name))]


def _journals_left(folder: Path, stem: str) -> list[Path]:
    """The journals in a folder of a result with this stem that no run is writing any more."""
    return [
        part
        for part, match in _parts_in(folder)
        if match["stem"] == stem and _is_journal(part) and not is_held(part)
    ]


def _is_journal(part: Path) -> bool:
    return part.suffix.startswith(f".{JOURNAL}")


def _is_of(match: re.Match[str], path: Path) -> bool:
    return match["stem"] == _stem(path) and (match["suffix"] or "") == path.suffix


def _stem(path: Path) -> str:
    """The result's stem, cut where it is so long that nothing could be added to it."""
    stem = path.stem
    if len(os.fsencode(stem)) <= LONGEST_STEM:
        return stem
    mark = hashlib.sha256(os.fsencode(stem)).hexdigest()[:8]
    while len(os.fsencode(stem)) > LONGEST_STEM:
        stem = stem[:-1]
    return f"{stem}~{mark}"


def _is_running(part: Path) -> bool:
    match = _PART.fullmatch(part.name)
    try:
        os.kill(int(match["pid"]) if match else 0, 0)  # signal 0 only asks
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _cannot_be_renamed(part: Path) -> bool:
    try:
        part.rename(part)
    except PermissionError:
        return True
    except OSError:
        return False
    return False
