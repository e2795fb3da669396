"""`python -m tests.models.kernels.fused_adain_on_cpu`: the fused layer beside the plain one.

With TRITON_INTERPRET=1 in the environment, which makes Triton run kernels as Python on the CPU.
"""

import itertools

import torch
from torch import Tensor

from models.adain import adain_layer
from models.kernels import fused_adain


def main() -> None:
    """Compare random layers; stops at the first that differs."""
    torch.manual_seed(torch.seed() % 2**32)
    sizes = [(16, 150, 130), (32, 37, 53), (192, 9, 7), (20, 1, 3)]
    switches = itertools.product((False, True), repeat=3)
    for (channels, height, width), (kept, added, relu) in itertools.product(sizes, switches):
        for fused_adain.MOST_PARTS in (512, 2):  # of one step each, and of several
            compare(torch.randn(1, channels, height, width) * 3 + 5, kept, added, relu)


def compare(x: Tensor, kept: bool, added: bool, relu: bool) -> None:
    """In float32 and in float16, each beside the plain layer in float32."""
    affine = torch.randn(1, x.shape[1]), torch.randn(1, x.shape[1])
    share = torch.rand(1, 1) if kept else None
    other = torch.randn_like(x) if added else None
    for dtype, error in ((torch.float32, 1e-4), (torch.float16, 1e-2)):
        own, more = x.to(dtype), None if other is None else other.to(dtype)
        wide = None if more is None else more.float()
        found = fused_adain.fused_adain(own, affine, kept=share, added=more, relu=relu)
        expected = adain_layer(own.float(), affine, kept=share, added=wide, relu=relu)
        assert found.dtype == dtype
        assert found.is_contiguous(memory_format=torch.channels_last)
        torch.testing.assert_close(found.float(), expected, rtol=error, atol=error)


if __name__ == "__main__":
    main()
