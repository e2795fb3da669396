"""A timeline that goes to the next style on the beat."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from engine.errors import UsageError
from engine.settings import Settings
from engine.timeline.timeline import Keyframe, Timeline, Transition


def on_beat(
    times: Sequence[Fraction], settings: Settings, every: int = 1, transition: Transition = "cut"
) -> Timeline:
    """Each style of the settings in turn, alone, from one beat to the next.

    Args:
        times: of the beats, in seconds since the start, ascending: `find_beats(film).times`.
        settings: the look; at least two styles.
        every: so many beats each style stays.
        transition: how one becomes the next.

    Raises:
        UsageError: there is no beat, fewer than two styles, or `every` is below 1.
    """
    if not times:
        raise UsageError("No beat was found in the sound: it is silent, or has no rhythm.")
    if len(settings.styles) < 2:
        raise UsageError("To change on the beat at least two styles are needed.")
    if every < 1:
        raise UsageError(f"A style stays for at least 1 beat, not {every}.")
    looks = [replace(settings, styles=((style, 1.0),)) for style, _ in settings.styles]
    moments = [Fraction(0), *(time for time in times[::every] if time > 0)]
    return Timeline(
        [Keyframe(time, looks[number % len(looks)]) for number, time in enumerate(moments)], transition
    )
