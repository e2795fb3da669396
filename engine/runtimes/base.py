"""What every runtime does: run one network on one device. The Stylizer does not know which it has."""

from abc import ABC, abstractmethod
from typing import Any

from engine.frame import Image
from engine.settings import Statistics


class Runtime(ABC):
    """One network, on one device, in one precision. Used by one thread.

    A frame goes through `upload`, `network`, `download`; what passes between them belongs to the runtime.

    Errors: every method raises `DeviceError`.
    """

    name: str
    """`openvino` or `torch`."""

    device: str
    """`cpu`, `cuda` or `mps`."""

    precision: str
    """`float32`, `bfloat16` or `float16`: that of the painting; style statistics are always float32."""

    statistics_size: int | None = None
    """P: the number of statistics that `network` takes; None: not known."""

    not_kept: str | None = None
    """Why what was prepared to run the network could not be kept for the next run; None: all is well."""

    @abstractmethod
    def encode_style(self, picture: Image) -> Statistics:
        """Style statistics, (textures * P,) float32, of a picture (h, w, 3) uint8 RGB, sides >= 32 px."""

    @abstractmethod
    def upload(self, content: Image) -> Any:  # noqa: ANN401 - each runtime has its own kind of tensor
        """Bring a content picture (H, W, 3) uint8 RGB, sides multiples of the network's, to the device."""

    @abstractmethod
    def network(self, content: Any, statistics: Statistics) -> Any:  # noqa: ANN401
        """Paint what `upload` gave; may return before the device is done."""

    @abstractmethod
    def download(self, painted: Any) -> Image:  # noqa: ANN401
        """Wait for the picture and bring it back: (H, W, 3) uint8 RGB, a new array."""

    def synchronize(self) -> None:  # noqa: B027 - most devices have nothing to wait for
        """Wait until the device has done all it was given (for honest timing)."""
