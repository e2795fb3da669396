"""E, flat detail, halo and weave of a finished picture, given its photo and its artwork."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

import torch
from torch import Tensor, nn

from models.errors import ModelError
from models.evaluation.preference import (
    COMPONENTS,
    Components,
    Gaussian,
    find_components,
    fit_gaussians,
    preference,
    project,
)
from models.evaluation.texture import Edges, flat_areas, flat_detail, grey, halo, weave
from models.vgg import FEATURE_LAYERS, Vgg


@dataclass(frozen=True, slots=True)
class SurfaceMetrics:
    """How one result compares with its photo and its artwork."""

    preference: float
    """E, higher is more like the artwork; see `models.evaluation.preference`."""

    flat_detail: float
    """Mean absolute Laplacian, of brightness 0..1, where the photo is flat."""

    halo: float
    """Overshoot of brightness beside strong edges, a share of their contrast, less the artwork's own."""

    weave: float
    """Power of a grid of 2, 4 or 8 pixels against neighbouring frequencies; 1 is none."""


@dataclass(frozen=True, slots=True)
class PhotoSurface:
    """What is measured of a photo once."""

    grey: Tensor
    """(H, W) float32 0..1."""

    flat: Tensor
    """(H, W) bool: its flat areas."""

    edges: Edges
    """Its strong edges."""


@dataclass(frozen=True, slots=True)
class ArtworkSurface:
    """What is measured of an artwork once."""

    gaussians: Sequence[Gaussian]
    """Of its projected features."""

    halo: float
    """At its own edges."""


class SurfaceComparer:
    """Compares pictures of at least `texture.WINDOW` pixels a side, (1, 3, H, W) RGB 0..1.

    Args:
        vgg: Gatys-normalised features, float32.
        components: of these features.

    Raises:
        ModelError: the components are of features with other channels.
    """

    def __init__(self, vgg: Vgg, components: Components) -> None:
        widths = [_channels(vgg, layer) for layer in FEATURE_LAYERS[: len(COMPONENTS)]]
        if (found := [len(basis) for basis in components]) != widths:
            raise ModelError(
                f"The principal components are of features with {found} channels, not {widths}; "
                "write them anew with --save-components and the same --vgg."
            )
        self._vgg, self._components = vgg, components

    @torch.inference_mode()
    def photo(self, picture: Tensor) -> PhotoSurface:
        """Measure a photo."""
        light = grey(picture)
        return PhotoSurface(light, flat_areas(light), Edges(light))

    @torch.inference_mode()
    def artwork(self, picture: Tensor) -> ArtworkSurface:
        """Measure an artwork."""
        light = grey(picture)
        return ArtworkSurface(self._gaussians(picture), halo(light, Edges(light)))

    @torch.inference_mode()
    def compare(self, result: Tensor, photo: PhotoSurface, artwork: ArtworkSurface) -> SurfaceMetrics:
        """The metrics of a result of the photo's size."""
        light = grey(result)
        return SurfaceMetrics(
            preference(self._gaussians(result), artwork.gaussians),
            flat_detail(light, photo.flat),
            halo(light, photo.edges) - artwork.halo,
            weave(light, photo.grey),
        )

    def _gaussians(self, picture: Tensor) -> list[Gaussian]:
        return project(picture_gaussians(self._vgg, picture), self._components)


def _channels(vgg: Vgg, layer: int) -> int:
    return cast(nn.Conv2d, vgg.convs[layer]).out_channels


@torch.inference_mode()
def picture_gaussians(vgg: Vgg, picture: Tensor) -> list[Gaussian]:
    """Distributions of a picture's features at relu1_1, relu2_1 and relu3_1. (1, 3, H, W) RGB 0..1."""
    last = FEATURE_LAYERS[len(COMPONENTS) - 1]
    seen = islice(vgg.activations(picture), last + 1)
    return fit_gaussians([layer for index, layer in enumerate(seen) if index in FEATURE_LAYERS])


def picture_components(vgg: Vgg, pictures: Iterable[Tensor]) -> Components:
    """Principal components of photographs, each (1, 3, H, W) RGB 0..1."""
    return find_components([picture_gaussians(vgg, picture) for picture in pictures])
