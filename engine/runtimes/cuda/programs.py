"""Programs: the last few frame programs; what comes a second time is captured as a graph."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from threading import get_ident
from typing import TYPE_CHECKING, Final

import torch
from torch import Tensor

from engine.colour import LEVELS
from engine.runtimes.cuda.device import Device, Stream, Work
from engine.runtimes.cuda.frame_key import FrameKey, pack
from engine.runtimes.cuda.frame_program import FrameProgram, Network
from engine.runtimes.cuda.staging import Staging
from engine.runtimes.cuda.steadying import Steadying
from engine.steadiness import parts_of

if TYPE_CHECKING:
    from engine.runtimes.frames import FrameRequest

LOG: Final = logging.getLogger("impasto")

MOST_PROGRAMS: Final = 6
"""Kept, the last used: enough for the sizes and options that a person goes back and forth between."""

NetworkOf = Callable[[FrameKey], Network]
"""The network to paint frames of a key with: another one once a faster one was made."""


class Programs:
    """Runs frames through the program of their key. All work goes to one stream."""

    def __init__(self, device: Device, stream: Stream, network_of: NetworkOf, *, graphs: bool) -> None:
        """Be ready.

        Args:
            device: where.
            stream: that all work is queued in.
            network_of: gives the network of a program.
            graphs: capture what comes again.
        """
        self._device, self._stream = device, stream
        self._network_of = network_of
        self._graphs = graphs
        self._programs: OrderedDict[tuple[FrameKey, Network], _Program] = OrderedDict()

    def run(
        self,
        key: FrameKey,
        frame: Tensor,
        painted: Tensor,
        request: "FrameRequest",
    ) -> None:
        """Queue the painting of a frame.

        Args:
            key: of the request.
            frame: (H, W, 3) uint8 on the device; read when its turn comes.
            painted: (H, W, 3) uint8 on the device; written then.
            request: of the frame; its numbers are brought there when they change.
        """
        program = self._program(key)
        program.bring(request)
        self._device.copy(self._stream, program.frame, frame)
        program.run()
        self._device.copy(self._stream, painted, program.painted)

    def clear(self) -> None:
        """Let all memory go; nothing may be in flight."""
        self._programs.clear()

    def _program(self, key: FrameKey) -> "_Program":
        place = key, self._network_of(key)
        if place not in self._programs:
            self._programs[place] = _Program(self._device, self._stream, *place, self)
            if len(self._programs) > MOST_PROGRAMS:
                self._device.synchronize(self._device.record(self._stream))  # it may be at work
                self._programs.popitem(last=False)
        self._programs.move_to_end(place)
        return self._programs[place]

    def capture(self, work: Work) -> Work | None:
        """The work as a graph; None: not now, or not at all, which is said once where it cannot be."""
        if not self._graphs:
            return None
        try:
            return self._device.capture(self._stream, work)
        except RuntimeError as error:
            self._graphs = False
            reason = str(error).strip().partition("\n")[0]
            LOG.warning("A CUDA graph could not be captured, so frames take longer to launch: %s", reason)
            return None


class _Program:
    """One program with the memory that its graph reads and writes."""

    def __init__(
        self, device: Device, stream: Stream, key: FrameKey, network: Network, programs: Programs
    ) -> None:
        shape = (key.size.height, key.size.width, 3)
        self.frame = device.memory(shape, stream)
        self.painted = device.memory(shape, stream)
        self._numbers = Staging(device, stream, (key.count,))
        self._motion = Staging(device, stream, (sum(parts_of(key.motion)),)) if key.motion else None
        self._moves = Staging(device, stream, (LEVELS**3, 3), torch.int16) if key.locked else None
        self._device, self._stream = device, stream
        self._before: object | None = None  # the frame whose pictures it has
        self._program = FrameProgram(key, network, _steadying(device, stream, key))
        self._programs = programs
        self._prepared_in: int | None = None  # the thread in which it was painted last
        self._graph: Work | None = None

    def bring(self, request: "FrameRequest") -> None:
        """Queue what changes from frame to frame."""
        self._numbers.bring(pack(request))
        if self._moves is not None and request.palette_moves is not None:
            self._moves.bring(request.palette_moves)
        if self._motion is not None and (following := request.following) is not None:
            known = following.before is not None and following.before is self._before
            self._motion.bring(following.numbers(known=known))
            self._before = following.now

    def run(self) -> None:
        """The first time step by step, which also prepares the libraries; then the graph, if there is one.

        What cuDNN knows of a size, each thread of it has to find out for itself, and not in a capture.
        """
        thread = get_ident()
        if self._graph is None and self._prepared_in == thread:
            self._graph = self._programs.capture(self._paint)
        self._prepared_in = thread
        self._device.run(self._stream, self._graph or self._paint)

    def _paint(self) -> None:
        motion, moves = (None if each is None else each.tensor for each in (self._motion, self._moves))
        with torch.no_grad():
            self.painted.copy_(self._program(self.frame, self._numbers.tensor, motion, moves))


def _steadying(device: Device, stream: Stream, key: FrameKey) -> Steadying | None:
    if key.motion is None:
        return None
    height, width = key.size.padded_height, key.size.padded_width
    return Steadying(device, stream, height, width, careful=key.careful)
