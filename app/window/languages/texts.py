"""Texts: every English text of the window, found in its source and in its tables.

Not `pylupdate6`: it sees no table, and texts of tables are half of what there is.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from app.window.commands import COMMANDS
from app.window.file_dialogs import CONTENT, MASKS, STYLES
from app.window.keys import ALSO
from app.window.look import CONTROLS

WINDOW = Path(__file__).parents[1]
"""The folder whose texts are shown."""

FIRST: frozenset[str] = frozenset({"tr", "translated"})
"""Functions whose first argument is a text; that of `translate` is the second."""


def find_texts() -> tuple[str, ...]:
    """All texts, each once, in the order of the files and then of the tables."""
    found: dict[str, None] = {}
    for file in sorted(WINDOW.rglob("*.py")):
        for text in _texts_of(ast.parse(file.read_text(encoding="utf-8"))):
            found.setdefault(text)
    for text in _texts_of_tables():
        found.setdefault(text)
    found.pop("", None)
    return tuple(found)


def _texts_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        place = 0 if name in FIRST else 1 if name == "translate" else None
        if place is not None and len(node.args) > place:
            text = node.args[place]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value


def _texts_of_tables() -> Iterator[str]:
    for command in COMMANDS:
        yield from (command.text, command.text.rstrip(" …"), command.group)
    for control in CONTROLS:
        yield from (control.label, control.tooltip, control.zero)
        yield from (name for name, _ in control.choices)
    for kind in (CONTENT, STYLES, MASKS):
        yield kind.name
    for group, rows in ALSO.items():
        yield group
        yield from (text for _, text in rows)
