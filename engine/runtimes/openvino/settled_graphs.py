"""Graphs that take longer to compile and paint faster: made beside the painting, for what stays as it is."""

import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Thread, get_native_id
from typing import Final

import openvino as ov

from engine.runtimes.device_errors import first_line

LOG: Final = logging.getLogger("impasto")

SETTLED_S = 5.0
"""Seconds with the same weights and size until a graph is compiled for them: a cross-fade, a study that gets
better every few seconds, and a folder of photos cause none."""

MAX_SETTLED = 4
"""Sizes of frames for which such graphs are kept."""

Compile = Callable[..., ov.InferRequest]
"""Makes a graph of a size with these weights as constants: (tensors, *size) -> request. For any thread."""


class SettledGraphs:
    """Graphs that have the weights of now as constants. For one thread, which never waits but in `finish`."""

    def __init__(self, compiled: Compile) -> None:
        """Compile with this function, in a thread of its own."""
        self._compiled = compiled
        self._tensors: Sequence[ov.Tensor] = ()
        self._requests: dict[tuple[int, ...], ov.InferRequest | None] = {}
        """By their sizes; None: it cannot be painted faster."""
        self._latest: tuple[int, ...] | None = None
        self._at_once = False
        """Whether the next picture's graph is compiled before it is painted."""
        self._since_s = 0.0
        """Since when nothing but the latest size has been asked for, with these weights."""
        self._thread: Thread | None = None

    def request(self, tensors: Sequence[ov.Tensor], *size: int) -> ov.InferRequest | None:
        """The graph for these weights and this size, if it is there; else it may be begun.

        Args:
            tensors: of `TunedWeights`: other ones after each change; none where they never change.
            size: of the graph.
        """
        if tensors is not self._tensors:  # what is still being compiled comes into the old dict
            self._tensors, self._latest, self._requests = tensors, None, {}
        now_s = time.monotonic()
        if size != self._latest:
            self._latest, self._since_s = size, now_s
        if self._at_once:
            self._finish()
        if size in self._requests:
            return self._requests[size]
        if now_s - self._since_s >= SETTLED_S and not (self._thread is not None and self._thread.is_alive()):
            self._begin(size)
        return None

    def give_up(self, *size: int) -> None:
        """Paint this size as before: its graph failed."""
        self._requests[size] = None

    def finish(self) -> None:
        """Compile now what was asked for last, and then what will be next, and wait for it."""
        self._finish()
        self._at_once = True

    def _finish(self) -> None:
        self._at_once = False
        if self._thread is not None:
            self._thread.join()
        if self._latest is not None and self._latest not in self._requests:
            self._make(self._with_room(), self._tensors, self._latest)

    def _begin(self, size: tuple[int, ...]) -> None:
        requests, tensors = self._with_room(), self._tensors

        def work() -> None:
            give_way()
            self._make(requests, tensors, size)

        # A thread that paints is a daemon, and what it begins would be one too: a program that ends meanwhile
        # would stop it inside C++, which then aborts the process.
        self._thread = Thread(target=work, name="impasto-compile", daemon=False)
        self._thread.start()

    def _with_room(self) -> dict[tuple[int, ...], ov.InferRequest | None]:
        """The requests, with room for one more."""
        if len(self._requests) >= MAX_SETTLED:
            self._requests.clear()
        return self._requests

    def _make(
        self,
        requests: dict[tuple[int, ...], ov.InferRequest | None],
        tensors: Sequence[ov.Tensor],
        size: tuple[int, ...],
    ) -> None:
        try:
            requests[size] = self._compiled(tensors, *size)
        except Exception as error:  # of any kind, too little memory also: painting goes on as it is
            requests[size] = None
            LOG.warning("%dx%d cannot be painted faster: %s", size[1], size[0], first_line(error))


def give_way() -> None:
    """Leave the processor to the threads that paint, for good; on Linux, where a thread has a priority."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, get_native_id(), 19)
