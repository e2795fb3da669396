"""What runs a network on a device."""

from .base import Runtime as Runtime
from .cuda import (
    CudaDevice as CudaDevice,
    CudaOptions as CudaOptions,
    CudaRuntime as CudaRuntime,
    Device as Device,
    HostDevice as HostDevice,
    TensorImage as TensorImage,
)
from .device_errors import failures as failures
from .frames import (
    FramePainter as FramePainter,
    FrameRequest as FrameRequest,
    Painted as Painted,
    Painting as Painting,
    takes as takes,
)
from .onnx_files import export_onnx as export_onnx
from .opening import open_runtime as open_runtime
from .openvino import OpenVinoRuntime as OpenVinoRuntime, ov as ov
from .precision import full_float32 as full_float32
from .torch import TorchRuntime as TorchRuntime
