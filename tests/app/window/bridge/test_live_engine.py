"""Wishes that come quickly one after the other: the last one of each kind wins."""

import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from app.window.bridge import live_engine
from app.window.bridge.live_engine import (
    PATTERN,
    LiveEngine,
    RecordingPlan,
    load_libraries,
    load_stylizer,
)
from engine import (
    DEFAULT_NETWORK,
    Choice,
    DeviceError,
    ModelError,
    NetworkInfo,
    Settings,
    SourceChoice,
    Stylizer,
)
from tests.clips import write_clip
from tests.fakes import FakeRuntime, fake_stylizer
from tests.supervision import wait_until


def unpainted(_: Stylizer) -> Settings:
    return Settings()


class SlowLoader:
    """Loads networks; each only when the test lets it."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.may_end: dict[str, Event] = {}

    def __call__(self, network: str) -> Stylizer:
        self.begun.append(network)
        assert self.may_end.get(network, _set()).wait(10)
        if network == "broken":
            raise ModelError("The weights are missing. Get them.")
        return fake_stylizer()

    def hold(self, network: str) -> Event:
        self.may_end[network] = Event()
        return self.may_end[network]


def _set() -> Event:
    event = Event()
    event.set()
    return event


@pytest.fixture
def load() -> SlowLoader:
    return SlowLoader()


@pytest.fixture
def engine(load: SlowLoader) -> Iterator[LiveEngine]:
    engine = LiveEngine(load)
    engine.start(lambda: PATTERN, DEFAULT_NETWORK, unpainted).result(10)
    yield engine
    for event in load.may_end.values():
        event.set()
    engine.close()
    assert engine.join(10)


def test_of_two_networks_chosen_quickly_the_last_one_paints(engine: LiveEngine, load: SlowLoader) -> None:
    slow = load.hold("slow")
    first = engine.change_network("slow", unpainted)
    wait_until(lambda: load.begun[-1] == "slow", 5, "the first to load")
    between = engine.change_network("never loaded", unpainted)
    second = engine.change_network("quick", unpainted)
    slow.set()
    assert second.result(10) is engine.session
    assert engine.network == "quick"
    assert load.begun == [DEFAULT_NETWORK, "slow", "quick"]
    assert first.exception(5) is not None and between.exception(5) is not None  # nobody is told of them


def test_an_error_of_an_overtaken_network_does_not_matter(engine: LiveEngine, load: SlowLoader) -> None:
    hold = load.hold("broken")
    engine.change_network("broken", unpainted)
    last = engine.change_network("quick", unpainted)
    hold.set()
    last.result(10)
    assert (engine.network, engine.wanted_network) == ("quick", "quick")


def test_a_network_that_cannot_be_loaded_is_not_wanted_any_more(engine: LiveEngine) -> None:
    changed = engine.change_network("broken", unpainted)
    assert engine.wanted_network == "broken"
    with pytest.raises(ModelError):
        changed.result(10)
    assert (engine.network, engine.wanted_network) == (DEFAULT_NETWORK, DEFAULT_NETWORK)


def test_of_many_sources_chosen_quickly_the_last_one_is_shown(engine: LiveEngine, tmp_path: Path) -> None:
    clip = SourceChoice("video", str(write_clip(tmp_path / "clip.mp4")))
    for _ in range(50):
        engine.show(PATTERN)
        last = engine.show(clip)
    last.result(10)
    assert engine.session is not None and engine.session.choice == clip


def test_a_source_is_shown_while_a_network_loads(
    engine: LiveEngine, load: SlowLoader, tmp_path: Path
) -> None:
    clip = SourceChoice("video", str(write_clip(tmp_path / "clip.mp4")))
    hold = load.hold("slow")
    changed = engine.change_network("slow", unpainted)
    engine.show(clip).result(5)
    assert engine.session is not None and engine.session.choice == clip
    hold.set()
    assert changed.result(10).choice == clip


def test_a_source_chosen_before_the_first_was_found_is_the_one_that_is_shown(tmp_path: Path) -> None:
    clip = SourceChoice("video", str(write_clip(tmp_path / "clip.mp4")))
    engine, searching = LiveEngine(lambda network: fake_stylizer()), Event()

    def find() -> SourceChoice:
        assert searching.wait(10)
        return PATTERN

    started = engine.start(find, DEFAULT_NETWORK, unpainted)
    engine.show(clip).result(5)
    searching.set()
    assert started.result(10).choice == clip
    engine.close()
    assert engine.join(10)


def test_closing_while_a_network_loads_leaves_no_session(engine: LiveEngine, load: SlowLoader) -> None:
    hold = load.hold("slow")
    changed = engine.change_network("slow", unpainted)
    wait_until(lambda: load.begun[-1] == "slow", 5, "it to load")
    engine.close()
    assert engine.session is None
    hold.set()
    assert changed.exception(10) is not None
    assert engine.session is None


def test_a_device_that_cannot_take_the_network_gives_way_to_one_that_can(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def open_runtime(entry: NetworkInfo, choice: Choice) -> FakeRuntime:
        if choice.runtime != "torch" or choice.device != "cpu":
            raise DeviceError("Its memory is full.")
        return FakeRuntime()

    monkeypatch.setattr("engine.stylizer.open_runtime", open_runtime)
    assert load_stylizer("compact").choice.reason.startswith("Its memory is full. cpu was asked for")


def test_a_wish_after_the_end_does_nothing(engine: LiveEngine, tmp_path: Path) -> None:
    engine.close()
    for wish in (
        engine.show(PATTERN),
        engine.change_network("quick", unpainted),
        engine.record(RecordingPlan(tmp_path)),
    ):
        assert wish.cancelled()
    assert list(tmp_path.iterdir()) == []


def test_libraries_are_loaded_before_anything_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = Event()
    monkeypatch.setattr(live_engine, "load_libraries", loaded.set)
    engine = LiveEngine()
    assert loaded.wait(10)
    engine.close()
    assert engine.join(10)


def test_libraries_that_cannot_be_loaded_do_not_keep_the_window_from_opening(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "engine", None)  # importing it raises ImportError
    load_libraries()
