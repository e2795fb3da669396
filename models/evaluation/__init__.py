"""Metrics of finished pictures, and the cost of a network."""

from models.evaluation.cost import layer_traffic, multiply_adds
from models.evaluation.metrics import PictureComparer, PictureMetrics
from models.evaluation.preference import Components, load_components, save_components
from models.evaluation.surface import (
    ArtworkSurface,
    PhotoSurface,
    SurfaceComparer,
    SurfaceMetrics,
    picture_components,
)

__all__ = [
    "ArtworkSurface",
    "Components",
    "PhotoSurface",
    "PictureComparer",
    "PictureMetrics",
    "SurfaceComparer",
    "SurfaceMetrics",
    "layer_traffic",
    "load_components",
    "multiply_adds",
    "picture_components",
    "save_components",
]
