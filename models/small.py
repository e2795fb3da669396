"""The small network, and the same one wider as `base`: residual blocks at 1/8 of the frame's size.

4x4 pixels are folded into channels at the beginning (Shi et al. 2016, arXiv 1609.05158). On the way back
sizes double by nearest neighbours and a convolution, which leaves no pattern of tiles (Odena et al. 2016).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.adain import Affine, adain_layer, blend, split, spread
from models.layers import CanvasNoise, Pair, conv, pairs, pixel_shuffle, pixel_unshuffle
from models.network import StyleNetwork
from models.style_encoder import StyleEncoder
from models.vgg import WIDTHS

Noise = tuple[Tensor, Tensor]
"""Noise channels at 1/8 and at 1/4 of the frame's size, each (1 or N, noise, h, w)."""


@dataclass(frozen=True, slots=True)
class SmallConfig:
    """Widths and depth of a `SmallNetwork`."""

    quarter: int
    """Channels at 1/4 of the frame's size."""

    eighth: int
    """Channels at 1/8."""

    half: int
    """Channels at 1/2."""

    blocks: int
    """Residual blocks at 1/8."""

    embedding: int
    """Length of the style embedding."""

    noise: int = 4
    """Noise channels at 1/8, and at 1/4."""

    period: int = 64
    """Samples after which the noise repeats, in both directions."""

    axes: tuple[int, ...] = (16, 24, 32)
    """Principal axes at relu1_1, relu2_1 and relu3_1 whose correlations the style encoder looks at."""

    feature_widths: tuple[int, ...] = WIDTHS
    """Channels of each VGG-16 convolution of the style encoder's feature extractor."""

    @classmethod
    def of(cls, weights: Mapping[str, Tensor]) -> "SmallConfig":
        """The configuration of the network that has these weights.

        Raises:
            KeyError: they are not of a `SmallNetwork`.
        """
        axes = sorted(name for name in weights if name.startswith("style.correlations.axes"))
        extractor = "style.feature_extractor.convs"
        noise, period = weights["noise_eighth.field"].shape[1:3]
        return cls(
            quarter=len(weights["stem.bias"]),
            eighth=len(weights["down.bias"]),
            half=len(weights["finish.bias"]),
            blocks=sum(name.startswith("dec.") and name.endswith(".a.bias") for name in weights),
            embedding=len(weights["style.embed.bias"]),
            noise=noise,
            period=period,
            axes=tuple(len(weights[name]) for name in axes),
            feature_widths=tuple(len(weights[f"{extractor}.{i}.bias"]) for i in range(len(WIDTHS))),
        )

    @property
    def adain_channels(self) -> tuple[int, ...]:
        """C of each AdaIN layer, in order: one before the residual blocks, two in each, then 1/4 and 1/2."""
        return (*(self.eighth,) * (1 + 2 * self.blocks), *(self.quarter,) * 2, self.half)

    @property
    def gain_channels(self) -> tuple[int, ...]:
        """C of each layer that noise is added to, in order."""
        return (self.eighth, self.quarter)


SMALL_CONFIG = SmallConfig(quarter=32, eighth=128, half=16, blocks=2, embedding=104)
"""12,896 multiply-adds a pixel; 0.7 million parameters to paint a frame, 3.6 million to learn a style."""

BASE_CONFIG = SmallConfig(quarter=64, eighth=192, half=32, blocks=4, embedding=160)
"""52,924 multiply-adds a pixel: for a GPU, and for files on a fast CPU."""


class AdainParameters:
    """Scale and shift of every AdaIN layer for one forward pass: each call uses the next layer's, in order.

    Statistics that are all 0 make every layer the identity, so scaling them by a strength 0..1 interpolates
    between content and style at every layer (the alpha of Huang & Belongie 2017, equation 14).
    """

    def __init__(
        self,
        statistics: Tensor,
        channels: tuple[int, ...],
        weights: Tensor | None,
        gain_channels: tuple[int, ...] = (),
        *,
        fused: bool = False,
    ) -> None:
        """One pass over the layers.

        Args:
            statistics: (K, P): scale - 1 and shift of each layer, the gains of noise, and last the strength.
            channels: C of each layer.
            weights: as to `adain`.
            gain_channels: C of each layer that noise is added to.
            fused: by `models.kernels.fused_adain` where one style serves one whole picture.
        """
        gains = 2 * sum(channels)
        self._layers = iter(split(statistics[:, :gains], channels))
        self._gains = iter(statistics[:, gains:-1].split_with_sizes(gain_channels, dim=1))
        self._strength = statistics[:, -1:]  # (K, 1)
        self._weights, self._fused = weights, fused

    def apply(self, x: Tensor, *, relu: bool = False) -> Tensor:
        """(1 - strength) * x + AdaIN(x) at this strength, and ReLU of it. (N, C, H, W) -> same."""
        scale, shift = next(self._layers)
        return self._layer(x, (self._strength + scale, shift), kept=1 - self._strength, relu=relu)

    def add(self, x: Tensor, branch: Tensor) -> Tensor:
        """AdaIN(branch) + x, which is x at strength 0. Both (N, C, H, W) -> same."""
        scale, shift = next(self._layers)
        return self._layer(branch, (self._strength + scale, shift), added=x)

    def apply_at_full_strength(self, x: Tensor) -> Tensor:
        """ReLU of AdaIN(x) at strength 1: inside a branch that `add` ends. (N, C, H, W) -> same."""
        scale, shift = next(self._layers)
        return self._layer(x, (1 + scale, shift), relu=True)

    def amplify(self, noise: Tensor) -> Tensor:
        """Noise times its gain, which is 0 at strength 0. (1 or N, C, H, W) -> (N, C, H, W)."""
        return noise * spread(next(self._gains), self._weights, noise)

    def _layer(
        self,
        x: Tensor,
        affine: Affine,
        *,
        kept: Tensor | None = None,
        added: Tensor | None = None,
        relu: bool = False,
    ) -> Tensor:
        """As `adain_layer`."""
        if self._fused and len(x) == 1 and (self._weights is None or self._weights.dim() == 1):
            from models.kernels.fused_adain import fused_adain  # needs Triton, which torch for CUDA brings

            return fused_adain(x, affine, kept=kept, added=added, relu=relu)
        return adain_layer(x, affine, self._weights, kept=kept, added=added, relu=relu)


