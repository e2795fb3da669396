"""Looks over the time of a film: put in, dragged, taken out, and painted."""

from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from app.window.bridge import WantedLook, WantedTimeline
from app.window.output import export_queue
from app.window.output.export_queue import Export
from app.window.output.timeline_box import TimelineBox
from app.window.output.timeline_strip import LINE, Mark, TimelineStrip
from engine import Settings, VideoFileSource, VideoOptions
from tests.app.window.conftest import Maker
from tests.app.window.user_input import click, drag, type_key
from tests.clips import PLAIN, frame_times, write_clip
from tests.fakes import fake_stylizer


class FakePlayer:
    """A film of 20 seconds, at the fifth."""

    path = Path("film.mp4")
    loop = False
    position_s = 5.0
    duration_s = 20.0
    paused = True
    has_sound = False
    sound_problem = ""
    lead_s = 0.0

    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def seek(self, seconds: float) -> None: ...


def look_of(picture: Path) -> WantedLook:
    return WantedLook("compact", ((picture, picture.stem, 1.0),), Settings())


@pytest.fixture
def strip(qtbot: QtBot) -> TimelineStrip:
    strip = TimelineStrip()
    qtbot.addWidget(strip)
    strip.resize(232, 70)
    strip.set_film(20.0, 0.0)
    for time_s in (0.0, 10.0):
        strip.put(Mark(time_s, look_of(Path("a.png")), QIcon()))
    strip.show()
    return strip


def at(strip: TimelineStrip, time_s: float) -> QPoint:
    return QPoint(round(strip.x_of(time_s)), LINE // 2)


def test_a_keyframe_is_dragged_to_another_time(strip: TimelineStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.changed):
        drag(strip, at(strip, 10.0), at(strip, 15.0))
    assert sorted(mark.time_s for mark in strip.marks) == pytest.approx([0.0, 15.0], abs=0.06)


def test_a_keyframe_is_not_dragged_out_of_the_film(strip: TimelineStrip) -> None:
    drag(strip, at(strip, 10.0), QPoint(900, 20))
    assert max(mark.time_s for mark in strip.marks) == 20.0


def test_from_right_to_left_the_film_begins_at_the_right(strip: TimelineStrip, qtbot: QtBot) -> None:
    strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert strip.x_of(0.0) > strip.x_of(20.0)
    drag(strip, at(strip, 10.0), at(strip, 15.0))
    assert sorted(mark.time_s for mark in strip.marks) == [0.0, pytest.approx(15.0, abs=0.2)]
    type_key(strip, Qt.Key.Key_Left)
    assert max(mark.time_s for mark in strip.marks) == pytest.approx(15.5, abs=0.2)


def test_keys_move_the_chosen_keyframe_and_take_it_out(strip: TimelineStrip) -> None:
    click(strip, at(strip, 10.0))
    type_key(strip, Qt.Key.Key_Right)
    assert max(mark.time_s for mark in strip.marks) == 10.5
    type_key(strip, Qt.Key.Key_Delete)
    assert [mark.time_s for mark in strip.marks] == [0.0]


def test_a_keyframe_is_put_where_the_film_is_with_the_look_of_now(qtbot: QtBot) -> None:
    box, look = TimelineBox(), look_of(Path("a.png"))
    qtbot.addWidget(box)
    box.look = lambda: look
    assert not box.put_button.isEnabled()
    box.set_player(FakePlayer())
    click(box.put_button)
    assert box.timeline == WantedTimeline(((5.0, look),), "linear")
    click(box.clear_button)
    assert box.timeline is None


def test_a_film_is_painted_with_its_keyframes(
    make_window: Maker, picture: "pytest.FixtureRequest", tmp_path: Path, qtbot: QtBot
) -> None:
    red = picture("red.png", (220, 30, 30))  # type: ignore[operator]
    blue = picture("blue.png", (30, 30, 210))  # type: ignore[operator]
    clip = write_clip(tmp_path / "clip.mp4", PLAIN)
    moment = float(frame_times(clip)[5])
    timeline = WantedTimeline(((0.0, look_of(red)), (moment, look_of(blue))), "cut")
    window = make_window()
    queue = window.exports.queue
    queue._load = lambda network: fake_stylizer()
    export = Export(clip, tmp_path / "out.mp4", look_of(red), VideoOptions(), timeline=timeline)
    queue.add(export)
    qtbot.waitUntil(lambda: export.state == export_queue.DONE)
    with VideoFileSource(export.output) as source:
        redder = [bool(frame.image[..., 0].mean() > frame.image[..., 2].mean()) for frame in source]
    assert redder == [True] * 5 + [False] * 5


def test_the_export_panel_takes_the_look_and_its_picture_from_the_window(make_window: Maker) -> None:
    window = make_window(start=True)
    box = window.exports.panel.timeline
    box.set_player(FakePlayer())
    box.put()
    (mark,) = box.strip.marks
    assert [name for _, name, _ in mark.look.styles] == ["Red"]
    assert not mark.picture.isNull()
