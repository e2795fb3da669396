import os
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from engine.files import recipe_of
from engine.masks import PaintedMask, parse_mask
from engine.settings import Region, Settings
from engine.sources import VideoPart
from tests.fakes import settings_of, style_of

LOOK = replace(settings_of(200), regions=(Region(parse_mask("left")),))


def painted(value: float) -> Settings:
    return replace(LOOK, regions=(Region(PaintedMask(np.full((4, 4), value, np.float32))),))


def test_equal_values_have_one_recipe() -> None:
    again = replace(settings_of(200), regions=(Region(parse_mask("left")),))
    assert recipe_of(LOOK, VideoPart(Fraction(1))) == recipe_of(again, VideoPart(Fraction(1)))
    assert recipe_of(painted(0.5)) == recipe_of(painted(0.5))


@pytest.mark.parametrize(
    "other",
    [
        replace(LOOK, strength=0.9),
        replace(LOOK, styles=((style_of(201), 1.0),)),
        replace(LOOK, styles=((style_of(200), 2.0),)),
        replace(LOOK, styles=((replace(style_of(200), tuning=np.ones(3, np.float16)), 1.0),)),
        replace(LOOK, regions=()),
        replace(LOOK, regions=(Region(parse_mask("left,at=0.4")),)),
        replace(LOOK, match_colors=True),
        painted(0.5),
    ],
)
def test_another_look_has_another_recipe(other: Settings) -> None:
    assert recipe_of(other) not in (recipe_of(LOOK), recipe_of(painted(0.25)))


def test_what_ends_one_value_is_not_taken_for_the_begin_of_the_next() -> None:
    assert recipe_of("ab", "c") != recipe_of("a", "bc")
    assert recipe_of(("a",), "b") != recipe_of("a", ("b",))
    assert recipe_of(1) != recipe_of("1") != recipe_of(1.0)


def test_a_file_counts_by_what_it_holds(tmp_path: Path) -> None:
    file, other = tmp_path / "a", tmp_path / "b"
    content = bytearray(np.random.default_rng(1).bytes(3_000_000))
    file.write_bytes(content)
    content[-1] ^= 1
    other.write_bytes(content)
    for path in (file, other):
        os.utime(path, ns=(10**9, 10**9))
    before = recipe_of(file)
    assert recipe_of(other) != before
    assert recipe_of(file.rename(tmp_path / "c")) == before
    os.utime(tmp_path / "c", ns=(10**9, 2 * 10**9))
    assert recipe_of(tmp_path / "c") != before


def test_a_value_of_which_nothing_is_known_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        recipe_of(LOOK, {"a": (object(),)})
