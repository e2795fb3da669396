"""What every test gets: folders of its own, and a check that it left no thread running."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

LEFTOVER_PREFIX = "impasto-"


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Converted networks, made once per run of the tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_folders(shared_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMPASTO_CACHE", str(shared_cache))
    monkeypatch.setenv("IMPASTO_DATA", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def _no_leftover_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.name.startswith(LEFTOVER_PREFIX)]
    assert not left, f"threads still running: {left}"
