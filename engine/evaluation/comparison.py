"""A result beside its photo and its artwork, by all the metrics of `models.evaluation`."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import SinkError, reason_of
from engine.frame import Image

if TYPE_CHECKING:
    from torch import Tensor

    from models.evaluation import ArtworkSurface, Components, PhotoSurface
    from models.vgg import Vgg


@dataclass(frozen=True, slots=True)
class MeasuredPhoto:
    """What is measured of a photo once."""

    picture: "Tensor"
    """(1, 3, H, W) float32 0..1."""

    content: "Tensor"
    """Instance-normalised relu4_1."""

    surface: "PhotoSurface"
    """Its flat areas and edges."""


@dataclass(frozen=True, slots=True)
class MeasuredArtwork:
    """What is measured of an artwork once."""

    style: "Tensor"
    """(1, S) feature statistics."""

    surface: "ArtworkSurface"
    """Its features' distribution, and its halo."""


class Comparison:
    """Compares pictures (H, W, 3) uint8 RGB.

    Args:
        vgg: file of VGG-16 features; published ones are normalised over the photos.
        components: file of principal components; None: those of the photos.
        photos: gives the photos of the list.

    Raises:
        ModelError: a file is not what it should be.
    """

    def __init__(self, vgg: Path, components: Path | None, photos: Callable[[], Iterable[Image]]) -> None:
        from models.evaluation import PictureComparer, SurfaceComparer, load_components, picture_components

        features = _features(vgg, photos)
        self._components: Components = (
            load_components(components)
            if components is not None
            else picture_components(features, map(_tensor, photos()))
        )
        self._pictures = PictureComparer(features)
        self._surfaces = SurfaceComparer(features, self._components)

    def save_components(self, path: Path) -> None:
        """Write the principal components that E is computed with.

        Raises:
            SinkError: they cannot be written.
        """
        from models.evaluation import save_components

        try:
            save_components(self._components, path)
        except OSError as error:
            raise SinkError(f"--save-components {path} cannot be written: {reason_of(error)}.") from error

    def photo(self, image: Image) -> MeasuredPhoto:
        """Measure a photo."""
        picture = _tensor(image)
        return MeasuredPhoto(picture, self._pictures.content_features(picture), self._surfaces.photo(picture))

    def artwork(self, image: Image) -> MeasuredArtwork:
        """Measure an artwork."""
        picture = _tensor(image)
        return MeasuredArtwork(self._pictures.style_features(picture), self._surfaces.artwork(picture))

    def compare(self, result: Image, photo: MeasuredPhoto, artwork: MeasuredArtwork) -> dict[str, float]:
        """All metrics of a result of the photo's size, by name."""
        picture = _tensor(result)
        metrics = self._pictures.compare(picture, photo.picture, photo.content, artwork.style)
        return asdict(metrics) | asdict(self._surfaces.compare(picture, photo.surface, artwork.surface))


def _features(path: Path, photos: Callable[[], Iterable[Image]]) -> "Vgg":
    from models.training import load_features, normalise

    features, normalised = load_features(path)
    if not normalised:
        normalise(features, map(_tensor, photos()))
    return features


def _tensor(image: Image) -> "Tensor":
    """(H, W, 3) uint8 -> (1, 3, H, W) float32 0..1."""
    import torch

    return torch.from_numpy(image.copy()).permute(2, 0, 1)[None].float() / 255
