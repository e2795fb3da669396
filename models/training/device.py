"""Where a training runs, and in which precision."""

import shutil

import torch

from models.errors import DeviceError, UsageError

DEVICES = ("auto", "cuda", "cpu")


def choose_device(name: str) -> torch.device:
    """The device of this name; `auto` is cuda where there is one, else cpu.

    Raises:
        UsageError: no device of this name trains.
        DeviceError: there is no usable CUDA GPU.
    """
    if name not in DEVICES:
        raise UsageError(f"Unknown device '{name}'. Choose one of: {', '.join(DEVICES)}.")
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name == "cuda" and not torch.cuda.is_available():
        raise DeviceError(
            f"Device 'cuda' cannot be used here: torch {torch.__version__} finds no usable GPU. "
            "Use --device auto or cpu."
        )
    return torch.device(name)


def choose_dtype(device: torch.device) -> torch.dtype:
    """bfloat16 where the hardware multiplies it, else float32: of VGG and of the network's convolutions."""
    if device.type == "cuda":
        native = torch.cuda.is_bf16_supported(including_emulation=False)
    else:  # `torch.cpu.get_capabilities` says the same, but the oldest torch that is supported lacks it
        native = torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if native else torch.float32


def can_compile() -> bool:
    """True when torch.compile will find a C++ compiler."""
    return any(map(shutil.which, ("c++", "g++", "clang++", "cl")))
