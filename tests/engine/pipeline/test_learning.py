"""Styles are learned while a session paints: in which thread, and what waits for it."""

import threading
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import pytest

from engine import style_cache
from engine.frame import Image
from engine.pipeline.live_session import LiveSession
from engine.settings import Statistics
from engine.sources.choice import SourceChoice
from engine.style_cache import StyleCache
from tests.fakes import FakeRuntime, fake_stylizer, settings_of

PATTERN = SourceChoice("pattern")


def test_a_style_is_hashed_decoded_and_stored_outside_the_style_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path / "cache"))  # nothing is learned yet
    threads: dict[str, str] = {}

    def noted(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **options: object) -> object:
            threads[name] = threading.current_thread().name
            return work(*args, **options)

        return run

    runtime = FakeRuntime()
    monkeypatch.setattr(runtime, "encode_style", noted("encode", runtime.encode_style))
    for name in ("content_hash", "load_picture"):
        monkeypatch.setattr(style_cache, name, noted(name, getattr(style_cache, name)))
    monkeypatch.setattr(StyleCache, "_save", noted("save", StyleCache._save))
    session = LiveSession(fake_stylizer(runtime), PATTERN)
    PIL.Image.new("RGB", (64, 48), (9, 8, 7)).save(tmp_path / "style.png")
    style = session.learn(tmp_path / "style.png", "Mine")
    assert session.learn(tmp_path / "style.png", "Mine") is style
    assert session.stop()
    me = threading.current_thread().name
    assert threads == {"content_hash": me, "load_picture": me, "encode": "impasto-style", "save": me}
    assert (style.name, style.statistics.tolist(), runtime.learned) == ("Mine", [9, 8, 7], 1)


class LearnsBeside(FakeRuntime):
    """Learns in the thread that asks, while another paints."""

    def learn_style_beside(self, picture: Image) -> Statistics:
        return self.encode_style(picture)


def test_a_style_is_learned_beside_a_frame_that_is_being_painted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPASTO_CACHE", str(tmp_path / "cache"))
    runtime, painting, go_on = LearnsBeside(), threading.Event(), threading.Event()

    def hold() -> None:
        painting.set()
        assert go_on.wait(10)

    runtime.before_network = hold
    session = LiveSession(fake_stylizer(runtime), PATTERN, settings_of(200))
    PIL.Image.new("RGB", (64, 48), (9, 8, 7)).save(tmp_path / "style.png")
    assert painting.wait(10)
    style = session.learn(tmp_path / "style.png", "Mine", scales=(1.0, 2.0), beside=True)
    assert session.preview.latest() is None  # no frame is done yet
    go_on.set()
    assert style.statistics.tolist() == [9, 8, 7] and style.covers(2.0)
    assert session.stop()
