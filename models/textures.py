"""Texture: from the two sets of statistics that a network learned of a style to the one it paints with."""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

Statistics = TypeVar("Statistics", "NDArray[np.float32]", "Tensor")
"""NumPy's array or torch's: importing this module imports neither."""


def at_texture(statistics: Statistics, texture: float, textures: int) -> Statistics:
    """The statistics to paint with.

    Args:
        statistics: (..., textures * P) float32, as `encode_style` returns them: calm, then rough.
        texture: 0 = calm, 1 = rough; between them both are blended. Without effect where `textures` is 1.
        textures: 1 or 2, as the network's.

    Returns:
        (..., P) float32; at 0 and at 1 a view of one half, unchanged.
    """
    if textures == 1:
        return statistics
    size = statistics.shape[-1] // 2
    calm, rough = statistics[..., :size], statistics[..., size:]
    if texture in (0.0, 1.0):
        return rough if texture else calm
    return (1 - texture) * calm + texture * rough
