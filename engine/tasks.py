"""Tasks: which file becomes which, for one file or for a folder of them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from engine.errors import SourceError, UsageError, reason_of
from engine.files import check_inputs_are_kept, is_part
from engine.folders import make_folder


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that a command paints."""

    suffixes: frozenset[str]
    """Lower-case endings of the files to take from a folder; a file named by itself may end otherwise."""

    written: frozenset[str]
    """Endings that results keep."""

    fallback: str
    """Ending of the results of all others."""

    def ending(self, source: Path) -> str:
        """The ending of a file's result."""
        return source.suffix if source.suffix.lower() in self.written else self.fallback


PICTURES = FileKind(
    frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".avif", ".heic", ".heif"}),
    written=frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}),
    fallback=".jpg",
)
VIDEOS = FileKind(
    frozenset({".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts"})
    | frozenset({".wmv", ".flv", ".3gp", ".ogv", ".dv", ".gif", ".apng"}),
    written=frozenset(),
    fallback=".mp4",
)


@dataclass(frozen=True, slots=True)
class Address:
    """What a plugin opens: `scheme:rest`."""

    scheme: str
    """Name of the plugin's entry point, in lower case."""

    rest: str
    """What the plugin makes of it; may be empty."""

    def __str__(self) -> str:
        return f"{self.scheme}:{self.rest}"

    @property
    def name(self) -> str:
        """For progress and messages, as `Path.name`."""
        return str(self)


@dataclass(frozen=True, slots=True)
class Task:
    """One file to paint, or one stream of a plugin."""

    input: Path | Address
    """The file as the person named it, or as found in the folder."""

    output: Path | Address
    """Where its result goes."""


def plan_tasks(
    source: Path | Address, output: Path | Address | None, kind: FileKind, keep: Sequence[Path] = ()
) -> list[Task]:
    """List what to paint.

    Args:
        source: a file, an address of a plugin, or a folder whose files (not those in its folders) of this
            kind are taken.
        output: a file for a file; a folder for a folder, made when it is not there. None: beside the source,
            with `-painted` in the name.
        kind: which files to take from a folder, and how results end.
        keep: files that no result may replace, beside those that are painted: style pictures, weights.

    Raises:
        SourceError: the folder has nothing to paint, or cannot be read.
        SinkError: the folder of the results cannot be made.
        UsageError: a folder was given a file as its output, or a plugin's frames were given none; or a result
            would replace a file that is read.
    """
    tasks = _tasks(source, output, kind)
    check_inputs_are_kept(_paths(task.output for task in tasks), [*_paths(t.input for t in tasks), *keep])
    for folder in {task.output.parent for task in tasks if isinstance(task.output, Path)}:
        if isinstance(source, Path) and os.path.isdir(source):
            make_folder(folder, "Choose another place with -o.")
    return tasks


def _tasks(source: Path | Address, output: Path | Address | None, kind: FileKind) -> list[Task]:
    if not isinstance(source, Path) or not (output is None or isinstance(output, Path)):
        return [_stream_task(source, output)]
    if not os.path.isdir(source):  # `Path.is_dir` raises for names that are too long
        return [Task(source, _single_output(source, output, kind))]
    folder = output or _folder_beside(source)
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise UsageError(f"{source} is a folder, so its results need a folder, and {folder} is a file.")
    files = _files_in(source, kind)
    return [Task(file, folder / name) for file, name in zip(files, _names(files, kind), strict=True)]


def _stream_task(source: Path | Address, output: Path | Address | None) -> Task:
    """Frames come from a plugin, or go to one."""
    if output is None:
        raise UsageError(f'The result of "{source}" needs a name. Give one with -o.')
    if isinstance(source, Path) and os.path.isdir(source):
        raise UsageError(f"{source} is a folder, so its results need a folder, and {output} is none.")
    return Task(source, output)


def _files_in(folder: Path, kind: FileKind) -> list[Path]:
    """The files of a kind, but neither macOS's notes beside them (`._x`) nor unfinished results."""
    try:
        found = sorted(file for file in folder.iterdir() if file.suffix.lower() in kind.suffixes)
    except OSError as error:
        raise SourceError(
            f"The folder {folder} cannot be read: {reason_of(error)}. Change its permissions."
        ) from error
    files = [
        file
        for file in found
        if os.path.isfile(file) and not file.name.startswith("._") and not is_part(file.name)
    ]
    if not files:
        known = ", ".join(sorted(kind.suffixes))
        raise SourceError(f"There is nothing to paint in {folder}; looked for files ending in {known}.")
    return files


def _folder_beside(folder: Path) -> Path:
    """`NAME-painted` beside a folder, also beside one that was called `.` or `..`."""
    named = folder if folder.name not in ("", "..") else folder.resolve()
    if not named.name:
        raise UsageError(f"There is no place beside {folder} for a folder of results. Give one with -o.")
    return named.with_name(f"{named.name}-painted")


def _paths(ends: Iterable[Path | Address]) -> Iterator[Path]:
    """Those that are files: what a plugin opens is not ours to compare."""
    return (end for end in ends if isinstance(end, Path))


def painted_path(source: Path, kind: FileKind, folder: Path | None = None) -> Path:
    """Where a file's result goes unless it is named: `NAME-painted.mp4` beside it, or in a folder."""
    return (folder or source.parent) / f"{source.stem}-painted{kind.ending(source)}"


def _single_output(source: Path, output: Path | None, kind: FileKind) -> Path:
    if output is None:
        return painted_path(source, kind)
    return output / f"{source.stem}{kind.ending(source)}" if os.path.isdir(output) else output


def _names(files: list[Path], kind: FileKind) -> list[str]:
    """The stem with the ending; `clip.mov` beside `clip.avi` becomes `clip-mov.mp4`, so that none is lost.

    No two are the same, also where a disk does not tell capitals: a name that is taken gets a number.
    """
    stems = [file.stem.lower() for file in files]
    alone = [stems.count(stem) == 1 for stem in stems]
    taken: set[str] = set()
    names: dict[Path, str] = {}
    for file, is_alone in sorted(zip(files, alone, strict=True), key=lambda item: not item[1]):
        stem = file.stem if is_alone else f"{file.stem}-{file.suffix[1:]}"
        numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        names[file] = next(name for one in numbered if (name := one + kind.ending(file)).lower() not in taken)
        taken.add(names[file].lower())
    return [names[file] for file in files]
