"""Styles: the gallery and the library behind it, and how pictures get there (files, drops, clipboard)."""

from app.window.styles.importer import StyleImporter
from app.window.styles.library import Library, StyleEntry, styles_folder
from app.window.styles.presenter import StylePresenter

__all__ = ["Library", "StyleEntry", "StyleImporter", "StylePresenter", "styles_folder"]
