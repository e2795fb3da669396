"""PyTorch: runs every network on every device; the fast path on a GPU, the plain one on a CPU."""

import copy

import numpy as np
import torch
from torch import Tensor

from engine.errors import DeviceError
from engine.frame import Image
from engine.runtimes.base import Runtime
from engine.runtimes.graphs import LearnGraph, PaintGraph
from engine.settings import Statistics
from models.registry import NetworkInfo
from models.weights import load_entry


class TorchRuntime(Runtime):
    """Runs the network as it is.

    Raises:
        DeviceError: the device is out of memory or failed.
        ModelError: the weights are missing or damaged.
    """

    name = "torch"

    def __init__(self, entry: NetworkInfo, device: str, precision: str) -> None:
        self.device = device
        self.precision = precision
        self._device = torch.device(device)
        loaded = load_entry(entry)
        self.statistics_size = loaded.statistics_size
        self._learn = LearnGraph(copy.deepcopy(loaded)).to(self._device)
        network = loaded.to(self._device, getattr(torch, precision))
        network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._paint = PaintGraph(network)

    @torch.inference_mode()
    def encode_style(self, picture: Image) -> Statistics:
        statistics: Tensor = self._learn(self.upload(picture))
        return statistics[0].cpu().numpy().astype(np.float32)

    def upload(self, content: Image) -> Tensor:
        host = torch.from_numpy(content.copy())[None]  # a frame is read-only, which torch does not know
        if self.device == "cuda":
            host = host.pin_memory()
        return host.to(self._device, non_blocking=True)  # (1, H, W, 3)

    @torch.inference_mode()
    def network(self, content: Tensor, statistics: Statistics) -> Tensor:
        try:
            painted: Tensor = self._paint(content, torch.from_numpy(statistics.copy())[None].to(self._device))
        except RuntimeError as error:  # torch.OutOfMemoryError is one
            size = f"{content.shape[2]}x{content.shape[1]}"
            reason = str(error).strip().splitlines()[0]
            raise DeviceError(
                f"The network failed on {self.device} at {size}: {reason} Try a smaller --render-size."
            ) from error
        return painted

    def download(self, painted: Tensor) -> Image:
        return painted[0].cpu().numpy()

    def synchronize(self) -> None:
        if self.device == "cuda":
            torch.cuda.synchronize()
        elif self.device == "mps":
            torch.mps.synchronize()
