"""Style pictures are learned one after the other, in the session's thread."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.window.bridge.background import Background
from app.window.bridge.style_learner import StyleLearner
from engine import LiveSession, Stylizer
from tests.fakes import fake_stylizer


class FakeSession:
    """A session whose pipeline does queued work when told to."""

    def __init__(self) -> None:
        self.pipeline = self
        self._stylizer = fake_stylizer()
        self._queue: list[tuple[Callable[[Stylizer], Any], Future[Any]]] = []

    def call(self, work: Callable[[Stylizer], Any]) -> "Future[Any]":
        future: Future[Any] = Future()
        self._queue.append((work, future))
        return future

    def work(self) -> None:
        while self._queue:
            work, future = self._queue.pop(0)
            try:
                future.set_result(work(self._stylizer))
            except Exception as error:
                future.set_exception(error)


@pytest.fixture
def learner(
    qtbot: QtBot, picture: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> StyleLearner:
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path / "cache"))  # nothing is learned yet
    learner = StyleLearner(Background())
    learner.set_pictures(
        {name: (picture(f"{name}.png", (n, n, n)), name) for n, name in enumerate(("a", "b", "c"))}
    )
    return learner


def learn_all(learner: StyleLearner, session: FakeSession, qtbot: QtBot) -> list[str]:
    order: list[str] = []
    learner.learned.connect(lambda key, style: order.append(key))
    learner.failed.connect(lambda key, reason: order.append(f"not {key}"))
    learner.restart(cast("LiveSession", session))

    def all_done() -> bool:
        session.work()
        return len(order) == 3

    qtbot.waitUntil(all_done)
    return order


def test_pictures_are_learned_in_their_order(learner: StyleLearner, qtbot: QtBot) -> None:
    assert learn_all(learner, FakeSession(), qtbot) == ["a", "b", "c"]


def test_what_is_wanted_is_learned_first(learner: StyleLearner, qtbot: QtBot) -> None:
    assert not learner.want(["c"])
    assert learn_all(learner, FakeSession(), qtbot) == ["c", "a", "b"]
    assert learner.want(["c", "a"])


def test_a_picture_that_cannot_be_learned_does_not_stop_the_others(
    learner: StyleLearner, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_text("no picture")
    assert learn_all(learner, FakeSession(), qtbot) == ["not a", "b", "c"]


def test_a_decoded_picture_is_used_in_place_of_its_file(learner: StyleLearner, qtbot: QtBot) -> None:
    learner.restart(cast("LiveSession", FakeSession()))
    learner.keep_decoded("c", np.full((9, 9, 3), 200, np.uint8))
    learn_all(learner, FakeSession(), qtbot)
    assert learner.styles["c"].statistics.tolist() == [200, 200, 200]


def test_what_the_network_before_learned_is_not_used(learner: StyleLearner, qtbot: QtBot) -> None:
    before = FakeSession()
    learner.restart(cast("LiveSession", before))
    learner.restart(cast("LiveSession", FakeSession()))
    before.work()
    qtbot.wait(50)
    assert learner.styles == {}
