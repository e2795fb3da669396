"""Languages: translations of the window's texts, one `.ts` file per language, and how they are loaded."""

from app.window.languages.catalogue import LANGUAGES, translated, use_language

__all__ = ["LANGUAGES", "translated", "use_language"]
