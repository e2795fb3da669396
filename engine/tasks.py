"""Tasks: which file becomes which, for one file or for a folder of them."""

from dataclasses import dataclass
from pathlib import Path

from engine.errors import SourceError, UsageError


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


def plan_tasks(source: Path | Address, output: Path | Address | None, kind: FileKind) -> list[Task]:
    """List what to paint.

    Args:
        source: a file, an address of a plugin, or a folder whose files (not those in its folders) of this
            kind are taken.
        output: a file for a file; a folder for a folder, made when it is not there. None: beside the source,
            with `-painted` in the name.
        kind: which files to take from a folder, and how results end.

    Raises:
        SourceError: the folder has nothing to paint.
        UsageError: a folder was given a file as its output, or a plugin's frames were given none.
    """
    if not isinstance(source, Path) or not (output is None or isinstance(output, Path)):
        return [_stream_task(source, output)]
    if not source.is_dir():
        return [Task(source, _single_output(source, output, kind))]
    folder = output or source.with_name(f"{source.name}-painted")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{source} is a folder, so its results need a folder, and {folder} is a file.")
    files = sorted(
        file for file in source.iterdir() if file.suffix.lower() in kind.suffixes and file.is_file()
    )
    if not files:
        known = ", ".join(sorted(kind.suffixes))
        raise SourceError(f"There is nothing to paint in {source}; looked for files ending in {known}.")
    folder.mkdir(parents=True, exist_ok=True)
    return [Task(file, folder / name) for file, name in zip(files, _names(files, kind), strict=True)]


def _stream_task(source: Path | Address, output: Path | Address | None) -> Task:
    """Frames come from a plugin, or go to one."""
    if output is None:
        raise UsageError(f'The result of "{source}" needs a name. Give one with -o.')
    if isinstance(source, Path) and source.is_dir():
        raise UsageError(f"{source} is a folder, so its results need a folder, and {output} is none.")
    return Task(source, output)


def painted_path(source: Path, kind: FileKind, folder: Path | None = None) -> Path:
    """Where a file's result goes unless it is named: `NAME-painted.mp4` beside it, or in a folder."""
    return (folder or source.parent) / f"{source.stem}-painted{kind.ending(source)}"


def _single_output(source: Path, output: Path | None, kind: FileKind) -> Path:
    if output is None:
        return painted_path(source, kind)
    return output / f"{source.stem}{kind.ending(source)}" if output.is_dir() else output


def _names(files: list[Path], kind: FileKind) -> list[str]:
    """The stem with the ending; `clip.mov` beside `clip.avi` becomes `clip-mov.mp4`, so that none is lost."""
    stems = [file.stem.lower() for file in files]
    return [
        (file.stem if stems.count(stem) == 1 else f"{file.stem}-{file.suffix[1:]}") + kind.ending(file)
        for file, stem in zip(files, stems, strict=True)
    ]
