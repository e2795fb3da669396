"""What regions cost: milliseconds of a frame for 1, 2 and 4 styles, and of each kind of mask alone.

    python -m tests.measurements.masks [--precision float32|bfloat16]

Prints a Markdown table: the least of several frames, each of another picture.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
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

FRAMES = 12
"""Of each size."""

WARM_UP = 2
"""Of them are not counted: they compile and allocate."""

STYLES = ("mosaic", "ink-wash", "woodblock", "neon")
"""That are painted side by side."""

MASKS = ("left", "circle", "circle,seconds=8", "bright", "person", "circle,cut=1")
"""Kinds of masks that cost differently."""

Work = Callable[[int], None]
"""Does what is timed with the nth frame."""


def main(precision: str) -> None:
    """Measure, and print."""
    stylizer = Stylizer(precision=precision)
    works = {name: partial(_painting, stylizer, settings) for name, settings in _looks(stylizer).items()}
    works |= {f"`{text}`, the mask alone": partial(_finding, stylizer, text) for text in MASKS}
    columns = [_least_ms(works, _scene(*size)) for size in SIZES]
    print(f"| {stylizer.choice.precision} | " + " | ".join(f"{w}x{h}" for w, h in SIZES) + " |")
    print("|---|" + "---|" * len(SIZES))
    for name in works:
        print(f"| {name} | " + " | ".join(f"{column[name]:.1f}" for column in columns) + " |")


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


def _painting(stylizer: Stylizer, settings: Settings, scene: Sequence[Image]) -> Work:
    stream = StreamState()

    def paint(n: int) -> None:
        stream.time = Fraction(n, 25)
        stylizer.paint(scene[n], settings, stream)

    return paint


def _finding(stylizer: Stylizer, text: str, scene: Sequence[Image]) -> Work:
    stream, mask, segment = MaskStream(), parse_mask(text), stylizer.runtime.segment

    def find(n: int) -> None:
        stream.maps([mask], scene[n], Fraction(n, 25), segment)

    return find


def _least_ms(
    works: Mapping[str, Callable[[Sequence[Image]], Work]], scene: Sequence[Image]
) -> dict[str, float]:
    """Of each work the least of the frames, all in turn: what else the machine does meets all alike."""
    begun = {name: work(scene) for name, work in works.items()}
    times: dict[str, list[float]] = {name: [] for name in works}
    for n in range(FRAMES):
        for name, work in begun.items():
            times[name].append(clock_ms(partial(work, n)))
    return {name: min(each[WARM_UP:]) for name, each in times.items()}


def _scene(width: int, height: int) -> list[Image]:
    with PatternSource(width, height) as source:
        return [frame.image for frame in islice(source, FRAMES)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--precision", default="auto")
    main(parser.parse_args().precision)
