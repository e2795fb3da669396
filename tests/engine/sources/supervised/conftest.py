"""A world of cameras that fail, and a watcher of what comes through."""

from collections.abc import Iterator

import pytest

from engine.sources.supervised.open_worker import abandoned_readers
from engine.sources.supervised.source import SupervisedSource
from tests.supervision import QUICK, Watcher, World, wait_until


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.released.set()
    wait_until(lambda: abandoned_readers() == 0, 5, "abandoned threads to end")


@pytest.fixture
def watcher(world: World) -> Iterator[Watcher]:
    watcher = Watcher(SupervisedSource(world.open, "The camera", QUICK))
    yield watcher
    watcher.stop()
