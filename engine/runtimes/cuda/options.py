"""Options of the CUDA runtime: a switch for every fast path."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, Self

from engine.errors import UsageError

VARIABLE: Final = "IMPASTO_CUDA"
"""Environment variable that switches: names of `CudaOptions` after `+` or `-`, with commas between them."""


@dataclass(frozen=True, slots=True)
class CudaOptions:
    """What the CUDA runtime may do to be fast; whatever is off is done the plain way."""

    frames: bool = True
    """Whole frames on the device; off: there only the network runs, as with `--runtime torch`."""

    overlap: bool = True
    """Three frames of a file at once: one comes, one is painted, one goes."""

    graphs: bool = True
    """Work of a size that comes again is captured as a CUDA graph."""

    smoothing: bool = True
    """Streams are smoothed on the device; off: step by step, and only the network runs there."""

    films: bool = True
    """A film's frames stay on the device from NVDEC to NVENC; off: both work in the CPU's memory."""

    search: bool = False
    """cuDNN tries its convolutions for each new size (a second or so), and takes the fastest."""

    fused: bool = False
    """AdaIN layers as Triton kernels that also do what follows, where Triton is installed and works."""

    compile: bool = False
    """`torch.compile` makes a faster network in the background (minutes), which then takes over."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The default, as the environment variable changes it: `IMPASTO_CUDA=-graphs,+compile`.

        Raises:
            UsageError: it holds anything else.
        """
        known = {field.name for field in fields(cls)}
        changed: dict[str, bool] = {}
        for word in filter(None, (part.strip() for part in environment.get(VARIABLE, "").split(","))):
            if word[0] not in "+-" or word[1:] not in known:
                raise UsageError(
                    f"{VARIABLE} has '{word}', which says nothing. Write + or - and one of: "
                    f"{', '.join(sorted(known))}; several with commas between them."
                )
            changed[word[1:]] = word[0] == "+"
        return cls(**changed)
