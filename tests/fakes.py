"""Hand-written fakes of the engine's interfaces."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from queue import SimpleQueue
from threading import Event

import numpy as np

from engine.errors import SinkError
from engine.frame import Frame, Image
from engine.masks import Maps
from engine.runtimes.base import Runtime
from engine.settings import Settings, Statistics, Style
from engine.sinks.base import Sink
from engine.sources.base import Source
from engine.stream_info import StreamInfo
from engine.stylizer import Stylizer

RATE = Fraction(25)

FAKE = "fake"
"""Key of every fake stylizer's network: what learned the styles of `style_of`."""


def solid(value: int, width: int = 40, height: int = 32) -> Image:
    return np.full((height, width, 3), value, np.uint8)


def frame(index: int, value: int = 100) -> Frame:
    return Frame(solid(value), Fraction(index, 25), index)


class FakeClock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class FakeRuntime(Runtime):
    """Paints every pixel in the colour the statistics name; learns a picture's mean colour."""

    name = "fake"
    device = "cpu"
    precision = "float32"

    def __init__(self, textures: int = 1) -> None:
        self.textures = textures
        self.learned = 0
        self.seen_sizes: list[tuple[int, int]] = []
        self.before_network: Callable[[], None] = lambda: None

    def encode_style(self, picture: Image) -> Statistics:
        self.learned += 1
        mean = np.asarray(picture.reshape(-1, 3).mean(axis=0), dtype=np.float32)
        return np.tile(mean, self.textures)

    def upload(self, content: Image) -> Image:
        self.seen_sizes.append((content.shape[1], content.shape[0]))
        return content

    def network(self, content: Image, statistics: Statistics, maps: Maps | None = None) -> Image:
        self.before_network()
        painted = np.empty_like(content)
        if maps is None:
            painted[:] = np.rint(statistics).astype(np.uint8)
            return painted
        blended = np.einsum("khw,kc->hwc", maps, statistics)
        painted[:] = np.rint(np.kron(blended, np.ones((2, 2, 1)))).astype(np.uint8)
        return painted

    def download(self, painted: Image) -> Image:
        return painted


def fake_stylizer(runtime: Runtime | None = None, network: str = "compact") -> Stylizer:
    stylizer = Stylizer(network, runtime=runtime or FakeRuntime())
    stylizer.styles.network = FAKE
    return stylizer


def style_of(value: int, name: str = "style", network: str = FAKE, *, calm: int | None = None) -> Style:
    """A style that FakeRuntime paints as one grey; `calm`: of its calm texture, where there are two."""
    greys = [value] if calm is None else [calm, value]
    return Style(name, np.repeat(np.array(greys, np.float32), 3), network, solid(value))


def settings_of(value: int) -> Settings:
    return Settings(((style_of(value), 1.0),))


class FakeSource(Source):
    """Gives the frames it was given; may fail after them; may be live."""

    def __init__(
        self, frames: Sequence[Frame], *, live: bool = False, error: Exception | None = None
    ) -> None:
        self.live = live
        self.closed = False
        self._frames = list(frames)
        self._error = error

    @property
    def info(self) -> StreamInfo:
        return StreamInfo(40, 32, RATE, 1 / RATE, len(self._frames))

    def read(self) -> Frame | None:
        if self._frames:
            return self._frames.pop(0)
        if self._error is not None:
            raise self._error
        return None

    def close(self) -> None:
        self.closed = True


class EndlessSource(Source):
    """Gives frames until closed."""

    def __init__(self, *, live: bool = False) -> None:
        self.live = live
        self.given = 0
        self._closed = Event()

    @property
    def info(self) -> StreamInfo:
        return StreamInfo(40, 32, RATE, 1 / RATE)

    def read(self) -> Frame | None:
        if self._closed.is_set():
            return None
        self.given += 1
        return frame(self.given - 1)

    def close(self) -> None:
        self._closed.set()


class TickingSource(Source):
    """Live: gives one frame for every tick of a clock that the test moves."""

    live = True

    def __init__(self) -> None:
        self._ticks: SimpleQueue[int | None] = SimpleQueue()
        self._now = 0

    def tick(self) -> None:
        """1/25 s passes."""
        self._ticks.put(self._now)
        self._now += 1

    @property
    def info(self) -> StreamInfo:
        return StreamInfo(40, 32, RATE, 1 / RATE)

    def read(self) -> Frame | None:
        now = self._ticks.get()
        return None if now is None else frame(now)

    def close(self) -> None:
        self._ticks.put(None)


class FakeSink(Sink):
    """Keeps what it is given; may fail at one frame; tells how it ended."""

    def __init__(self, *, slow: bool = False, fail_at: int | None = None) -> None:
        self.slow = slow
        self.frames: list[Frame] = []
        self.ended = ""
        self.on_write: Callable[[Frame], None] = lambda frame: None
        self._fail_at = fail_at

    def write(self, frame: Frame) -> None:
        if frame.index == self._fail_at:
            raise SinkError("The disk is full. Free some space.")
        self.frames.append(frame)
        self.on_write(frame)

    def close(self) -> None:
        self.ended = self.ended or "closed"

    def abort(self) -> None:
        self.ended = self.ended or "aborted"
