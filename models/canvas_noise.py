"""Fixed noise that lies on the canvas: strokes in flat areas hang on it, and stay where they are in a video.

A convolution alone can fill a flat area only by amplifying the noise of a camera, which boils. Noise as an
input is from Ulyanov et al. 2016 (Texture Networks, arXiv 1603.03417).
"""

import torch
from torch import Tensor, nn


class CanvasNoise(nn.Module):
    """A few periodic noise channels, mixed to as many as a layer has."""

    field: Tensor

    def __init__(self, channels: int, outputs: int, period: int, seed: int) -> None:
        """Draw the noise.

        Args:
            channels: of noise.
            outputs: channels of the layer.
            period: samples after which the noise repeats, in both directions.
            seed: of the noise.
        """
        super().__init__()
        random = torch.Generator().manual_seed(seed)
        noise = torch.randn(1, channels, period, period, generator=random, device="cpu")
        self.register_buffer("field", noise)
        self.mix = nn.Conv2d(channels, outputs, 1, bias=False)

    def field_of(self, height: int, width: int, offset: Tensor | None = None) -> Tensor:
        """The noise of an area of the canvas that begins at its corner, or at an offset.

        Args:
            height: in samples.
            width: in samples.
            offset: (2,) int64, samples down and right; None = 0.

        Returns:
            (1, channels, height, width).
        """
        down, right = (0, 0) if offset is None else offset
        period, device = self.field.shape[2], self.field.device
        # Indices by modulo and not `repeat`: so the size of a converted graph can change.
        rows = (torch.arange(height, device=device) + down) % period
        columns = (torch.arange(width, device=device) + right) % period
        return self.field[:, :, rows][:, :, :, columns]

    def forward(self, noise: Tensor, dtype: torch.dtype) -> Tensor:
        """Mix. (N, channels, h, w) -> (N, outputs, h, w)."""
        mixed: Tensor = self.mix(noise.to(dtype))
        return mixed
