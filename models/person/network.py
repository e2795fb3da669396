"""Tells a person from the background: MediaPipe's selfie segmentation, general model, in torch.

A MobileNetV3 (Howard et al. 2019, arXiv 1905.02244) with squeeze-and-excitation, a head as in its section 6.3
(R-ASPP lite) and a decoder that goes back up to the picture's size. 0.1 million parameters. Layer by layer as
`selfie_segmentation.tflite` of mediapipe 0.10.21 has it (Google, Apache-2.0), whose weights it runs.
"""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SIDE = 256
"""Pixels: width and height of the picture it looks at; a picture of another shape is squeezed."""

Activation = Callable[[Tensor], Tensor]


class PersonNetwork(nn.Module):
    """The share of a person in each pixel."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = _Conv(3, 16, 3, stride=2)  # at 1/2
        self.quarter = _Block(16, 16, 16, 3, F.relu, stride=2, squeezed=8)
        self.eighth = nn.Sequential(_Block(16, 72, 24, 3, F.relu, stride=2), _Block(24, 88, 24, 3, F.relu))
        self.sixteenth = nn.Sequential(
            _Block(24, 96, 32, 5, F.hardswish, stride=2, squeezed=24),
            _Block(32, 128, 32, 5, F.hardswish, squeezed=32),
            _Block(32, 128, 32, 5, F.hardswish, squeezed=32),
            _Block(32, 96, 32, 5, F.hardswish, squeezed=24),
            _Block(32, 96, 32, 5, F.hardswish, squeezed=24),
        )
        self.head = _Head()
        self.up_eighth = _Up(128, 24)
        self.up_quarter = _Up(24, 16)
        self.up_half = _Up(16, 16)
        self.out = nn.ConvTranspose2d(16, 1, 2, stride=2)

    def forward(self, picture: Tensor) -> Tensor:
        """(N, 3, 256, 256) RGB 0..1 -> (N, 1, 256, 256), 1 = person."""
        half = F.hardswish(self.stem(picture))  # (N, 16, 128, 128)
        quarter = self.quarter(half)  # (N, 16, 64, 64)
        eighth = self.eighth(quarter)  # (N, 24, 32, 32)
        x = self.head(self.sixteenth(eighth))  # (N, 128, 16, 16)
        x = self.up_eighth(x, eighth)  # (N, 24, 32, 32)
        x = self.up_quarter(x, quarter)  # (N, 16, 64, 64)
        x = self.up_half(x, half)  # (N, 16, 128, 128)
        return torch.sigmoid(self.out(x))


class _Conv(nn.Conv2d):
    """A convolution with TensorFlow's "same" padding: at stride 2 more of it is below and at the right."""

    def __init__(self, inputs: int, outputs: int, size: int, *, stride: int = 1, groups: int = 1) -> None:
        super().__init__(inputs, outputs, size, stride, groups=groups)
        total = size - stride
        self._pad = (total // 2, total - total // 2) * 2

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(F.pad(x, self._pad) if any(self._pad) else x)


class _Squeeze(nn.Module):
    """Squeeze and excitation: a factor of each channel from the means of all (Hu et al. 2018)."""

    def __init__(self, channels: int, squeezed: int) -> None:
        super().__init__()
        self.down = nn.Conv2d(channels, squeezed, 1)
        self.up = nn.Conv2d(squeezed, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        return torch.sigmoid(self.up(F.relu(self.down(x.mean((2, 3), keepdim=True)))))


class _Block(nn.Module):
    """Inverted residual: wider, a convolution in each channel, squeeze, narrower."""

    def __init__(
        self,
        inputs: int,
        wide: int,
        outputs: int,
        size: int,
        activation: Activation,
        *,
        stride: int = 1,
        squeezed: int = 0,
    ) -> None:
        super().__init__()
        self.expand = nn.Conv2d(inputs, wide, 1)
        self.depthwise = _Conv(wide, wide, size, stride=stride, groups=wide)
        self.squeeze = _Squeeze(wide, squeezed) if squeezed else None
        self.project = nn.Conv2d(wide, outputs, 1)
        self._activation = activation
        self._residual = stride == 1

    def forward(self, x: Tensor) -> Tensor:
        inner = self._activation(self.depthwise(self._activation(self.expand(x))))
        if self.squeeze is not None:
            inner = inner * self.squeeze(inner)
        narrow: Tensor = self.project(inner)
        return x + narrow if self._residual else narrow


class _Head(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Conv2d(32, 128, 1)
        self.gate = nn.Conv2d(32, 128, 1)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.features(x)) * torch.sigmoid(self.gate(x.mean((2, 3), keepdim=True)))


class _Up(nn.Module):
    """Twice the size, joined with the encoder's features of that size."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.narrow = nn.Conv2d(inputs, outputs, 1)
        self.squeeze = _Squeeze(outputs, outputs)
        self.mix = nn.Conv2d(outputs, outputs, 1)
        self.depthwise = _Conv(outputs, outputs, 3, groups=outputs)

    def forward(self, x: Tensor, features: Tensor) -> Tensor:
        large = F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
        narrow = self.narrow(large)
        joined = features * self.squeeze(features + narrow) + narrow
        mixed = F.relu(self.mix(joined))
        return mixed + F.relu(self.depthwise(mixed))
