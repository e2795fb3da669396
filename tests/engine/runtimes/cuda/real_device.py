"""The real device, with memory that is poisoned before it is given, and counts of what was done."""

import torch
from torch import Tensor

from engine.runtimes.cuda.device import CudaDevice, Work
from tests.engine.runtimes.cuda.fake_device import POISON


class CountingCuda(CudaDevice):
    """Fills what it allocates with bytes 0xCD and floats that are no numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.runs = 0
        self.captures = 0
        self.replays = 0

    def pinned(self, shape: tuple[int, ...], dtype: torch.dtype = torch.uint8) -> Tensor:
        return _poisoned(super().pinned(shape, dtype))

    def memory(
        self,
        shape: tuple[int, ...],
        stream: torch.cuda.Stream | None = None,
        dtype: torch.dtype = torch.uint8,
    ) -> Tensor:
        poisoned_in = stream or torch.cuda.current_stream()
        with torch.cuda.stream(poisoned_in):
            memory = _poisoned(super().memory(shape, poisoned_in, dtype))
        poisoned_in.synchronize()  # before what will be written in other streams
        return memory

    def run(self, stream: torch.cuda.Stream, work: Work) -> None:
        self.runs += 1
        super().run(stream, work)

    def capture(self, stream: torch.cuda.Stream, work: Work) -> Work | None:
        replay = super().capture(stream, work)
        if replay is None:
            return None
        self.captures += 1

        def counted() -> None:
            self.replays += 1
            replay()

        return counted


def _poisoned(memory: Tensor) -> Tensor:
    return memory.fill_(float("nan") if memory.dtype.is_floating_point else POISON)
