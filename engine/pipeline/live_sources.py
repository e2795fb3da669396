"""Live sources: how each kind of source that a person can choose is opened, and how long it may be silent."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Final

from engine.sound import Loudspeaker
from engine.sources import (
    CameraSource,
    Kind,
    NetworkStreamSource,
    Opener,
    PatternSource,
    PhotoSource,
    PlaybackSource,
    ScreenRegion,
    ScreenSource,
    Source,
    SourceChoice,
    Timeouts,
    find_camera,
    list_screens,
    without_password,
)

PATTERN_RATE: Final = Fraction(25)
"""Frames per second of the test pattern."""

_TIMEOUTS: Final[dict[Kind, Timeouts]] = {
    "camera": Timeouts(),
    "address": Timeouts(open_s=15.0),
    "screen": Timeouts(black_s=None, frozen_s=None),  # a desktop may well be still, or black
    "video": Timeouts(stale_s=None, black_s=None, frozen_s=None),  # it may be paused
    "photo": Timeouts(stale_s=None, black_s=None, frozen_s=None),
    "pattern": Timeouts(frozen_s=None),
}


def plan_source(choice: SourceChoice, loudspeaker: Loudspeaker | None = None) -> tuple[Opener, str, Timeouts]:
    """Opener, name and time-outs of a choice: what a `SupervisedSource` needs.

    Args:
        choice: the source.
        loudspeaker: where a film is heard.
    """
    open_it = _OPENERS[choice.kind]
    return lambda: open_it(choice, loudspeaker), choice.name or _name(choice), _TIMEOUTS[choice.kind]


def _open_screen(choice: SourceChoice) -> Source:
    where = choice.where
    if "," in where:
        return ScreenSource(ScreenRegion(*(int(number) for number in where.split(","))))
    screens = {screen.id: screen.region for screen in list_screens()} if where else {}
    return ScreenSource(screens.get(where))


_OPENERS: Final[dict[Kind, Callable[[SourceChoice, Loudspeaker | None], Source]]] = {
    "camera": lambda choice, _: CameraSource(find_camera(choice.where), options=choice.camera),
    "address": lambda choice, _: NetworkStreamSource(choice.where),
    "screen": lambda choice, _: _open_screen(choice),
    "video": lambda choice, heard: PlaybackSource(Path(choice.where), loudspeaker=heard),
    "photo": lambda choice, _: PhotoSource(Path(choice.where)),
    "pattern": lambda choice, _: PatternSource(rate=PATTERN_RATE, live=True),
}


def _name(choice: SourceChoice) -> str:
    if choice.kind in ("video", "photo"):
        return Path(choice.where).name
    return {
        "camera": "The camera",
        "address": without_password(choice.where),
        "screen": "The screen",
        "pattern": "The demo scene",
    }[choice.kind]
