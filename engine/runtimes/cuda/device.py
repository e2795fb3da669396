"""The device as the runtime sees it: memory, streams, events, captured work. All of CUDA's calls are here."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import nullcontext
from threading import Lock
from typing import Any, Final
from weakref import WeakSet

import torch
from torch import Tensor

from engine.frame import DeviceImage, Image
from engine.runtimes.cuda.resampling import resize
from engine.runtimes.device_errors import failures

CAPTURING: Final = Lock()
"""Held while a graph is captured, and by whoever waits for a whole device meanwhile, in any thread: CUDA
allows neither two captures at once, nor that (it would break the capture)."""

Work = Callable[[], None]
"""Calls torch; what it launches goes to the stream it is queued in."""

Stream = Any
Event = Any


class Device(ABC):
    """Queues work in streams. Nothing but `synchronize` and `capture` waits.

    Work of one stream is done in order; work of two is not, but where one waits for an event of the other.
    """

    torch_device: torch.device
    """Where `memory` lies."""

    @abstractmethod
    def pinned(self, shape: tuple[int, ...], dtype: torch.dtype = torch.uint8) -> Tensor:
        """Host memory that the device copies from and to by itself; what is in it is not defined."""

    @abstractmethod
    def memory(
        self, shape: tuple[int, ...], stream: Stream = None, dtype: torch.dtype = torch.uint8
    ) -> Tensor:
        """Device memory; what is in it is not defined.

        Args:
            shape: of the tensor.
            stream: that uses it first: what had the same memory before may still be at work, in this stream
                alone. None: as torch has it in this thread.
            dtype: of the tensor.
        """

    @abstractmethod
    def stream(self) -> Stream:
        """A new stream."""

    @abstractmethod
    def default_stream(self) -> Stream:
        """The stream in which libraries work that know of no other, such as FFmpeg; always the same."""

    @abstractmethod
    def run(self, stream: Stream, work: Work) -> None:
        """Queue work."""

    @abstractmethod
    def record(self, stream: Stream) -> Event:
        """An event that comes when all is done that is in the stream now."""

    @abstractmethod
    def wait(self, stream: Stream, event: Event) -> None:
        """Let what is queued from now on wait for an event; the caller does not."""

    @abstractmethod
    def synchronize(self, event: Event) -> None:
        """Wait for an event.

        Raises:
            RuntimeError: work failed, not necessarily before this event.
        """

    @abstractmethod
    def capture(self, stream: Stream, work: Work) -> Work | None:
        """Make one launch of work that has run before: calling the result repeats it, in the same memory.

        Returns:
            None: not now, as another thread is at something that forbids it.

        Raises:
            RuntimeError: it cannot be captured.
        """

    def copy(self, stream: Stream, destination: Tensor, source: Tensor) -> None:
        """Queue a copy between the host's pinned memory and the device's, or within the latter."""
        self.run(stream, lambda: _copy(destination, source))


class CudaDevice(Device):
    """An NVIDIA GPU: `cuda:1` is the second; `cuda` that which is torch's current device."""

    def __init__(self, name: str = "cuda") -> None:
        _, _, number = name.partition(":")
        self.torch_device = torch.device("cuda", int(number) if number else torch.cuda.current_device())
        self._graphs: WeakSet[torch.cuda.CUDAGraph] = WeakSet()

    def pinned(self, shape: tuple[int, ...], dtype: torch.dtype = torch.uint8) -> Tensor:
        return torch.empty(shape, dtype=dtype, pin_memory=True)

    def memory(
        self, shape: tuple[int, ...], stream: Stream = None, dtype: torch.dtype = torch.uint8
    ) -> Tensor:
        with nullcontext() if stream is None else torch.cuda.stream(stream):
            return torch.empty(shape, dtype=dtype, device=self.torch_device)

    def stream(self) -> torch.cuda.Stream:
        return torch.cuda.Stream(self.torch_device)  # type: ignore[no-untyped-call]

    def default_stream(self) -> torch.cuda.Stream:
        return torch.cuda.default_stream(self.torch_device)

    def run(self, stream: torch.cuda.Stream, work: Work) -> None:
        with torch.cuda.stream(stream):
            work()

    def record(self, stream: torch.cuda.Stream) -> torch.cuda.Event:
        # Who waits sleeps: it would keep a core busy that the encoder, or the search for motion, can use.
        event = torch.cuda.Event(blocking=True)  # type: ignore[no-untyped-call]
        event.record(stream)
        return event

    def wait(self, stream: torch.cuda.Stream, event: torch.cuda.Event) -> None:
        stream.wait_event(event)

    def synchronize(self, event: torch.cuda.Event) -> None:
        event.synchronize()

    def capture(self, stream: torch.cuda.Stream, work: Work) -> Work | None:
        if not CAPTURING.acquire(blocking=False):
            return None
        try:
            return self._captured(stream, work)
        finally:
            CAPTURING.release()

    def _captured(self, stream: torch.cuda.Stream, work: Work) -> Work:
        graph = torch.cuda.CUDAGraph()
        # One pool for all graphs: they run one after the other, and leave nothing in it that another needs.
        # That of a graph that lives: torch takes no pool again that was given up with its last graph.
        pool = next((one.pool() for one in self._graphs), None)
        with torch.cuda.device(self.torch_device):  # torch first waits for the current one
            current = torch.cuda.current_stream()
            # `thread_local`: other threads (a window's, a decoder's) may use the device meanwhile.
            try:
                with torch.cuda.graph(graph, pool=pool, stream=stream, capture_error_mode="thread_local"):
                    work()
            finally:  # where a capture fails, torch leaves its stream the current one
                torch.cuda.set_stream(current)
        self._graphs.add(graph)
        return graph.replay


