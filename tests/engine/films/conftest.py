"""What the log says of a film's way, and what is brought from the device."""

import logging
from collections.abc import Iterator

import pytest

from engine.films.on_device import LOG
from engine.frame import Image
from engine.runtimes.cuda.device import TensorImage
from tests.engine.runtimes.cuda.test_frame_painter import Lines


@pytest.fixture
def lines() -> Iterator[list[str]]:
    handler, level = Lines(), LOG.level
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    yield handler.said
    LOG.setLevel(level)
    LOG.removeHandler(handler)


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> list[TensorImage]:
    """Pictures that were brought from the device."""
    brought: list[TensorImage] = []
    download = TensorImage.download

    def counted(self: TensorImage) -> Image:
        brought.append(self)
        return download(self)

    monkeypatch.setattr(TensorImage, "download", counted)
    return brought
