"""SourceChoice: which source to open, as plain values that can be stored. Imports nothing heavy."""

import re
from dataclasses import dataclass, field
from typing import Literal, get_args

from engine.errors import UsageError
from engine.sources.camera_options import CameraOptions

Kind = Literal["camera", "address", "screen", "video", "photo", "pattern"]


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """A source before it is opened.

    Raises:
        UsageError: there is no such kind of source.
    """

    kind: Kind
    """Which kind of source."""

    where: str = ""
    """Camera: its id. Address: the address. Screen: its id, or `left,top,width,height`; empty = the first.
    Video, photo: the path. Pattern: nothing."""

    name: str = ""
    """What people call it; empty = made from the rest."""

    camera: CameraOptions = field(default_factory=CameraOptions)
    """How to open a camera; nothing to any other source."""

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise UsageError(f'"{self.kind}" is no kind of source. Use one of {", ".join(get_args(Kind))}.')


def without_password(address: str) -> str:
    """The address as it may be shown and logged: without user and password, also where they hold an `@`."""
    shown = re.sub(r"//[^/?#]*@", "//", address)
    if re.match(r"[^/]*//[^/:]*:[^/]*[^/\d]", shown):  # no port: a password with a slash in it
        return re.sub(r"//.*@", "//", shown)
    return shown
