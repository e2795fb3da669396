"""What a study makes of a style: statistics and a tuning, as arrays that need no torch."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False, slots=True)
class StudyResult:
    """A studied style."""

    statistics: NDArray[np.float32]
    """(textures * P,): what is added to the statistics as they were learned; of each texture, calm first."""

    tuning: NDArray[np.float16]
    """(T,): what is added to the weights that paint, in the order of `models.study.tuned`."""

    steps: int
    """So long it was studied."""
