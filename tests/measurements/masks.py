"""What regions cost: milliseconds of a frame for 1, 2 and 4 styles, and of each kind of mask alone.

    python -m tests.measurements.masks [--precision float32|bfloat16]

Prints a Markdown table: the least of several frames, each of another picture.
"""

import argparse
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from itertools import islice

from engine import PatternSource, Region, Settings, Stylizer, parse_mask
from engine.bench.record import clock_ms
from engine.frame import Image
from engine.masks import MaskStream
from engine.pipeline import StreamState

SIZES = ((640, 360), (1920, 1080))
"""Width and height of the frames."""

FRAMES = 8
"""Of each size."""

STYLES = ("mosaic", "ink-wash", "woodblock", "neon")
"""That are painted side by side."""

MASKS = ("left", "circle", "circle,seconds=8", "bright", "person", "circle,cut=1")
"""Kinds of masks that cost differently."""


def main(precision: str) -> None:
    """Measure, and print."""
    stylizer = Stylizer(precision=precision)
    scenes = [_scene(*size) for size in SIZES]
    print(f"| {stylizer.choice.precision} | " + " | ".join(f"{w}x{h}" for w, h in SIZES) + " |")
    print("|---|" + "---|" * len(SIZES))
    for name, settings in _looks(stylizer).items():
        print(f"| {name} | {_cells(partial(_paint_ms, stylizer, settings), scenes)} |", flush=True)
    for text in MASKS:
        print(
            f"| `{text}`, the mask alone | {_cells(partial(_mask_ms, stylizer, text), scenes)} |", flush=True
        )


def _looks(stylizer: Stylizer) -> dict[str, Settings]:
    first, *others = STYLES
    sides = [stylizer.region(f"left,at={0.75 - n / 4}", style) for n, style in enumerate(others)]
    person = {"none": stylizer.region("person"), others[0]: stylizer.region("person", others[0])}

    def look(*regions: Region) -> Settings:
        return stylizer.settings_for(first, regions=regions)

    return {
        "one style": look(),
        "two styles, still masks": look(*sides[:1]),
        "four styles, still masks": look(*sides),
        **{f"`--region person {style}`": look(region) for style, region in person.items()},
    }


def _paint_ms(stylizer: Stylizer, settings: Settings, scene: Sequence[Image]) -> float:
    stream = StreamState()

    def paint(n: int) -> None:
        stream.time = Fraction(n, 25)
        stylizer.paint(scene[n], settings, stream)

    return _least_ms(paint)


def _mask_ms(stylizer: Stylizer, text: str, scene: Sequence[Image]) -> float:
    stream, mask, segment = MaskStream(), parse_mask(text), stylizer.runtime.segment

    def find(n: int) -> None:
        stream.maps([mask], scene[n], Fraction(n, 25), segment)

    return _least_ms(find)


def _least_ms(work: Callable[[int], None]) -> float:
    return min([clock_ms(partial(work, n)) for n in range(FRAMES)][2:])


def _cells(measure: Callable[[Sequence[Image]], float], scenes: Sequence[Sequence[Image]]) -> str:
    return " | ".join(f"{measure(scene):.1f}" for scene in scenes)


def _scene(width: int, height: int) -> list[Image]:
    with PatternSource(width, height) as source:
        return [frame.image for frame in islice(source, FRAMES)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--precision", default="auto")
    main(parser.parse_args().precision)
