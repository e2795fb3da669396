"""Style pictures are learned one after the other, in a thread that may wait."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event, current_thread
from typing import cast

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.window.bridge.background import Background
from app.window.bridge.style_learner import StyleLearner
from engine import DeviceError, Image, LiveSession, Style
from tests.fakes import fake_stylizer


class FakeSession:
    """A session that learns what is asked of it when told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.threads: dict[str, tuple[str, bool]] = {}
        """Name of a style -> the thread that learned it, and whether beside the painting."""
        self._stylizer = fake_stylizer()
        self._may_work = Event()
        self._error = error

    def learn(
        self,
        path: Path,
        name: str,
        decoded: Image | None = None,
        scales: Iterable[float] = (1.0,),
        *,
        beside: bool = False,
    ) -> Style:
        self.asked.append(name)
        self.threads[name] = current_thread().name, beside
        assert self._may_work.wait(10)
        if self._error is not None:
            raise self._error
        return self._stylizer.learn(path, name, decoded=decoded, scales=scales)

    def work(self) -> None:
        self._may_work.set()


@pytest.fixture
def learner(
    qtbot: QtBot, picture: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StyleLearner]:
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path / "cache"))  # nothing is learned yet
    background = Background()
    learner = StyleLearner(background)
    learner.set_pictures(
        {name: (picture(f"{name}.png", (n, n, n)), name) for n, name in enumerate(("a", "b", "c"))}
    )
    yield learner
    background.close(10.0)


def learn_all(learner: StyleLearner, session: FakeSession, qtbot: QtBot) -> list[str]:
    order: list[str] = []
    learner.learned.connect(lambda key, style: order.append(key))
    learner.failed.connect(lambda key, reason: order.append(f"not {key}"))
    session.work()
    learner.restart(cast("LiveSession", session))
    qtbot.waitUntil(lambda: len(order) == 3)
    return order


def test_pictures_are_learned_in_their_order(learner: StyleLearner, qtbot: QtBot) -> None:
    assert learn_all(learner, FakeSession(), qtbot) == ["a", "b", "c"]


def test_what_is_wanted_is_learned_first(learner: StyleLearner, qtbot: QtBot) -> None:
    assert not learner.want({"c": (1.0,)})
    assert learn_all(learner, FakeSession(), qtbot) == ["c", "a", "b"]
    assert learner.want({"c": (1.0,), "a": (1.0,)})


def test_a_picture_that_cannot_be_learned_does_not_stop_the_others(
    learner: StyleLearner, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_text("no picture")
    assert learn_all(learner, FakeSession(), qtbot) == ["not a", "b", "c"]


def test_a_decoded_picture_is_used_in_place_of_its_file(learner: StyleLearner, qtbot: QtBot) -> None:
    idle = FakeSession()
    learner.restart(cast("LiveSession", idle))
    learner.keep_decoded("c", np.full((9, 9, 3), 200, np.uint8))
    idle.work()
    learn_all(learner, FakeSession(), qtbot)
    assert learner.styles["c"].statistics.tolist() == [200, 200, 200]


def test_what_the_network_before_learned_is_not_used(learner: StyleLearner, qtbot: QtBot) -> None:
    before, after = FakeSession(), FakeSession()
    learner.restart(cast("LiveSession", before))
    learner.restart(cast("LiveSession", after))
    before.work()
    qtbot.waitUntil(lambda: after.asked == ["a"])
    qtbot.wait(50)
    assert learner.styles == {}
    after.work()


def test_a_device_that_fails_says_so_and_costs_no_style(learner: StyleLearner, qtbot: QtBot) -> None:
    failing, rejected, said = FakeSession(DeviceError("Out of memory.")), list[str](), list[Exception]()
    learner.failed.connect(lambda key, reason: rejected.append(key))
    learner.postponed.connect(said.append)
    failing.work()
    learner.restart(cast("LiveSession", failing))
    qtbot.waitUntil(lambda: len(said) == 3)
    assert rejected == []
    assert learn_all(learner, FakeSession(), qtbot) == ["a", "b", "c"]


def test_what_is_not_wanted_is_learned_beside_the_painting(learner: StyleLearner, qtbot: QtBot) -> None:
    session = FakeSession()
    learner.want({"b": (1.0,)})
    learn_all(learner, session, qtbot)
    beside = ("impasto-learn-beside", True)
    assert session.threads == {"a": beside, "b": ("impasto-learn", False), "c": beside}


def test_what_is_wanted_does_not_wait_for_what_is_learned_beside(learner: StyleLearner, qtbot: QtBot) -> None:
    session = FakeSession()
    learner.restart(cast("LiveSession", session))
    qtbot.waitUntil(lambda: session.asked == ["a"])
    learner.want({"c": (1.0,)})
    qtbot.waitUntil(lambda: session.asked == ["a", "c"])
    learner.want({"a": (1.0,)})
    qtbot.wait(20)
    assert session.asked == ["a", "c"]  # one after the other
    session.work()
    qtbot.waitUntil(lambda: set(learner.styles) == {"a", "b", "c"})
