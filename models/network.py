"""The interface every style network has."""

from abc import ABC, abstractmethod

from torch import Tensor, nn


class StyleNetwork(nn.Module, ABC):
    """Paints a content picture with style statistics (swap, blend and strength are vector sums)."""

    statistics_size: int
    """P: the number of style statistics that `forward` takes."""

    textures: int = 1
    """Sets of statistics that `encode_style` returns: `models.textures` makes one of them to paint with."""

    multiple: int
    """Content height and width must be multiples of this many pixels."""

    fused: bool = False
    """Whether AdaIN layers are painted by `models.kernels.fused_adain`; only small networks look at it."""

    external_weights: tuple[str, ...] = ()
    """Name prefixes of weights that are not trained here: they stay in the file they are published in."""

    @abstractmethod
    def encode_style(self, picture: Tensor) -> Tensor:
        """Learn a style picture.

        Args:
            picture: (1, 3, h, w) RGB 0..1, any size of at least 32 px a side.

        Returns:
            (1, textures * P) float32 style statistics: of the calm texture first, where there are two.
        """

    @abstractmethod
    def forward(self, content: Tensor, statistics: Tensor, weights: Tensor | None = None) -> Tensor:
        """Paint.

        Args:
            content: (1, 3, H, W) RGB 0..1, H and W multiples of `multiple`.
            statistics: (K, P) style statistics, float32.
            weights: None (then K is 1), (K,) for a blend, or (K, H', W') for spatial control
                (Huang & Belongie 2017, section 7.3): a map for each style, resized to each AdaIN layer.

        Returns:
            (1, 3, H, W) RGB 0..1 in the content's dtype.
        """
