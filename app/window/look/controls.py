"""Controls: everything about the painting that a person can adjust, in one table."""

from dataclasses import dataclass
from typing import Any

from app.window.languages import translated
from engine import LIVE_SMOOTHING


@dataclass(frozen=True, slots=True)
class Control:
    """One adjustable value. A control from 0 to 1 in one step is a switch."""

    key: str
    """Its name in the program and in what is stored."""

    label: str
    """Its name for people."""

    minimum: float
    """In `unit`."""

    maximum: float
    """In `unit`."""

    step: float
    """What one press of a key changes, in `unit`."""

    unit: str
    """`%`, `px`, `s`, or empty."""

    default: float
    """What reset returns to."""

    tooltip: str
    """What it does, in a sentence."""

    keys: tuple[str, ...]
    """A switch: its key. A slider: the keys for less and for more, or one that turns all of it on and off."""

    zero: str = ""
    """What 0 is called, where it is not a quantity."""

    choices: tuple[tuple[str, float], ...] = ()
    """Names of a few values, offered as chips; the slider itself is then among the advanced controls."""

    advanced: bool = False
    """Shown only when the advanced controls are."""

    @property
    def is_switch(self) -> bool:
        """On or off only."""
        return (self.minimum, self.maximum, self.step) == (0, 1, 1)

    def setting(self, value: float) -> Any:  # noqa: ANN401 - of a field of the engine's Settings
        """The value as the engine takes it: a switch is True or False, and per cent are of 1."""
        if self.is_switch:
            return bool(value)
        return value / 100 if self.unit == "%" and self.maximum > 1 else value

    def text(self, value: float) -> str:
        """The value as people read it."""
        if self.zero and value == 0:
            return translated(self.zero)
        if self.unit == "%" and self.maximum == 1:
            value = round(100 * value)
        return f"{value:g} {self.unit}".rstrip()


CONTROLS: tuple[Control, ...] = (
    Control(
        "strength", "Strength", 0, 100, 5, "%", 100,
        "How much of the style is painted: 0 % is the picture itself.", ("[", "]"),
    ),
    Control(
        "texture", "Texture", 0, 100, 5, "%", 100,
        "From calm, steadiest in motion, to rough, with all strokes.", ("Shift+[", "Shift+]"),
        "Calm",
    ),
    Control(
        "scale", "Stroke size", 50, 200, 5, "%", 100,
        "Size of the strokes; each style is learned once more when it is first moved.", ("Ctrl+[", "Ctrl+]"),
    ),
    Control(
        "keep_colors", "Keep colours", 0, 1, 0.05, "%", 0,
        "Take the brush strokes from the style and so much of the colours from the picture.", ("C",),
    ),
    Control(
        "match_colors", "Match colours", 0, 1, 1, "", 0,
        "Keep colours by giving those of the picture to the style picture before it is learned.",
        ("Shift+C",),
        advanced=True,
    ),
    Control(
        "brightness", "Brightness", -100, 100, 5, "%", 0,
        "Makes the painting darker or brighter.", (),
        advanced=True,
    ),
    Control(
        "contrast", "Contrast", 0, 200, 5, "%", 100,
        "Moves the painting's colours away from grey or towards it.", (),
        advanced=True,
    ),
    Control(
        "saturation", "Saturation", 0, 200, 5, "%", 100,
        "How colourful the painting is: 0 % is grey.", (),
        advanced=True,
    ),
    Control(
        "lock_palette", "Palette of the style", 0, 1, 1, "", 0,
        "Lets no colour of the painting leave the palette of the style pictures.", (),
        advanced=True,
    ),
    Control(
        "smoothing", "Smoothing", 0, 100, 10, "%", 100 * LIVE_SMOOTHING,
        "Calms what flickers from one frame to the next; too much of it leaves trails.", (",", "."),
    ),
    Control(
        "render_size", "Render size", 0, 1280, 64, "px", 0,
        "Long side at which the picture is painted: smaller is faster, with larger strokes.", ("-", "="),
        "Automatic", choices=(("Auto", 0), ("Fast", 448), ("Balanced", 640), ("Fine", 960)), advanced=True,
    ),
    Control(
        "sharp_edges", "Sharp edges", 0, 1, 1, "", 1,
        "Enlarge what is painted small along the edges of the picture itself.", ("Shift+E",),
    ),
    Control(
        "fade", "Cross-fade", 0, 2, 0.1, "s", 0.3,
        "How long one style takes to turn into the next.", ("Shift+,", "Shift+."),
        advanced=True,
    ),
    Control(
        "mirror_view", "Mirror the view", 0, 1, 1, "", 0,
        "Show yourself as in a mirror. Recordings and snapshots are not turned.", ("M",),
        advanced=True,
    ),
    Control(
        "mirror_output", "Mirror the output", 0, 1, 1, "", 0,
        "Turn the painted picture itself round, in recordings and snapshots too.", ("Shift+M",),
        advanced=True,
    ),
)  # fmt: skip
"""In the order in which they are shown."""
