"""OpenVINO: networks as graphs for a CPU, without importing torch."""

from .library import ov as ov
from .runtime import OpenVinoRuntime as OpenVinoRuntime
