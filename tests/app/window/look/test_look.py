"""Looks: plain values that can be saved."""

import pytest

from app.window.look import MAX_BLEND, Look


def test_a_look_that_was_saved_before_there_were_textures_is_rough() -> None:
    assert Look.from_json('{"styles": [], "values": {"strength": 40}}')["texture"] == 100


def test_a_look_survives_being_saved() -> None:
    look = Look((("ink", 0.7), ("oil", 0.3))).with_value("strength", 40)
    assert Look.from_json(look.to_json()) == look


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"styles": 3, "values": {}}'])
def test_a_damaged_look_is_the_default_one(text: str) -> None:
    assert Look.from_json(text) == Look()


def test_saved_values_out_of_range_are_brought_back_into_it() -> None:
    look = Look.from_json('{"styles": [["ink", -1]], "values": {"strength": 900, "unknown": 1}}')
    assert look["strength"] == 100
    assert (look.styles, set(look.values)) == ((), {"strength"})


def test_a_blend_has_four_styles_at_most() -> None:
    assert len(Look().with_styles(tuple((str(n), 1.0) for n in range(9))).styles) == MAX_BLEND
