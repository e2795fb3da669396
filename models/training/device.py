"""Where a training runs, and in which precision."""

import re
import shutil
import warnings

import torch

from models.errors import DeviceError, UsageError

DEVICES = ("auto", "cuda", "cpu")
"""Of several GPUs the second is `cuda:1`."""


def choose_device(name: str) -> torch.device:
    """The device of this name; `auto` is cuda where there is one, else cpu.

    Raises:
        UsageError: no device of this name trains.
        DeviceError: there is no usable CUDA GPU, or none of this number.
    """
    if name not in DEVICES and not re.fullmatch(r"cuda:\d{1,3}", name, re.ASCII):
        raise UsageError(f"Unknown device '{name}'. Choose one of: {', '.join(DEVICES)}.")
    if name == "auto":
        name = "cuda" if _finds_gpu() else "cpu"
    device = torch.device(name)
    if device.type == "cuda" and not _finds_gpu():
        raise DeviceError(
            f"Device '{name}' cannot be used here: torch {torch.__version__} finds no usable GPU. "
            "Use --device auto or cpu."
        )
    if device.index is not None and device.index >= (count := torch.cuda.device_count()):
        raise DeviceError(
            f"Device '{name}' is not there: the number of GPUs is {count}, counted from cuda:0."
        )
    return device


def _finds_gpu() -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a driver that is too old, in the middle of what people are shown
        return torch.cuda.is_available()


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
