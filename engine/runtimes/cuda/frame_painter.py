"""Paints whole frames on the device: frames come, are painted and go in three streams at once.

What may not be written before it was read is kept apart by events, and within a slot by its hand-over:

    upload    [frame 1][frame 2][frame 3]
    paint              [frame 1][frame 2][frame 3]
    download                    [frame 1][frame 2][frame 3]
"""

from contextlib import suppress
from typing import Final

from torch import Tensor

from engine.frame import Image, Pixels, downloaded
from engine.runtimes.cuda.device import Device, Event, TensorImage
from engine.runtimes.cuda.frame_key import FrameKey
from engine.runtimes.cuda.programs import NetworkOf, Programs
from engine.runtimes.cuda.slots import Slot, Slots
from engine.runtimes.device_errors import failures
from engine.runtimes.frames import FramePainter, FrameRequest, Painting

IN_FLIGHT: Final = 3
"""Frames of a file at once: one on its way there, one that is painted, one on its way back."""


class DeviceFramePainter(FramePainter):
    """Paints frames of any size; buffers are those of the last size."""

    def __init__(
        self,
        device: Device,
        network_of: NetworkOf,
        *,
        graphs: bool = True,
        overlap: bool = True,
        smoothing: bool = True,
    ) -> None:
        """Be ready.

        Args:
            device: where.
            network_of: gives the network for a key.
            graphs: capture what comes again.
            overlap: several frames at once.
            smoothing: keep the pictures before, and hold flicker back with them.
        """
        self.steadies = smoothing
        self.ahead = IN_FLIGHT - 1 if overlap else 0
        self.device = device
        """Where frames are painted."""
        self._streams = tuple(device.stream() for _ in range(3))
        self._upload, self._paint, self._download = self._streams
        self._programs = Programs(device, self._paint, network_of, graphs=graphs)
        self._slots: Slots | None = None

    def begin(self, frame: Pixels, request: FrameRequest) -> Painting:
        height, width = frame.shape[:2]
        try:
            with failures("cuda", width, height):
                if isinstance(frame, TensorImage):
                    return self._begin_there(frame, request)
                frame = downloaded(frame)
                slots = self._slots_for(height, width)
                return self._begin(slots, slots.take(), frame, request)
        except BaseException:
            self.reset()
            raise

    def queue(self, frame: Tensor, painted: Tensor, request: FrameRequest) -> Event:
        """Queue the painting of a frame that is on the device.

        Args:
            frame: (H, W, 3) uint8 RGB on the device; read when its turn comes.
            painted: (H, W, 3) uint8 on the device; written then.
            request: of the frame.

        Returns:
            What comes when it is painted.
        """
        self._programs.run(FrameKey.of(request), frame, painted, request)
        return self.device.record(self._paint)

    def finish(self) -> None:
        """Wait for all that was begun.

        Raises:
            RuntimeError: the device failed.
        """
        for stream in self._streams:
            self.device.synchronize(self.device.record(stream))

    def reset(self) -> None:
        """After a failure: let all buffers and graphs go; the next frame begins anew."""
        for stream in self._streams:
            with suppress(RuntimeError):  # the device may be lost
                self.device.synchronize(self.device.record(stream))
        self._slots = None
        self._programs.clear()

    def _begin(self, slots: Slots, slot: Slot, frame: Image, request: FrameRequest) -> Painting:
        device, result = self.device, slots.results.take()
        slot.put(frame)
        device.copy(self._upload, slot.frame, slot.host)
        device.wait(self._paint, device.record(self._upload))
        device.wait(self._download, self.queue(slot.frame, slot.painted, request))
        device.copy(self._download, result, slot.painted)
        slot.painting = _Painting(self, slots, slot, result, device.record(self._download))
        return slot.painting

    def _begin_there(self, frame: TensorImage, request: FrameRequest) -> Painting:
        painted = self.device.memory(frame.shape, self._paint)
        self.device.wait(self._paint, frame.ready)
        done = self.queue(frame.tensor, painted, request)
        return _PaintingThere(self, frame, TensorImage(self.device, painted, done))

    def _slots_for(self, height: int, width: int) -> Slots:
        if self._slots is None or self._slots.size != (height, width):
            if self._slots is not None:
                self._slots.finish()  # their memory is still in use
            self._slots = None
            self._slots = Slots(self.device, (self._upload, self._paint), height, width, self.ahead + 1)
        return self._slots


class _PaintingThere(Painting):
    """A frame that came in the device's memory, and stays there."""

    def __init__(self, painter: DeviceFramePainter, frame: TensorImage, painted: TensorImage) -> None:
        self._painter, self._painted = painter, painted
        self._frame: TensorImage | None = frame  # its memory is read until the painting is done

    def wait(self) -> Image:
        return self.pixels().download()

    def pixels(self) -> TensorImage:
        height, width, _ = self._painted.shape
        try:
            with failures("cuda", width, height):
                self._painter.device.synchronize(self._painted.ready)
        except BaseException:
            self._painter.reset()
            raise
        self._frame = None
        return self._painted


class _Painting(Painting):
    """A frame in a slot."""

    def __init__(
        self, painter: DeviceFramePainter, slots: Slots, slot: Slot, result: Tensor, done: Event
    ) -> None:
        self._painter, self._slots, self._slot = painter, slots, slot
        self._result: Tensor | None = result
        self._done = done
        self._image: Image | None = None

    def wait(self) -> Image:
        if self._image is None:
            self._image = self._hand_over()
        return self._image

    def _hand_over(self) -> Image:
        """The one place that waits."""
        height, width = self._slots.size
        self._slot.painting = None
        assert self._result is not None
        try:
            with failures("cuda", width, height):
                self._painter.device.synchronize(self._done)
        except BaseException:
            self._painter.reset()
            raise
        image = self._slots.results.hand_over(self._result)
        self._result = None
        return image
