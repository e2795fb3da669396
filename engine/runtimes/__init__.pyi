"""What runs a network on a device."""

from .base import Runtime as Runtime
from .opening import open_runtime as open_runtime
from .openvino import OpenVinoRuntime as OpenVinoRuntime
from .openvino_library import ov as ov
from .torch import TorchRuntime as TorchRuntime