class HostDevice(Device):
    """The CPU, which does everything at once: to compare with, and to rehearse measurements."""

    torch_device = torch.device("cpu")

    def pinned(self, shape: tuple[int, ...], dtype: torch.dtype = torch.uint8) -> Tensor:
        return torch.empty(shape, dtype=dtype)

    def memory(
        self, shape: tuple[int, ...], stream: Stream = None, dtype: torch.dtype = torch.uint8
    ) -> Tensor:
        return torch.empty(shape, dtype=dtype)

    def stream(self) -> None:
        return None

    def default_stream(self) -> None:
        return None

    def run(self, stream: Stream, work: Work) -> None:
        work()

    def record(self, stream: Stream) -> None:
        return None

    def wait(self, stream: Stream, event: Event) -> None:
        pass

    def synchronize(self, event: Event) -> None:
        pass

    def capture(self, stream: Stream, work: Work) -> Work | None:
        return work


class TensorImage(DeviceImage):
    """A picture in a tensor."""

    def __init__(self, device: Device, tensor: Tensor, ready: Event) -> None:
        """Of (H, W, 3) uint8 RGB in the memory of a device, complete when the event comes."""
        height, width, _ = tensor.shape
        self.shape = height, width, 3
        self.device, self.tensor, self.ready = device, tensor, ready

    def download(self) -> Image:
        with failures(self.device.torch_device.type, self.shape[1], self.shape[0]):
            self.device.synchronize(self.ready)
            image: Image = torch.empty_like(self.tensor, device="cpu").copy_(self.tensor).numpy()
            return image

    def resized(self, width: int, height: int) -> "TensorImage":
        return self._made(height, width, lambda: resize(self.tensor, height, width))

    def mirrored(self) -> "TensorImage":
        return self._made(*self.shape[:2], lambda: self.tensor.flip(1))

    def _made(self, height: int, width: int, work: Callable[[], Tensor]) -> "TensorImage":
        """Another one, (height, width, 3).

        In the stream of libraries, where films are decoded: who gets the memory of a frame next, when nobody
        holds it any more, waits there, too.
        """
        device, stream = self.device, self.device.default_stream()
        with failures(device.torch_device.type, self.shape[1], self.shape[0]):
            made = device.memory((height, width, 3), stream)
            device.wait(stream, self.ready)
            device.run(stream, lambda: _copy(made, work()))
            return TensorImage(device, made, device.record(stream))


def _copy(destination: Tensor, source: Tensor) -> None:
    destination.copy_(source, non_blocking=True)
