"""What a player would hear and see of a file."""

from itertools import pairwise
from pathlib import Path

import av
import numpy as np

from engine.sound import Samples


def sound_of(path: Path) -> Samples:
    """(n, channels) from time 0 on."""
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray().T for frame in container.decode(audio=0)]
    return np.concatenate(frames).astype(np.float32)


def flashes_of(path: Path) -> list[float]:
    """Seconds at which the picture becomes white."""
    with av.open(str(path)) as container:
        shown = [
            (frame.time or 0.0, frame.to_ndarray(format="gray").mean()) for frame in container.decode(video=0)
        ]
    lit = [(at, bright > 128) for at, bright in shown]
    return [at for (_, before), (at, now) in pairwise(lit) if now and not before]
