"""Where an evaluation's pictures come from: a network, or a folder of finished ones."""

from abc import ABC, abstractmethod
from dataclasses import replace
from pathlib import Path

from engine.bench import bench_network
from engine.errors import UsageError
from engine.frame import Image
from engine.imaging import fit_style_picture
from engine.pictures import load_picture
from engine.settings import Settings, Style
from engine.stylizer import Stylizer

BENCH_SIZE = (640, 360)
"""Width and height of the frames that are timed."""

BENCH_FRAMES = 40
"""How many."""


class Painter(ABC):
    """Gives a result for each pair."""

    name: str
    """What is evaluated."""

    @abstractmethod
    def paint(self, photo: Image, artwork: Image, photo_name: str, artwork_name: str) -> Image:
        """The result, in the photo's size, for two pictures (H, W, 3) uint8 RGB and their files' names."""

    def milliseconds(self) -> float | None:
        """Median time for one frame of `BENCH_SIZE` with a cached style, where there is a network."""
        return None

    def multiply_adds(self) -> float | None:
        """For each pixel of a frame, where there is a network."""
        return None

    @property
    def setting(self) -> str:
        """Device, precision and runtime, where there is a network."""
        return ""


class NetworkPainter(Painter):
    """A network of ours, in its runtime.

    Args:
        network: its name.
        weights: another file of weights for it; None = its own.
        device: as the Stylizer's.
        precision: as the Stylizer's.
        texture: as in Settings.

    Raises:
        UsageError, ModelError, DeviceError: as the Stylizer.
    """

    def __init__(
        self,
        network: str | None,
        weights: Path | None = None,
        device: str = "auto",
        precision: str = "auto",
        texture: float = 1.0,
    ) -> None:
        self._settings = Settings(texture=texture)
        self._stylizer = Stylizer(network, weights=weights, device=device, precision=precision)
        self.name = self._stylizer.network + (f" ({weights.name})" if weights else "")
        self._styles: dict[str, Style] = {}

    def paint(self, photo: Image, artwork: Image, photo_name: str, artwork_name: str) -> Image:
        """See Painter; each artwork is learned once."""
        if artwork_name not in self._styles:
            self._styles[artwork_name] = self.learn(artwork, artwork_name)
        return self.stylize(photo, self._styles[artwork_name])

    def learn(self, artwork: Image, name: str) -> Style:
        """Learn an artwork at the side that the network looks at, by Lanczos as for the published figures.

        Without the cache on disk: the weights may be new under an old name.
        """
        fitted = fit_style_picture(artwork, self._stylizer.entry.style_side)
        statistics = self._stylizer.runtime.encode_style(fitted)
        return Style(name, statistics, self._stylizer.key, artwork[:1, :1])

    def stylize(self, photo: Image, style: Style) -> Image:
        """Paint at full strength."""
        return self._stylizer.paint(photo, replace(self._settings, styles=((style, 1.0),)))

    def milliseconds(self) -> float:
        """See Painter."""
        records = bench_network(self._stylizer, BENCH_SIZE, BENCH_FRAMES)
        return next(record.p50_ms for record in records if record.stage == "network")

    def multiply_adds(self) -> float:
        """See Painter."""
        from models.evaluation import multiply_adds
        from models.weights import load_entry

        return multiply_adds(load_entry(self._stylizer.entry))

    @property
    def setting(self) -> str:
        """See Painter."""
        choice = self._stylizer.choice
        return f"{choice.device} {choice.precision} {choice.runtime}"


class FinishedPictures(Painter):
    """Results that something else made: `PHOTO_ARTWORK.png`, the files' names without their endings.

    Raises:
        UsageError: there is no such folder.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UsageError(f"--pictures must be a folder; there is none at {folder}.")
        self.name = folder.name
        self._files = {path.stem: path for path in sorted(folder.iterdir()) if path.is_file()}

    def paint(self, photo: Image, artwork: Image, photo_name: str, artwork_name: str) -> Image:
        """See Painter.

        Raises:
            UsageError: the picture is not there, or not of the photo's size.
        """
        stem = f"{Path(photo_name).stem}_{Path(artwork_name).stem}"
        if stem not in self._files:
            raise UsageError(f"--pictures has no {stem}.png (or .jpg, …). Paint all pairs first.")
        image = load_picture(self._files[stem], for_style=True).image
        if image.shape != photo.shape:
            size, wanted = f"{image.shape[1]}x{image.shape[0]}", f"{photo.shape[1]}x{photo.shape[0]}"
            raise UsageError(
                f"{self._files[stem]} is {size}; the photo's middle that is compared is {wanted}."
            )
        return image
