"""CUDA: the network of the torch runtime, with whole frames painted on the device."""

import logging
from typing import Final

import torch
from torch import Tensor

from engine.runtimes.cuda.compilation import Compilation
from engine.runtimes.cuda.device import CudaDevice, Device
from engine.runtimes.cuda.frame_key import FrameKey
from engine.runtimes.cuda.frame_painter import DeviceFramePainter
from engine.runtimes.cuda.frame_program import Network
from engine.runtimes.cuda.options import CudaOptions
from engine.runtimes.torch import TorchRuntime
from models.kernels.probing import why_not_fused
from models.network import StyleNetwork
from models.registry import NetworkInfo
from models.study import Tuning

LOG: Final = logging.getLogger("impasto")


class CudaRuntime(TorchRuntime):
    """Paints whole frames where it can, and step by step as `TorchRuntime` where not.

    Raises:
        DeviceError: the device is out of memory or failed.
        ModelError: the weights are missing or damaged.
        UsageError: the environment variable for options says nothing.
    """

    name = "cuda"

    def __init__(
        self,
        entry: NetworkInfo,
        precision: str,
        options: CudaOptions | None = None,
        device: Device | None = None,
        network: StyleNetwork | None = None,
    ) -> None:
        """Load a network.

        Args:
            entry: of the network.
            precision: of the painting.
            options: what may be done to be fast; None = as the environment says.
            device: None = the current CUDA device; tests bring their own.
            network: as for `TorchRuntime`.
        """
        self.options = options or CudaOptions.from_environment()
        self.painter: DeviceFramePainter | None = None
        """Paints frames that are on the device already, too; None: this is switched off."""
        place = device or CudaDevice()
        super().__init__(entry, str(place.torch_device), precision, network)
        if self.options.fused:
            self._fuse()
        self.synchronize()  # the weights come in another stream than those that read them
        self.compilation = Compilation(self._paint, self._device) if self.options.compile else None
        """Makes faster networks in the background; None: this is switched off."""
        if self.options.frames:
            self.painter = self.frame_painter = DeviceFramePainter(
                place,
                self._network_of,
                graphs=self.options.graphs,
                overlap=self.options.overlap,
                smoothing=self.options.smoothing,
            )
            # FFmpeg takes the context that is current in a thread, which is that of the first device.
            first = not place.torch_device.index
            self.film_device = place if self.options.films and first else None

    def synchronize(self) -> None:
        super().synchronize()
        with self._failures():
            if self.painter is not None:
                self.painter.finish()

    def settle(self) -> None:
        if self.compilation is not None:
            self.compilation.join()

    def tune(self, tuning: Tuning | None) -> None:
        self.synchronize()  # frames under way are painted with the weights that they began with
        super().tune(tuning)
        self.synchronize()  # the next ones, in other streams, find the new weights

    def _fuse(self) -> None:
        """Paint AdaIN layers by kernels of our own, or say why not."""
        with self._failures():
            reason = why_not_fused(self._device)
        self._paint.style_network.fused = reason is None
        if reason is not None:
            LOG.warning("AdaIN layers are painted step by step: %s", reason)

    def _network_of(self, key: FrameKey) -> Network:
        if self.compilation is not None:
            return self.compilation.network_of(key)
        return self._searched if self.options.search else self._paint

    def _searched(self, image: Tensor, statistics: Tensor, maps: Tensor | None) -> Tensor:
        """The network, with cuDNN trying all its convolutions where the size is new."""
        before = torch.backends.cudnn.benchmark
        torch.backends.cudnn.benchmark = True
        try:
            painted: Tensor = self._paint(image, statistics, maps)
        finally:
            torch.backends.cudnn.benchmark = before
        return painted
