"""What every test gets: folders of its own, and a check that it left no thread running."""

import importlib
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.plugins import install_example
from tests.tiny_disk import tiny_disk

__all__ = ["tiny_disk"]

COMPILING = "impasto-compile"
"""Name of threads that compile beside the painting; what they make is dropped when nobody needs it."""

COMPILING_S = 60.0
"""Seconds in which one must end, on a machine that does much else."""

LEFTOVER_PREFIX = "impasto-"

WINDOW = Path(__file__).parent / "app" / "window"


def _why_no_qt() -> str:
    """Empty when Qt works; else what its libraries miss on this machine."""
    try:
        importlib.import_module("PyQt6.QtWidgets")
        importlib.import_module("PyQt6.QtOpenGLWidgets")
    except ImportError as error:
        return str(error)
    return ""


NO_QT = _why_no_qt()


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Without Qt's libraries pytest-qt would end everything; so only the window's tests are left out."""
    if NO_QT:
        pluginmanager.unregister(name="pytest-qt")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return True if NO_QT and collection_path == WINDOW else None


def pytest_report_header() -> str:
    return f"the window's tests are LEFT OUT: {NO_QT} (see docs/window.md)" if NO_QT else "Qt: works"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests marked `gpu` run only when asked for (`-m gpu`), and only where there is one."""
    if item.get_closest_marker("gpu") is not None and not _has_cuda():
        pytest.skip("this machine has no CUDA")


@cache
def _has_cuda() -> bool:
    from engine import list_devices

    return any(device.name == "cuda" and device.available for device in list_devices())


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
    for thread in threading.enumerate():
        if thread.name.startswith(COMPILING):  # ends by itself, later than what it was begun for
            thread.join(COMPILING_S)
    left = [t for t in threading.enumerate() if t not in before and t.name.startswith(LEFTOVER_PREFIX)]
    assert not left, f"threads still running: {left}"


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an installed package that adds a source and a sink; see `tests.plugins`."""
    site = tmp_path / "site"
    install_example(site)
    monkeypatch.syspath_prepend(site)
    return site
