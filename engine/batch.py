"""Batch: which file becomes which, for one file or for a folder of them."""

from dataclasses import dataclass
from pathlib import Path

from engine.errors import SourceError, UsageError

PICTURE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif"}
)
VIDEO_SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts", ".wmv", ".flv"}
    | {".3gp", ".ogv", ".gif"}
)


@dataclass(frozen=True, slots=True)
class Task:
    """One file to paint."""

    input: Path
    """The file as the person named it, or as found in the folder."""

    output: Path
    """Where its result goes."""


def plan_tasks(source: Path, output: Path | None, suffixes: frozenset[str], ending: str | None) -> list[Task]:
    """List what to paint.

    Args:
        source: a file, or a folder whose files (not those in its folders) with one of `suffixes` are taken.
        output: a file for a file; a folder for a folder, made when it is not there. None: beside the source,
            with `-painted` in the name.
        suffixes: lower-case endings of the files to take from a folder.
        ending: ending of the results, such as `.mp4`; None keeps each file's own.

    Raises:
        SourceError: the folder has nothing to paint.
        UsageError: a folder was given a file as its output.
    """
    if not source.is_dir():
        return [Task(source, _single_output(source, output, ending))]
    folder = output or source.with_name(f"{source.name}-painted")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{source} is a folder, so its results need a folder, and {folder} is a file.")
    files = sorted(file for file in source.iterdir() if file.suffix.lower() in suffixes and file.is_file())
    if not files:
        known = ", ".join(sorted(suffixes))
        raise SourceError(f"There is nothing to paint in {source}; looked for files ending in {known}.")
    folder.mkdir(parents=True, exist_ok=True)
    return [Task(file, folder / name) for file, name in zip(files, _names(files, ending), strict=True)]


def _single_output(source: Path, output: Path | None, ending: str | None) -> Path:
    suffix = ending or source.suffix
    if output is None:
        return source.with_name(f"{source.stem}-painted{suffix}")
    return output / f"{source.stem}{suffix}" if output.is_dir() else output


def _names(files: list[Path], ending: str | None) -> list[str]:
    """The stem with the ending; `clip.mov` beside `clip.avi` becomes `clip-mov.mp4`, so that none is lost."""
    stems = [file.stem.lower() for file in files]
    return [
        (file.stem if stems.count(stem) == 1 else f"{file.stem}-{file.suffix[1:]}") + (ending or file.suffix)
        for file, stem in zip(files, stems, strict=True)
    ]
