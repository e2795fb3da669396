"""Brings the `.ts` files up to date: `python -m app.window.languages.update`, which says what is missing."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree

from app.window.languages.catalogue import LANGUAGES, file_of, read_texts
from app.window.languages.texts import find_texts

CONTEXT = "Impasto"
"""The one context of all texts."""


def write_texts(path: Path, code: str, texts: Iterable[str], known: Mapping[str, str]) -> list[str]:
    """Write a `.ts` file with these texts and what is known of their translations.

    Args:
        path: the file.
        code: of the language.
        texts: in English.
        known: English text -> translation.

    Returns:
        The texts that are not translated.
    """
    root = ElementTree.Element("TS", version="2.1", language=code, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    missing = []
    for text in texts:
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = text
        translation = ElementTree.SubElement(message, "translation")
        if text in known:
            translation.text = known[text]
        else:
            translation.set("type", "unfinished")
            missing.append(text)
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")
    return missing


def main() -> None:
    """Update every language."""
    texts = find_texts()
    for code in (code for code in LANGUAGES if code != "en"):
        file = file_of(code)
        known = {source: text for (_, source), text in read_texts(code).items()} if file.exists() else {}
        missing = write_texts(file, code, texts, known)
        print(f"{file.name}: {len(texts)} texts, {len(missing)} to translate")
        for text in missing:
            print(f"    {text!r}")


if __name__ == "__main__":
    main()
