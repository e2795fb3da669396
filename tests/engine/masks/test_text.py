from pathlib import Path

import numpy as np
import pytest

from engine import Mask, PaintedMask, UsageError, parse_mask
from engine.masks import MASK_NAMES, mask_of


@pytest.mark.parametrize("mask", [Mask(name) for name in MASK_NAMES])
def test_every_mask_is_read_back_from_its_text(mask: Mask) -> None:
    assert parse_mask(str(mask)) == mask


def test_values_stand_behind_the_name() -> None:
    expected = Mask("circle", x=0.25, size=0.1, seconds=8, invert=True)
    assert parse_mask("circle,x=0.25,size=0.1,seconds=8,invert=1") == expected
    assert parse_mask(str(expected)) == expected


def test_a_files_name_may_hold_commas(tmp_path: Path) -> None:
    path = tmp_path / "a,b=1.png"
    path.touch()
    assert parse_mask(f"{path},invert=1") == Mask("file", path, invert=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("persn", 'Did you mean "person"?'),
        ("nowhere.png", "neither a mask's file nor one of person"),
        ("person,x=0.5", 'The mask "person" has no `x`; it has invert, weight, cut.'),
        ("left,at=much", 'The `at` of the mask "left" must be a number, not "much".'),
        ("left,at=2", "must be from 0 to 1, not 2"),
        ("left,where=2", '"where=2" is no value of the mask "left"'),
        ("circle,seconds=-1", "must be from 0 (still)"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_mask(text)
    assert said in str(error.value)


def test_an_array_is_a_mask_in_bytes_or_shares() -> None:
    in_bytes, in_shares = mask_of(np.full((2, 2), 51, np.uint8)), mask_of(np.full((2, 2), 0.2))
    assert isinstance(in_bytes, PaintedMask) and isinstance(in_shares, PaintedMask)
    np.testing.assert_allclose(in_bytes.weights, in_shares.weights)


@pytest.mark.parametrize("array", [np.ones((2, 2, 3), np.uint8), np.full((2, 2), 1.5), np.ones((0, 2))])
def test_what_is_no_mask_is_refused(array: np.ndarray) -> None:
    with pytest.raises(UsageError):
        mask_of(array)
