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

    def memory(self, shape: tuple[int, ...], dtype: torch.dtype = torch.uint8) -> Tensor:
        memory = _poisoned(super().memory(shape, dtype))
        torch.cuda.synchronize()  # the poison goes through another stream than what will be written
        return memory

    def run(self, stream: torch.cuda.Stream, work: Work) -> None:
        self.runs += 1
        super().run(stream, work)

    def capture(self, stream: torch.cuda.Stream, work: Work) -> Work:
        replay = super().capture(stream, work)
        self.captures += 1

        def counted() -> None:
            self.replays += 1
            replay()

        return counted


def _poisoned(memory: Tensor) -> Tensor:
    return memory.fill_(float("nan") if memory.dtype.is_floating_point else POISON)
