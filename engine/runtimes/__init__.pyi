"""What runs a network on a device."""

from .base import Runtime as Runtime
from .openvino import OpenVinoRuntime as OpenVinoRuntime
from .torch import TorchRuntime as TorchRuntime
