"""Looks, fades and the automatic render size: plain values, no window."""

import pytest

from app.window.fade import Fade
from app.window.look import MAX_BLEND, Look
from app.window.pace import FRAMES, Pace
from app.window.places import Place
from engine import Reading
from tests.fakes import style_of

RED, BLUE = style_of(10), style_of(20)


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


@pytest.mark.parametrize("text", ["", "{}", '{"kind": "moon"}', "[]"])
def test_a_damaged_place_is_none(text: str) -> None:
    assert Place.from_json(text) is None


def test_a_fade_begins_with_the_old_style_and_ends_with_the_new() -> None:
    fade = Fade(((RED, 1.0),), ((BLUE, 1.0),), 100.0, 2.0)
    assert fade.at(100.0) == (((RED, 1.0),), False)
    mix, done = fade.at(101.0)
    assert [(style, round(weight, 3)) for style, weight in mix] == [(RED, 0.5), (BLUE, 0.5)]
    assert not done
    assert fade.at(102.0) == (((BLUE, 1.0),), True)


def test_a_style_in_both_mixes_keeps_its_share() -> None:
    fade = Fade(((RED, 3.0),), ((RED, 1.0), (BLUE, 1.0)), 0.0, 1.0)
    mix, _ = fade.at(0.5)
    assert dict((id(style), weight) for style, weight in mix) == {id(RED): 0.75, id(BLUE): 0.25}


def test_a_fade_of_no_time_or_from_nothing_is_at_once() -> None:
    for start, seconds in ((((RED, 1.0),), 0.0), ((), 2.0)):
        assert Fade(start, ((BLUE, 1.0),), 5.0, seconds).at(5.0) == (((BLUE, 1.0),), True)


def readings(frame_s: float) -> list[Reading]:
    return [Reading(FRAMES * n, n, 1 / frame_s, {"network": FRAMES * n * frame_s}) for n in range(1, 4)]


def test_a_slow_machine_paints_smaller() -> None:
    pace = Pace()
    assert [pace.look(reading, 1280) for reading in readings(0.16)] == [False, True, False]
    assert pace.size == 320


def test_a_fast_machine_paints_as_large_as_the_source() -> None:
    pace = Pace()
    for reading in readings(0.004):
        pace.look(reading, 1280)
    assert pace.size == 1280


def test_a_machine_that_keeps_up_is_left_alone() -> None:
    pace = Pace()
    assert not any(pace.look(reading, 1280) for reading in readings(0.045))
