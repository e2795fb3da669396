"""Cross-fades between blends of styles."""

from app.window.bridge.cross_fade import CrossFade
from tests.fakes import style_of

RED, BLUE = style_of(10), style_of(20)


def test_a_fade_begins_with_the_old_style_and_ends_with_the_new() -> None:
    fade = CrossFade(((RED, 1.0),), ((BLUE, 1.0),), 100.0, 2.0)
    assert fade.at(100.0) == (((RED, 1.0),), False)
    blend, done = fade.at(101.0)
    assert [(style, round(weight, 3)) for style, weight in blend] == [(RED, 0.5), (BLUE, 0.5)]
    assert not done
    assert fade.at(102.0) == (((BLUE, 1.0),), True)


def test_a_style_in_both_blends_keeps_its_share() -> None:
    fade = CrossFade(((RED, 3.0),), ((RED, 1.0), (BLUE, 1.0)), 0.0, 1.0)
    blend, _ = fade.at(0.5)
    assert dict((id(style), weight) for style, weight in blend) == {id(RED): 0.75, id(BLUE): 0.25}


def test_a_fade_of_no_time_or_from_nothing_is_at_once() -> None:
    for start, seconds in ((((RED, 1.0),), 0.0), ((), 2.0)):
        assert CrossFade(start, ((BLUE, 1.0),), 5.0, seconds).at(5.0) == (((BLUE, 1.0),), True)
