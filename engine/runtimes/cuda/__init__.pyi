"""CUDA: whole frames painted on the device; streams, buffers that stay, and captured graphs."""

from .device import (
    CudaDevice as CudaDevice,
    Device as Device,
    HostDevice as HostDevice,
    TensorImage as TensorImage,
)
from .options import CudaOptions as CudaOptions
from .runtime import CudaRuntime as CudaRuntime
