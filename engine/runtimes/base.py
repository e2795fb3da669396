"""What every runtime does: run one network on one device. The Stylizer does not know which it has."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from engine.errors import DeviceError, UsageError
from engine.frame import Image
from engine.imaging import resize
from engine.masks import Maps, Weights
from engine.runtimes.frames import FramePainter
from engine.settings import Statistics
from models.study import Tuning

if TYPE_CHECKING:
    from engine.runtimes.cuda import Device

PERSON_SIDE: Final = 256
"""Pixels: width and height of what the network that finds persons takes, `models.person.SIDE`."""


class Runtime(ABC):
    """One network, on one device, in one precision. Used by one thread.

    A frame goes through `upload`, `network`, `download`; what passes between them belongs to the runtime.

    Errors: every method raises `DeviceError`.
    """

    name: str
    """`openvino`, `torch` or `cuda`."""

    device: str
    """`cpu`, `mps`, `cuda`, or `cuda:1` and so on."""

    precision: str
    """`float32`, `bfloat16` or `float16`: that of the painting; style statistics are always float32."""

    statistics_size: int | None = None
    """P: the number of statistics that `network` takes; None: not known."""

    tuning_size: int = 0
    """T: the length of what `tune` takes; 0: the weights cannot be tuned."""

    not_kept: str | None = None
    """Why what was prepared to run the network could not be kept for the next run; None: all is well."""

    frame_painter: FramePainter | None = None
    """Does everything to a frame on the device; None: only the network runs there."""

    film_device: "Device | None" = None
    """Where the frames of a film may lie from their decoder to their encoder; None: in the CPU's memory."""

    @abstractmethod
    def encode_style(self, picture: Image) -> Statistics:
        """Style statistics, (textures * P,) float32, of a picture (h, w, 3) uint8 RGB, sides >= 32 px."""

    def learn_style(self, picture: Image) -> Statistics:
        """The same of a person's style picture; of the bundled ones they may come with the program."""
        return self.encode_style(picture)

    def learn_style_beside(self, picture: Image) -> Statistics | None:
        """The same while another thread paints, from which it hardly takes time; None: it cannot do that.

        The calling thread leaves the processor to the painting one from now on.
        """
        return None

    @abstractmethod
    def upload(self, content: Image) -> Any:  # noqa: ANN401 - each runtime has its own kind of tensor
        """Bring a content picture (H, W, 3) uint8 RGB, sides multiples of the network's, to the device."""

    @abstractmethod
    def network(self, content: Any, statistics: Statistics, maps: Maps | None = None) -> Any:  # noqa: ANN401
        """Paint what `upload` gave; may return before the device is done.

        Args:
            content: from `upload`.
            statistics: (P,) float32; with maps (K, P).
            maps: (K, h, w) float32 weights of the rows, of any size; they sum to 1 at each pixel.
        """

    @abstractmethod
    def download(self, painted: Any) -> Image:  # noqa: ANN401
        """Wait for the picture and bring it back: (H, W, 3) uint8 RGB, a new array."""

    def tune(self, tuning: Tuning | None) -> None:
        """Add a tuning, (T,), to the weights as trained, for the pictures that follow; None: nothing.

        It takes a millisecond, but for the first time, which may compile the network anew.

        Raises:
            UsageError: it is of another network.
        """
        if tuning is not None and tuning.shape != (self.tuning_size,):
            raise UsageError(
                f"A studied style of {tuning.size:,} weights cannot be painted by a network that has "
                f"{self.tuning_size:,} of them. Study it again with this one."
            )

    def expect_tuning(self) -> None:  # noqa: B027 - most runtimes have nothing to prepare
        """Prepare for `tune`, so that the first one makes no frame wait. May be called by any thread."""

    def settle(self) -> None:  # noqa: B027 - most runtimes are as fast as they get from the first frame on
        """Prepare now, not beside the painting, for many pictures like the last one, and like the next."""

    def segment(self, image: Image) -> Weights:
        """Find the person in a picture (H, W, 3) uint8 RGB: (h, w) float32, 1 = person, of a fixed size."""
        raise DeviceError(f"The runtime {self.name} cannot tell a person from the background.")

    def synchronize(self) -> None:  # noqa: B027 - most devices have nothing to wait for
        """Wait until the device has done all it was given (so that times can be measured)."""


def for_person(image: Image) -> Image:
    """A picture (H, W, 3) uint8 RGB as the network that finds persons takes it."""
    return np.ascontiguousarray(resize(image, PERSON_SIDE, PERSON_SIDE))
