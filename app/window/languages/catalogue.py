"""Catalogue: reads a language's `.ts` file, the format of Qt Linguist, and gives Qt its texts.

Qt itself wants `.qm` files, which only Qt's own tools make; PyQt6 ships none of them. The source format is
small XML, read in a few milliseconds, so there is nothing to compile and nothing that can be out of date.
"""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from PyQt6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PyQt6.QtWidgets import QApplication

LANGUAGES: dict[str, str] = {"en": "English", "de": "Deutsch", "ar": "العربية"}
"""Code of each language and its own name for itself; the texts in the program are the English ones."""

RIGHT_TO_LEFT: frozenset[str] = frozenset({"ar"})
"""Languages that are written from right to left."""


class Catalogue(QTranslator):
    """The texts of one language.

    A text is looked up in its context, and in any other one when it is not there: PyQt takes the class of the
    object for the context, which a subclass changes.
    """

    def __init__(self, texts: dict[tuple[str, str], str], parent: QApplication) -> None:
        super().__init__(parent)
        self._texts = texts
        self._anywhere = {source: text for (_, source), text in texts.items()}

    def translate(  # type: ignore[override]
        self,
        context: str | None,
        source: str | None,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The text, or None: with an empty one, Qt would ask no other catalogue."""
        return self._texts.get((context or "", source or "")) or self._anywhere.get(source or "")

    def isEmpty(self) -> bool:
        return False


def use_language(application: QApplication, code: str = "") -> str:
    """Show the program in a language, the right way round; call it before the first window.

    Args:
        application: the program.
        code: one of `LANGUAGES`; empty = what the system says.

    Returns:
        The code of the language in use; `en` when there is no such translation.
    """
    chosen = code if code in LANGUAGES else _of_system()
    if chosen != "en":
        qt = QTranslator(application)  # the buttons of Qt's own dialogs
        if qt.load(f"qtbase_{chosen}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(qt)
        application.installTranslator(Catalogue(read_texts(chosen), application))
    leftward = chosen in RIGHT_TO_LEFT
    direction = Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight
    application.setLayoutDirection(direction)
    return chosen


@cache
def read_texts(code: str) -> dict[tuple[str, str], str]:
    """Context and English text -> text, of what is translated."""
    root = ElementTree.parse(file_of(code)).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        for context in root.iter("context")
        for message in context.iter("message")
        if message.findtext("translation", "")
    }


def file_of(code: str) -> Path:
    """The `.ts` file of a language."""
    return Path(__file__).with_name(f"{code}.ts")


def _of_system() -> str:
    wished = (name.split("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in wished if code in LANGUAGES), "en")


def translated(text: str) -> str:
    """An English text in the person's language; for objects that are not Qt's, and have no `tr`."""
    return QCoreApplication.translate("Impasto", text)
