"""The tour through the favourites."""

from pytestqt.qtbot import QtBot

from app.window.styles import Tour
from tests.app.window.conftest import Maker


def painted_with(window: object) -> str:
    return str(window.looks.look.styles[0][0])  # type: ignore[attr-defined]


def test_the_tour_goes_from_favourite_to_favourite_and_round_again(make_window: Maker, qtbot: QtBot) -> None:
    window = make_window()
    tour = Tour(window.styles)
    window.styles.toggle_favourite("green", "blue")
    tour.timer.setInterval(20)
    seen: list[str] = []
    window.looks.changed.connect(lambda look: seen.append(look.styles[0][0]))
    tour.set_on(True)
    qtbot.waitUntil(lambda: len(seen) >= 3)
    tour.set_on(False)
    assert seen[:3] in (["green", "blue", "green"], ["blue", "green", "blue"])
    assert not tour.timer.isActive()


def test_without_favourites_the_tour_shows_all_styles(make_window: Maker) -> None:
    window = make_window()
    tour = Tour(window.styles)
    shown = set()
    for _ in range(3):
        tour.step()
        shown.add(painted_with(window))
    assert shown == {"red", "green", "blue"}
