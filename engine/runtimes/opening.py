"""Opening the runtime that was chosen; only its own libraries are imported."""

from engine.devices import Choice
from engine.runtimes.base import Runtime
from models.registry import NetworkInfo


def open_runtime(entry: NetworkInfo, choice: Choice) -> Runtime:
    """The runtime of a choice, with a network in it.

    Raises:
        DeviceError: the device or its libraries fail.
        ModelError: the network's weights are missing or damaged.
    """
    if choice.runtime == "openvino":
        from engine.runtimes.openvino import OpenVinoRuntime

        return OpenVinoRuntime(entry, choice.precision)
    if choice.runtime == "cuda":
        from engine.runtimes.cuda import CudaDevice, CudaRuntime

        return CudaRuntime(entry, choice.precision, device=CudaDevice(choice.device))
    from engine.runtimes.torch import TorchRuntime

    return TorchRuntime(entry, choice.device, choice.precision)
