"""PyTorch: runs every network on every device, step by step; the plain path."""

import copy
from contextlib import AbstractContextManager

import numpy as np
import torch
from torch import Tensor

from engine.frame import Image
from engine.masks import Maps, Weights
from engine.runtimes.base import Runtime, for_person
from engine.runtimes.device_errors import failures
from engine.runtimes.graphs import LearnGraph, PaintGraph, PersonGraph
from engine.runtimes.precision import full_float32
from engine.settings import Statistics
from models.network import StyleNetwork
from models.person import load_person
from models.registry import NetworkInfo
from models.study import Tuning, in_order
from models.weights import load_entry


class TorchRuntime(Runtime):
    """Runs the network as it is.

    Raises:
        DeviceError: the device is out of memory or failed.
        ModelError: the weights are missing or damaged.
    """

    name = "torch"

    def __init__(
        self, entry: NetworkInfo, device: str, precision: str, network: StyleNetwork | None = None
    ) -> None:
        """Load a network.

        Args:
            entry: of the network.
            device: `cuda`, `cuda:1`, `mps` or `cpu`.
            precision: of the painting.
            network: float32 on the CPU; None = that of the entry, with its weights.
        """
        self._device = _device_of(device)
        self.device = str(self._device) if self._device.index else self._device.type
        self.precision = precision
        loaded = network or load_entry(entry)
        self.statistics_size = loaded.statistics_size
        with self._failures():
            self._learn = LearnGraph(copy.deepcopy(loaded)).to(self._device)
            loaded = loaded.to(self._device, getattr(torch, precision))
            loaded.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
            self._paint = PaintGraph(loaded)
            self._tuned = _tuned(loaded)
            self._start = torch.cat([weight.float().flatten() for weight in self._tuned])  # (T,)
        self.tuning_size = len(self._start)
        with self._failures():
            self._person: PersonGraph | None = None

    @torch.inference_mode()
    def encode_style(self, picture: Image) -> Statistics:
        with self._failures(picture.shape[1], picture.shape[0]), full_float32():
            statistics: Tensor = self._learn(self._upload(picture))
            return statistics[0].cpu().numpy().astype(np.float32)

    def upload(self, content: Image) -> Tensor:
        with self._failures(content.shape[1], content.shape[0]):
            return self._upload(content)

    @torch.inference_mode()
    def network(self, content: Tensor, statistics: Statistics, maps: Maps | None = None) -> Tensor:
        with self._failures(content.shape[2], content.shape[1]):
            rows = torch.from_numpy(np.atleast_2d(statistics).copy()).to(self._device)  # (K, P)
            weights = None if maps is None else torch.from_numpy(maps.copy()).to(self._device)
            painted: Tensor = self._paint(content, rows, weights)
        return painted

    def download(self, painted: Tensor) -> Image:
        with self._failures(painted.shape[2], painted.shape[1]):
            return painted[0].cpu().numpy()

    @torch.inference_mode()
    def segment(self, image: Image) -> Weights:
        with self._failures(), full_float32():
            if self._person is None:
                self._person = PersonGraph(load_person()).to(self._device)
            found: Tensor = self._person(self._upload(for_person(image)))
            return found.cpu().numpy()

    @torch.inference_mode()
    def tune(self, tuning: Tuning | None) -> None:
        super().tune(tuning)
        with self._failures():
            values = self._start
            if tuning is not None:
                values = values + torch.from_numpy(tuning.astype(np.float32)).to(self._device)
            parts = torch.split(values, [weight.numel() for weight in self._tuned])
            for weight, part in zip(self._tuned, parts, strict=True):
                weight.copy_(part.view_as(weight))  # in place: what was captured or compiled stays valid

    def synchronize(self) -> None:
        with self._failures():
            if self._device.type == "cuda":
                # Not all of the device: where another thread captures a graph, CUDA does not allow that.
                torch.cuda.current_stream(self._device).synchronize()
            elif self._device.type == "mps":
                torch.mps.synchronize()

    def _upload(self, content: Image) -> Tensor:
        host = torch.from_numpy(content.copy())[None]  # a frame is read-only, which torch does not know
        if self._device.type == "cuda":
            host = host.pin_memory()
        return host.to(self._device, non_blocking=True)  # (1, H, W, 3)

    def _failures(self, width: int = 0, height: int = 0) -> AbstractContextManager[None]:
        return failures(self.device, width, height)


def _device_of(name: str) -> torch.device:
    """With the number of the GPU now current, if none is named: each thread has a current one of its own."""
    return torch.device(name, torch.cuda.current_device()) if name == "cuda" else torch.device(name)


def _tuned(network: StyleNetwork) -> list[Tensor]:
    """The weights that a study changes, in the order of a tuning."""
    known = dict(network.named_parameters())
    return [known[name] for name in in_order(known)]
