"""Metrics of finished pictures, and the cost of a network."""

from models.evaluation.cost import multiply_adds
from models.evaluation.metrics import PictureComparer, PictureMetrics

__all__ = ["PictureComparer", "PictureMetrics", "multiply_adds"]
