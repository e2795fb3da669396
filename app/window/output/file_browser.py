"""File browser: shows results in the system's file manager, started with a clean environment."""

import os
import subprocess
import sys
from pathlib import Path

from PyQt6.QtCore import QUrl
from PyQt6.QtGui import QDesktopServices

QT_VARIABLES: tuple[str, ...] = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR", "QT_PLUGIN_PATH")
"""OpenCV's full package points these at its own Qt; Qt programs started from here would then abort."""


def clean_environment() -> None:
    """Take variables that would break other Qt programs out of the environment that they inherit."""
    for name in QT_VARIABLES:
        os.environ.pop(name, None)


def open_file(path: Path) -> None:
    """Open a file with the program that the person has for its kind."""
    clean_environment()
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> None:
    """Open the folder of a file, with the file marked where the system can."""
    clean_environment()
    if sys.platform == "win32" and path.is_file():
        subprocess.Popen(["explorer", "/select,", str(path)])
    elif sys.platform == "darwin" and path.is_file():
        subprocess.Popen(["open", "-R", str(path)])
    else:
        folder = path if path.is_dir() else path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
