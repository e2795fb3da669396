"""Whether the kernels work on a device, which is found by using them."""

import torch

from models.adain import adain_layer

TOLERANCE: float = 1e-3
"""Largest difference from the plain layer in float32."""


@torch.no_grad()
def why_not_fused(device: torch.device) -> str | None:
    """Why `fused_adain` cannot be used there, in one line; None: it can be.

    Kernels are compiled with what a machine has (Triton, a C compiler, a driver), and each of these may be
    missing or not fit the others.
    """
    x = torch.linspace(-2, 3, 16 * 9 * 7, device=device).reshape(1, 16, 9, 7)
    affine = torch.full((1, 16), 1.5, device=device), torch.full((1, 16), 0.5, device=device)
    try:
        from models.kernels.fused_adain import fused_adain

        fused = fused_adain(x, affine, added=x, relu=True)
        difference = (fused - adain_layer(x, affine, added=x, relu=True)).abs().max().item()
    except Exception as error:  # a compiler has many ways to fail, and all of them leave the plain layers
        return str(error).strip().partition("\n")[0] or type(error).__name__
    return None if difference < TOLERANCE else f"they differ from the plain ones by {difference:.2g}"
