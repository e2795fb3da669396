"""Styles: the gallery and the library behind it, and how pictures get there (files, drops, clipboard)."""

from app.window.styles.browse import BrowseBar
from app.window.styles.drops import Files, read_drop, sort_files
from app.window.styles.gallery import Gallery
from app.window.styles.importer import StyleImporter
from app.window.styles.library import Library, StyleEntry, styles_folder
from app.window.styles.look_file import LookFile, read_look_file, write_look_file
from app.window.styles.presenter import StylePresenter
from app.window.styles.tour import Tour
from app.window.styles.trials import StyleTrials

__all__ = [
    "BrowseBar",
    "Files",
    "Gallery",
    "Library",
    "LookFile",
    "StyleEntry",
    "StyleImporter",
    "StylePresenter",
    "StyleTrials",
    "Tour",
    "read_drop",
    "read_look_file",
    "sort_files",
    "styles_folder",
    "write_look_file",
]
