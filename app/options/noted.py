"""The arguments of a command as a report holds them."""

import argparse
import os
from pathlib import Path

from app.options.values import split_weight
from app.report import HISTORY, note


def note_arguments(args: argparse.Namespace) -> None:
    """Keep the arguments for a report, and which of them name files."""
    known = {name: value for name, value in vars(args).items() if name not in ("run", "command")}
    for name, value in known.items():
        if isinstance(value, Path) or (value and name in ("source", "output")):
            HISTORY.names.hide(str(value))
        if name == "regions":
            HISTORY.names.hide(*(part.rpartition(",")[0] or part for pair in value for part in pair))
        if name == "at":
            HISTORY.names.hide(*(picture for _, look in value for picture in _pictures_in(look)))
        if name == "styles":
            HISTORY.names.hide(*(style for style in map(_style_file, value or ()) if style))
    note("command", args.command or "window")
    note("settings", ", ".join(f"{name} {value}" for name, value in known.items() if value is not None))


def _pictures_in(look: str) -> list[str]:
    """Of a keyframe: `style=b.jpg,strength=0.5`."""
    parts = (part.partition("=") for part in look.split(","))
    return [file for name, _, value in parts if name.strip() == "style" and (file := _style_file(value))]


def _style_file(text: str) -> str:
    """The picture's file, or nothing where it can only be the name of a bundled style."""
    name = split_weight(text)[0]
    return name if set(name) & set("./\\:~ ") or os.path.exists(name) else ""
