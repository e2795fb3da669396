"""A thousand random wishes, with threads that take turns every few microseconds: the last ones hold."""

import random
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.window.bridge import PATTERN, Background, Controller, LiveEngine
from app.window.look import Look
from app.window.output import Recorder
from engine import DEFAULT_NETWORK, SourceChoice, Stylizer
from tests.app.window.conftest import COLORS
from tests.clips import Clip, frame_times, write_clip
from tests.fakes import FakeRuntime, fake_stylizer

WISHES = 1000

NETWORKS = ("small", "compact", "paper")


class Load:
    """Loads networks; remembers which one each runtime belongs to."""

    def __init__(self) -> None:
        self.network_of: dict[int, str] = {}
        self.kept: list[Stylizer] = []

    def __call__(self, network: str) -> Stylizer:
        stylizer = fake_stylizer(FakeRuntime())
        self.kept.append(stylizer)
        self.network_of[id(stylizer)] = network
        return stylizer


class Person:
    """Wishes something at random, and remembers what was wished last of each kind."""

    def __init__(
        self, controller: Controller, recorder: Recorder, sources: list[SourceChoice], seed: int
    ) -> None:
        self.network, self.source, self.style, self.records = DEFAULT_NETWORK, PATTERN, "red", False
        self._controller = controller
        self._recorder = recorder
        self._sources = sources
        self._random = random.Random(seed)

    def wish(self) -> int:
        """Wish something; returns the milliseconds until the next wish, often none."""
        kinds = (self._choose_network, self._choose_source, self._choose_style, self._record, self._stop)
        self._random.choice(kinds)()
        return self._random.choice((0, 0, 0, 1, 5, 20))

    def _choose_network(self) -> None:
        self.network = self._random.choice(NETWORKS)
        self._controller.change_network(self.network)

    def _choose_source(self) -> None:
        self.source = self._random.choice(self._sources)
        self._controller.show(self.source)

    def _choose_style(self) -> None:
        self.style = self._random.choice(list(COLORS))
        self._controller.set_look(Look().with_styles(((self.style, 1.0),)).with_value("fade", 0.0))

    def _record(self) -> None:
        self.records = True
        self._recorder.start(side_by_side=False)

    def _stop(self) -> None:
        self.records = False
        self._recorder.stop()


@pytest.fixture
def _quick_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def sources(tmp_path: Path) -> list[SourceChoice]:
    clips = [write_clip(tmp_path / f"{side}.mp4", Clip(size=(side, 48))) for side in (64, 80)]
    return [PATTERN, *(SourceChoice("video", str(clip)) for clip in clips)]


@pytest.mark.usefixtures("_quick_turns")
def test_after_a_thousand_random_wishes_the_last_ones_hold_and_nothing_is_left(
    qtbot: QtBot, tmp_path: Path, picture: Callable[..., Path], sources: list[SourceChoice]
) -> None:
    load, background = Load(), Background()
    engine = LiveEngine(load)
    controller = Controller(engine, background)
    recorder = Recorder(engine, background, tmp_path / "made")
    said: list[object] = []
    for signal in (controller.failed, controller.broken, recorder.failed, recorder.broken):
        signal.connect(said.append)
    controller.set_pictures({name: (picture(f"{name}.png", rgb), name) for name, rgb in COLORS.items()})
    person = Person(controller, recorder, sources, seed=7)
    controller.start(lambda: PATTERN, DEFAULT_NETWORK)
    qtbot.waitUntil(lambda: controller.session is not None, timeout=20_000)
    for _ in range(WISHES):
        if pause_ms := person.wish():
            qtbot.wait(pause_ms)

    def color() -> tuple[int, ...]:
        frame = engine.latest()
        return () if frame is None else tuple(int(value) for value in frame.image[20, 20])

    def all_as_wished() -> bool:
        session = engine.session
        return (
            session is not None
            and session is controller.session
            and load.network_of[id(session.recovery.stylizer)] == person.network == engine.network
            and session.choice == person.source
            and color() == COLORS[person.style]
            and recorder.recording == person.records
        )

    qtbot.waitUntil(all_as_wished, timeout=20_000)
    qtbot.wait(100)
    assert all_as_wished()
    recorder.start(side_by_side=False)
    qtbot.waitUntil(lambda: recorder.recording)
    qtbot.wait(300)
    recorder.stop()
    qtbot.waitUntil(lambda: not recorder.busy, timeout=10_000)
    engine.close()
    background.close(10)
    assert engine.join(10)
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("impasto-")] == []
    made = sorted(path.name for path in (tmp_path / "made").iterdir())
    assert made and not [name for name in made if ".part" in name]
    assert all(frame_times(tmp_path / "made" / name) for name in made)
    others = [str(one) for one in said if "no picture came" not in str(one)]  # stopped before the first frame
    assert others == []
