"""Weights that do not change for a while become constants of a graph that is compiled beside the painting."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from engine import Settings, Style, Stylizer
from engine.errors import DeviceError
from engine.frame import Image
from engine.runtimes.openvino import settled_graphs
from engine.runtimes.openvino.runtime import OpenVinoRuntime
from engine.runtimes.openvino.settled_graphs import SettledGraphs
from tests import clips


@pytest.fixture
def stylizer() -> Iterator[Stylizer]:
    stylizer = Stylizer(device="cpu", precision="float32", runtime="openvino")
    yield stylizer
    compile_to_the_end()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settled_graphs, "SETTLED_S", 0.0)


def compile_to_the_end() -> None:
    for thread in threading.enumerate():
        if thread.name == "impasto-compile":
            thread.join()


def tuned(stylizer: Stylizer, seed: int) -> Style:
    random = np.random.default_rng(seed)
    tuning = random.normal(0, 0.01, stylizer.runtime.tuning_size).astype(np.float16)
    return replace(stylizer.learn("mosaic"), tuning=tuning)


def paint(stylizer: Stylizer, style: Style) -> Image:
    return stylizer.paint(clips.scene((96, 64), 3), Settings(((style, 1.0),)))


def constants(stylizer: Stylizer) -> int:
    """Graphs with constants that were compiled."""
    assert isinstance(stylizer.runtime, OpenVinoRuntime)
    return len(stylizer.runtime._settled._requests)


def test_a_graph_with_the_weights_as_constants_takes_over_and_nobody_sees_it(
    stylizer: Stylizer, at_once: None
) -> None:
    style = tuned(stylizer, 1)
    before = paint(stylizer, style)
    compile_to_the_end()
    assert constants(stylizer) == 1
    after = paint(stylizer, style)
    assert np.abs(before.astype(int) - after).max() <= 1


def test_the_next_frame_after_a_change_has_the_new_weights(stylizer: Stylizer, at_once: None) -> None:
    first, second = tuned(stylizer, 1), tuned(stylizer, 2)
    wanted = paint(stylizer, second)
    paint(stylizer, first)
    compile_to_the_end()
    paint(stylizer, first)
    np.testing.assert_array_equal(paint(stylizer, second), wanted)


def test_a_program_that_ends_waits_for_what_a_daemon_thread_had_compiled() -> None:
    code = """
import threading, time
from engine.runtimes.openvino import settled_graphs
settled_graphs.SETTLED_S = 0.0
graphs = settled_graphs.SettledGraphs(lambda *_: (time.sleep(0.3), print("compiled")))
painting = threading.Thread(target=lambda: graphs.request([], 1, 1), daemon=True)
painting.start()
painting.join()
"""
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (finished.returncode, finished.stdout) == (0, "compiled\n"), finished.stderr


def test_weights_that_change_all_the_time_are_never_compiled(stylizer: Stylizer) -> None:
    first, second = tuned(stylizer, 1), tuned(stylizer, 2)
    for share in (0.2, 0.5, 0.8):
        settings = Settings(((first, share), (second, 1 - share)))
        stylizer.paint(clips.scene((96, 64), 3), settings)
    assert constants(stylizer) == 0 and "impasto-compile" not in {t.name for t in threading.enumerate()}


@pytest.mark.parametrize("error", [DeviceError("no"), RuntimeError("no"), MemoryError()], ids=repr)
def test_what_cannot_be_compiled_is_painted_as_before(
    stylizer: Stylizer, at_once: None, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    tries = []

    def fail(*_: object) -> None:
        tries.append(1)
        raise error

    monkeypatch.setattr("engine.runtimes.openvino.runtime.with_minimal_filtering", fail)
    style = stylizer.learn("mosaic")
    before = paint(stylizer, style)
    for _ in range(3):
        compile_to_the_end()
        np.testing.assert_array_equal(paint(stylizer, style), before)
    assert len(tries) == 1


class FailingRequest:
    """Of a graph for which there is too little memory."""

    def infer(self, *_: object, **__: object) -> None:
        raise RuntimeError("bad_alloc")


def test_a_graph_that_fails_while_painting_is_given_up(
    stylizer: Stylizer, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = stylizer.learn("mosaic")
    before = paint(stylizer, style)
    compile_to_the_end()
    monkeypatch.setattr(
        OpenVinoRuntime, "_with_constants", lambda *_: pytest.fail("it was compiled once more")
    )
    assert isinstance(stylizer.runtime, OpenVinoRuntime)
    requests = stylizer.runtime._settled._requests
    requests[next(iter(requests))] = FailingRequest()
    np.testing.assert_array_equal(paint(stylizer, style), before)
    assert list(requests.values()) == [None]


def test_what_is_settled_before_any_picture_makes_the_first_one_fast_and_no_other_wait(
    stylizer: Stylizer,
) -> None:
    stylizer.runtime.settle()
    paint(stylizer, tuned(stylizer, 1))
    assert constants(stylizer) == 1
    paint(stylizer, tuned(stylizer, 2))
    assert constants(stylizer) == 0


def test_a_second_film_of_another_size_is_fast_from_its_first_frame_on_too() -> None:
    compiled: list[tuple[int, ...]] = []
    graphs = SettledGraphs(lambda _, *size: compiled.append(size))
    for size in ((8, 8), (8, 16)):
        graphs.finish()
        graphs.request((), *size)
    assert compiled == [(8, 8), (8, 16)]
    graphs.request((), 8, 24)
    assert compiled == [(8, 8), (8, 16)]


def test_sizes_that_take_turns_are_never_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    now_s, compiled = 0.0, []
    monkeypatch.setattr(f"{settled_graphs.__name__}.time.monotonic", lambda: now_s)
    graphs = SettledGraphs(lambda _, *size: compiled.append(size))
    for _ in range(20):
        for width in range(6):
            graphs.request((), 8, width)
            now_s += 1.0
    assert not compiled
    graphs.request((), 8, 9)
    now_s += settled_graphs.SETTLED_S
    graphs.request((), 8, 9)
    compile_to_the_end()
    assert compiled == [(8, 9)]


def test_where_a_second_graph_would_be_no_faster_none_is_made(
    at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.runtimes.openvino.runtime.saves_time", lambda core, precision: False)
    stylizer = Stylizer(device="cpu", precision="float32", runtime="openvino")
    unstudied = stylizer.learn(clips.scene((64, 64), 1), "unstudied")
    for _ in range(2):
        paint(stylizer, unstudied)
    compile_to_the_end()
    assert constants(stylizer) == 0
