"""Metrics of a finished picture: content and style loss, and structural similarity."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from models.training import losses
from models.vgg import Vgg, feature_statistics

LUMA = (0.299, 0.587, 0.114)
"""Weights of RGB in luma (BT.601)."""

WINDOW = 11
"""Side of the Gaussian window of structural similarity, pixels."""

SIGMA = 1.5
"""Its standard deviation, pixels."""


@dataclass(frozen=True)
class PictureMetrics:
    """How one result compares with its content and its style picture."""

    content: float
    """Mean squared error of instance-normalised relu4_1 between result and content; 0 is the same."""

    style: float
    """Squared error of means and deviations at relu1_1 to relu4_1, summed; 0 is the same."""

    ssim: float
    """Structural similarity of luma with the content; 1 is the same."""


class PictureComparer:
    """Compares pictures with Gatys-normalised VGG-16 features, in float32."""

    def __init__(self, vgg: Vgg) -> None:
        self._vgg = vgg.float()

    @torch.inference_mode()
    def content_features(self, content: Tensor) -> Tensor:
        """(1, 3, H, W) RGB 0..1 -> instance-normalised relu4_1."""
        return losses.normalise(self._vgg(content)[-1])

    @torch.inference_mode()
    def style_features(self, style: Tensor) -> Tensor:
        """(1, 3, h, w) RGB 0..1 -> (1, S) feature statistics."""
        return feature_statistics(self._vgg(style))

    @torch.inference_mode()
    def compare(
        self, result: Tensor, content: Tensor, content_features: Tensor, style_features: Tensor
    ) -> PictureMetrics:
        """The metrics of a result.

        Args:
            result: (1, 3, H, W) RGB, clamped to 0..1 here.
            content: (1, 3, H, W) RGB 0..1.
            content_features: of `content_features`.
            style_features: of `style_features`.
        """
        result = result.clamp(0, 1)
        features = self._vgg(result)
        return PictureMetrics(
            F.mse_loss(losses.normalise(features[-1]), content_features).item(),
            losses.style_loss(features, style_features).item(),
            similarity(luma(result), luma(content)),
        )


def luma(picture: Tensor) -> Tensor:
    """(B, 3, H, W) RGB -> (B, 1, H, W)."""
    return (picture * picture.new_tensor(LUMA).view(1, 3, 1, 1)).sum(1, keepdim=True)


def similarity(a: Tensor, b: Tensor) -> float:
    """Structural similarity (SSIM, Wang et al. 2004), mean over the windows inside. Two (1, 1, H, W) 0..1."""
    position = torch.arange(WINDOW, dtype=a.dtype) - WINDOW // 2
    gaussian = torch.exp(-(position**2) / (2 * SIGMA**2))
    kernel = torch.outer(gaussian, gaussian)[None, None] / gaussian.sum() ** 2

    def blur(x: Tensor) -> Tensor:
        return F.conv2d(x, kernel)

    mean_a, mean_b = blur(a), blur(b)
    variance_a, variance_b = blur(a * a) - mean_a**2, blur(b * b) - mean_b**2
    covariance = blur(a * b) - mean_a * mean_b
    c1, c2 = 0.01**2, 0.03**2  # of the paper, for a range of 1
    numerator = (2 * mean_a * mean_b + c1) * (2 * covariance + c2)
    denominator = (mean_a**2 + mean_b**2 + c1) * (variance_a + variance_b + c2)
    return (numerator / denominator).mean().item()
