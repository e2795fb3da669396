"""File names: found in a text, and taken out of it."""

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
"""The folder of our own code: names below it say nothing about a person."""

ENDINGS: Final = (
    "mp4|m4v|mov|mkv|webm|avi|mpg|mpeg|ts|mts|m2ts|wmv|flv|3gp|ogv|gif|apng|y4m|"
    "jpg|jpeg|png|webp|bmp|tif|tiff|avif|heic|heif|wav|mp3|m4a|aac|flac|ogg|opus|srt|ass|"
    "safetensors|pth|pt|npz|csv|json|txt|log|toml|part|tmp"
)
"""Of names that may stand without a folder and without quotes."""

_ENDING: Final = re.compile(rf"\.(?:{ENDINGS})(?=>?$)", re.IGNORECASE)

_NAMES: Final = (
    re.compile(r'"([^"\n]*[./\\][^"\n]*)"'),  # our messages put names in quotes
    re.compile(r"'([^'\n]*[/\\][^'\n]*)'"),  # Python's do it so
    re.compile(r"(?<![\w.])(\w[\w+.-]+://[^\s\"']+)"),
    re.compile(r"(?<![\w.<>/])((?:[A-Za-z]:[/\\]|\\\\|~|\.{0,2}/)[^\s\"'<>]*\w[^\s\"'<>]*)"),
    re.compile(r"([^\s\"'<>]*\\[^\s\"'<>]+)"),
    re.compile(rf"(?<![<\w])([^\s\"'<>(]+\.(?:{ENDINGS}))\b", re.IGNORECASE),
)

_LOGIN: Final = re.compile(r"(\w://)[^/\s\"']*@")


def without_passwords(text: str) -> str:
    """The text with `scheme://host` for every `scheme://user:password@host`: nobody agrees to send those."""
    return _LOGIN.sub(r"\1", text)


class FileNames:
    """Replaces every file name in a text by `<1.mp4>`; the same name always by the same number."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._patterns: tuple[re.Pattern[str], re.Pattern[str]] | None = None
        with suppress(RuntimeError):  # a person without a home has none to hide
            self.hide(str(Path.home()))

    def hide(self, *names: str | Path) -> None:
        """Names that shall be found even with spaces in them, or without an ending."""
        for name in filter(None, map(str, names)):
            path = Path(name)
            shown = self._placeholder(name)
            for form in {name, path.name} - {"", ".", "..", "/"}:
                self._names.setdefault(form, shown)
            self._stems.setdefault(path.stem or name, shown)
        self._patterns = None

    def without(self, text: str) -> str:
        """The text with every name replaced."""
        if self._patterns is None:
            # `holiday-painted`, 'holiday'; by itself it may be an ordinary word
            self._patterns = _any_of(self._names, r"(?!\w)"), _any_of(self._stems, r"(?=[-_'\"]|\.\w)")
        for pattern, names in zip(self._patterns, (self._names, self._stems), strict=True):
            text = pattern.sub(partial(_look_up, names), text)
        text = text.replace(str(ROOT), "<impasto>").replace(sys.prefix, "<python>")
        for pattern in _NAMES:
            text = pattern.sub(self._replace, text)
        return text

    def _replace(self, match: re.Match[str]) -> str:
        name = match[1].rstrip(".,:;")
        if (
            not name
            or re.fullmatch(r"(?:<[^<>]*>[/\\-]?)+[\w.-]*", name)
            or name.startswith(("<python>", "<impasto>"))
        ):
            return match[0]
        return match[0].replace(name, self._placeholder(name))

    def _placeholder(self, name: str) -> str:
        if name not in self._known:
            ending = _ENDING.search(name)
            self._known[name] = f"<{len(self._known)}{ending[0] if ending else ''}>"
        return self._known[name]


def _look_up(names: dict[str, str], match: re.Match[str]) -> str:
    return names[match[0]]


def _any_of(names: Iterable[str], end: str) -> re.Pattern[str]:
    """Any of these names, the longest that is there, as a whole."""
    names = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w<])(?:{'|'.join(map(re.escape, names))}){end}")
