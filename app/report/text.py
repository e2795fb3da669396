"""The text of a report."""

import os
import platform
import traceback
from collections.abc import Iterator
from typing import Final

from app.report.file_names import without_passwords
from app.report.history import History

TITLE: Final = "Impasto report"
"""How every report begins."""

PACKAGES: Final = ("impasto", "torch", "openvino", "opencv-python-headless", "numpy", "av", "pillow", "PyQt6")
"""Those whose versions decide what can go wrong."""


def report_text(history: History, error: BaseException | None = None, *, with_names: bool = False) -> str:
    """Versions, device, settings, the last lines, and the defect if there is one.

    Args:
        history: what was chosen and what happened.
        error: the exception.
        with_names: leave the names of the person's files in it.
    """
    lines = [*head(), *history.fact_lines(), "", *history.lines]
    text = "\n".join([*lines, *(["", defect_text(error)] if error else [])]) + "\n"
    return without_passwords(text) if with_names else history.names.without(text)


def head() -> Iterator[str]:
    """The title, versions and system."""
    yield TITLE
    yield "versions: " + ", ".join([f"Python {platform.python_version()}", *_versions()])
    yield f"system: {platform.platform()}, {os.cpu_count()} processors"


def defect_text(error: BaseException) -> str:
    """The traceback."""
    return "".join(traceback.format_exception(error)).rstrip("\n")


def defect_line(error: BaseException) -> str:
    """A defect in one line: what, and where in our code."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    what = " ".join(str(error).split())
    return f"{type(error).__name__}: {what}{where}" if what else f"{type(error).__name__}{where}"


def _versions() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version  # a third of the time of `impasto --help`

    for package in PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            continue
