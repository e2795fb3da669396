"""Float32 that is float32."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def full_float32() -> Iterator[None]:
    """Inside, GPUs multiply float32 as it is; TF32, torch's usual way, keeps 10 bits of a fraction."""
    convolutions = torch.backends.cudnn.conv  # type: ignore[attr-defined]
    matrices = torch.backends.cuda.matmul
    before = convolutions.fp32_precision, matrices.fp32_precision
    convolutions.fp32_precision = matrices.fp32_precision = "ieee"
    try:
        yield
    finally:
        convolutions.fp32_precision, matrices.fp32_precision = before
