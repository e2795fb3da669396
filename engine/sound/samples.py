"""Blocks of sound as numbers."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""(n, channels) float32, -1..1."""

RATE: Final = 48_000
"""Samples per second of everything that is heard or recorded."""

STEREO: Final = 2
"""Channels of what is heard."""


def silence(count: int) -> Samples:
    """(count, 2) float32."""
    return np.zeros((count, STEREO), np.float32)
