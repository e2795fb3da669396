"""A device without a GPU: work is queued, and done in any order that events allow, as late as possible."""

import random
import weakref
from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import partial
from threading import RLock
from types import CellType, FunctionType

import torch
from torch import Tensor

from engine.runtimes.cuda.device import Device, TensorImage, Work

POISON = 0xCD
"""Byte of memory that nothing was written to yet; floats are not numbers."""


@dataclass(eq=False)
class FakeEvent:
    """Comes when its stream gets to it."""

    done: bool = False


@dataclass(eq=False)
class FakeStream:
    """What is queued: work, events to come, and events to wait for."""

    queue: deque[Work | FakeEvent | tuple[FakeEvent]] = field(default_factory=deque)

    @property
    def held(self) -> bool:
        """Nothing to do now."""
        return not self.queue or (isinstance(self.queue[0], tuple) and not self.queue[0][0].done)

    def step(self) -> None:
        entry = self.queue.popleft()
        if isinstance(entry, FakeEvent):
            entry.done = True
        elif not isinstance(entry, tuple):
            entry()


class FakeDevice(Device):
    """Does as little as it may until somebody waits, and chooses at random whose turn it is.

    Whatever is read before it is written, or overwritten before it is read, shows in the result. Memory that
    nobody holds is given to the next who asks for it in that stream, also while work still reads it.
    """

    torch_device = torch.device("cpu")

    def __init__(self, seed: int = 0, eager: float = 0.0) -> None:
        self.streams: list[FakeStream] = []
        self.waits = 0
        """Times that the caller was held up."""
        self.captures = 0
        self.replays = 0
        self.allocated: list[Tensor] = []
        self._free: dict[tuple[object, ...], list[Tensor]] = defaultdict(list)
        self._blocks: dict[int, Tensor] = {}
        self.runs = 0
        self.fails_at: int | None = None
        """The number of the work that fails; as on a GPU this shows only when somebody waits."""
        self.captures_fail = False
        self.busy = False
        """Another thread is at something that forbids a capture."""
        self._error: RuntimeError | None = None
        self._default = self.stream()
        self._lock = RLock()  # threads queue at once
        self._random = random.Random(seed)
        self._eager = eager

    def pinned(self, shape: tuple[int, ...], dtype: torch.dtype = torch.uint8) -> Tensor:
        buffer = torch.empty(shape, dtype=dtype)
        _poison(buffer)
        self.allocated.append(buffer)
        return buffer

    def memory(
        self, shape: tuple[int, ...], stream: FakeStream | None = None, dtype: torch.dtype = torch.uint8
    ) -> Tensor:
        kind = id(stream), shape, dtype
        with self._lock:
            block = self._free[kind].pop() if self._free[kind] else self.pinned(shape, dtype)
            (stream or self._default).queue.append(partial(_poison, block))
        given = torch.from_numpy(block.numpy())  # another storage over the same memory
        self._blocks[given.data_ptr()] = block
        weakref.finalize(given.untyped_storage(), self._free[kind].append, block).atexit = False
        return given

    def stream(self) -> FakeStream:
        self.streams.append(FakeStream())
        return self.streams[-1]

    def default_stream(self) -> FakeStream:
        return self._default

    def run(self, stream: FakeStream, work: Work) -> None:
        with self._lock:
            stream.queue.append(self._failing(self._launched(work)))
            while self._random.random() < self._eager:
                self._step()

    def record(self, stream: FakeStream) -> FakeEvent:
        event = FakeEvent()
        with self._lock:
            stream.queue.append(event)
        return event

    def wait(self, stream: FakeStream, event: FakeEvent) -> None:
        with self._lock:
            stream.queue.append((event,))

    def synchronize(self, event: FakeEvent) -> None:
        with self._lock:
            self.waits += not event.done
            while not event.done:
                assert self._step(), "it would wait for ever"
            if self._error is not None:
                raise self._error

    def capture(self, stream: FakeStream, work: Work) -> Work | None:
        if self.busy:
            return None
        if self.captures_fail:
            raise RuntimeError("operation not permitted when stream is capturing\nmore")
        self.captures += 1

        def replay() -> None:
            self.replays += 1
            work()

        return replay

    def finish(self) -> None:
        """Do all that is queued."""
        while self._step():
            pass

    def _step(self) -> bool:
        ready = [stream for stream in self.streams if not stream.held]
        if ready:
            self._random.choice(ready).step()
        return bool(ready)

    def _launched(self, work: Work) -> Work:
        """The work as a GPU has it, which knows addresses, and holds no memory."""
        if not isinstance(work, FunctionType) or work.__closure__ is None:
            return work
        cells = tuple(CellType(self._address(cell.cell_contents)) for cell in work.__closure__)
        return FunctionType(work.__code__, work.__globals__, work.__name__, work.__defaults__, cells)

    def _address(self, value: object) -> object:
        if isinstance(value, Tensor):
            return self._aliased(value)
        if isinstance(value, TensorImage):
            return TensorImage(value.device, self._aliased(value.tensor), value.ready)
        return self._launched(value) if isinstance(value, FunctionType) else value

    def _aliased(self, tensor: Tensor) -> Tensor:
        block = self._blocks.get(tensor.untyped_storage().data_ptr())
        if block is None:
            return tensor
        return block.as_strided(tensor.size(), tensor.stride(), tensor.storage_offset())

    def _failing(self, work: Work) -> Work:
        self.runs += 1
        if self.runs != self.fails_at:
            return work

        def fail() -> None:
            self._error = RuntimeError("CUDA error: device-side assert triggered\nCompile with ...")

        return fail


def _poison(memory: Tensor) -> None:
    memory.fill_(float("nan") if memory.dtype.is_floating_point else POISON)