class SmallNetwork(StyleNetwork):
    """Encoder, residual blocks with AdaIN at 1/8, decoder.

    Its statistics are, for each AdaIN layer, scale - 1 and then shift; the gains of the noise; and last 1,
    the strength. Statistics that are all 0 give back the content.
    """

    multiple = 8
    textures = 2

    def __init__(self, config: SmallConfig = SMALL_CONFIG) -> None:
        super().__init__()
        quarter, eighth, half = config.quarter, config.eighth, config.half
        self.config = config
        self.statistics_size = 2 * sum(config.adain_channels) + sum(config.gain_channels) + 1
        self.stem = conv(48, quarter)
        self.down = conv(quarter, eighth, stride=2)
        self.noise_eighth = CanvasNoise(config.noise, eighth, config.period, seed=1)
        self.dec = nn.ModuleList(Pair(eighth) for _ in range(config.blocks))
        self.up = nn.Conv2d(eighth, quarter, 1)
        self.noise_quarter = CanvasNoise(config.noise, quarter, config.period, seed=2)
        self.merge = conv(quarter, quarter)
        self.finish = conv(quarter, half)
        self.out = conv(half, 12)
        self.style = StyleEncoder(self.statistics_size, config.embedding, config.feature_widths, config.axes)

    def encode_style(self, picture: Tensor) -> Tensor:
        """Learn a style picture: (1, 3, h, w) RGB 0..1 -> (1, 2 * P) float32, calm and then rough."""
        statistics: Tensor = self.style(picture)  # (1, 2, P)
        return statistics.flatten(1)

    def forward(
        self,
        content: Tensor,
        statistics: Tensor,
        weights: Tensor | None = None,
        noise: Noise | None = None,
    ) -> Tensor:
        """Paint, as `StyleNetwork` says. In training, N pictures each with a row of statistics.

        `noise`, as the method gives it, is for training, where it moves; None = as on the canvas.
        """
        statistics = blend(statistics, weights)
        config = self.config
        parameters = AdainParameters(
            *(statistics, config.adain_channels, weights, config.gain_channels), fused=self.fused
        )
        fine = F.relu(self.stem(pixel_unshuffle(content - 0.5, 4)))  # (1, quarter, H/4, W/4)
        coarse = F.relu(self.down(fine))  # (1, eighth, H/8, W/8)
        noise = noise or self.noise(coarse.shape[2], coarse.shape[3])
        x = self._transform(coarse, noise[0], parameters)
        return self._decode(x, fine, noise[1], parameters)

    def noise(self, height: int, width: int, offsets: Tensor | None = None) -> Noise:
        """The noise channels of a picture of 8 * height x 8 * width pixels.

        Args:
            height: at 1/8 of the picture's size.
            width: likewise.
            offsets: (2, 2) int64, samples down and right by which the two are displaced; None: not at all.
        """
        first, second = (None, None) if offsets is None else offsets
        return (
            self.noise_eighth.field_of(height, width, first),
            self.noise_quarter.field_of(2 * height, 2 * width, second),
        )

    def _transform(self, coarse: Tensor, noise: Tensor, parameters: AdainParameters) -> Tensor:
        """AdaIN, noise and the residual blocks. (1, eighth, H/8, W/8) -> same."""
        x = parameters.apply(coarse) + parameters.amplify(self.noise_eighth(noise, coarse.dtype))
        for block in pairs(self.dec):
            inner = parameters.apply_at_full_strength(block.a(x))
            x = parameters.add(x, block.b(inner))
        return x

    def _decode(self, coarse: Tensor, fine: Tensor, noise: Tensor, parameters: AdainParameters) -> Tensor:
        """(1, eighth, H/8, W/8) and (1, quarter, H/4, W/4) -> (1, 3, H, W) RGB 0..1."""
        x = parameters.apply(fine) + _doubled(self.up(coarse))  # (1, quarter, H/4, W/4)
        x = x + parameters.amplify(self.noise_quarter(noise, fine.dtype))
        x = parameters.apply(self.merge(x), relu=True)
        x = parameters.apply(self.finish(_doubled(x)), relu=True)  # (1, half, H/2, W/2)
        return torch.sigmoid(pixel_shuffle(self.out(x), 2))  # (1, 3, H, W)


def _doubled(x: Tensor) -> Tensor:
    """Nearest neighbours. (N, C, H, W) -> (N, C, 2 H, 2 W)."""
    return F.interpolate(x, scale_factor=2.0, mode="nearest")
