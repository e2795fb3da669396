"""Devices of this machine, and what `auto` chooses. Imports torch only where needed."""

import ctypes
import importlib.metadata
import importlib.util
import platform
import re
import warnings
from dataclasses import dataclass

from engine.errors import DeviceError, UsageError

DEVICES = ("cuda", "mps", "cpu")
"""Kinds. Of several NVIDIA GPUs `cuda` is the first, and the next ones are `cuda:1`, `cuda:2`, …"""

PRECISIONS = ("float32", "bfloat16", "float16")
RUNTIMES = ("openvino", "torch", "cuda")
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Choice:
    """Where and how a network runs."""

    device: str
    """One of `DEVICES`, or `cuda:1` and so on."""

    precision: str
    """One of `PRECISIONS`."""

    runtime: str
    """One of `RUNTIMES`."""

    reason: str
    """Why, in one sentence."""

    @property
    def trains_on(self) -> str:
        """Where a study beside the painting trains: an NVIDIA GPU, or else the CPU."""
        return self.device if _kind(self.device) == "cuda" else "cpu"


@dataclass(frozen=True, slots=True)
class Device:
    """One device, there or not."""

    name: str
    """One of `DEVICES`, or `cuda:1` and so on."""

    title: str
    """What its maker calls it."""

    available: bool
    """True when it can be used."""

    note: str
    """Why not, or what it can do."""


def choose(device: str = AUTO, precision: str = AUTO, runtime: str = AUTO) -> Choice:
    """Fill in what is `auto`.

    Raises:
        UsageError: a name is unknown, or the three do not go together.
        DeviceError: the device or runtime is not there.
    """
    device = _numbered(device)
    _check("device", _kind(device), DEVICES)
    _check("precision", precision, PRECISIONS)
    _check("runtime", runtime, RUNTIMES)
    if runtime == "cuda" and device == AUTO:
        device = "cuda"
    if device == AUTO:
        device = _best_device() if runtime != "openvino" else "cpu"
        found = f"{device} is the fastest device here"
    else:
        _require(device)
        found = f"{device} was asked for"
    if device == "cpu":
        return _choose_on_cpu(precision, runtime, found)
    return _choose_on_gpu(device, precision, runtime, found)


def next_choice(choice: Choice) -> Choice | None:
    """What to try when this one keeps failing: after a GPU the CPU, there after OpenVINO torch, then None.

    Raises:
        DeviceError: it is not there.
    """
    if choice.runtime not in RUNTIMES:  # a runtime of the caller's own
        return None
    if choice.device != "cpu":
        return choose("cpu")
    return choose("cpu", runtime="torch") if choice.runtime == "openvino" else None


def list_devices() -> tuple[Device, ...]:
    """Every kind of device, and each NVIDIA GPU, with what was found."""
    return (*_cuda(), _mps(), _cpu())


def multiprocessors(device: str) -> int:
    """Of an NVIDIA GPU, `cuda` or `cuda:1` and so on; 0 of any other device."""
    if _kind(device) != "cuda":
        return 0
    import torch

    return int(torch.cuda.get_device_properties(torch.device(device)).multi_processor_count)


def cpu_has_bfloat16() -> bool:
    """True when the processor multiplies bfloat16 in hardware (AMX, AVX512-BF16); as OpenVINO reports it."""
    if not has_openvino():
        return False
    from engine.runtimes import ov

    return "BF16" in ov.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def has_openvino() -> bool:
    """True when OpenVINO is installed."""
    return importlib.util.find_spec("openvino") is not None


def _choose_on_cpu(precision: str, runtime: str, found: str) -> Choice:
    if runtime == AUTO:
        runtime = "openvino" if has_openvino() else "torch"
    elif runtime == "openvino" and not has_openvino():
        raise DeviceError(
            "OpenVINO is not installed. Install it with `pip install openvino`, or use --runtime torch."
        )
    elif runtime == "cuda":
        raise UsageError("The runtime cuda is for --device cuda. Use openvino or torch on the cpu.")
    if precision == "float16":
        raise UsageError("float16 is slow on a CPU. Choose bfloat16 or float32.")
    if precision == AUTO:
        native = cpu_has_bfloat16()
        precision = "bfloat16" if native else "float32"
        found += ", it has bfloat16 in hardware" if native else ", it has no bfloat16 in hardware"
    return Choice("cpu", precision, runtime, f"{found}; {runtime} is the runtime for it.")


def _choose_on_gpu(device: str, precision: str, runtime: str, found: str) -> Choice:
    if runtime == "openvino":
        raise UsageError(f"OpenVINO runs on the cpu, not on {device}. Use --runtime torch.")
    if runtime == AUTO:
        runtime = "cuda" if _kind(device) == "cuda" else "torch"
    elif runtime == "cuda" and _kind(device) != "cuda":
        raise UsageError(f"The runtime cuda runs on cuda, not on {device}. Use --runtime torch.")
    if device == "mps" and precision == "bfloat16":
        raise UsageError("bfloat16 is not for mps. Choose float16 or float32.")
    if precision == AUTO:
        precision = "float16"
    return Choice(device, precision, runtime, f"{found}; {runtime} is the runtime for it.")


def _check(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in (AUTO, *known):
        raise UsageError(f"Unknown {what} '{value}'. Choose one of: {', '.join((AUTO, *known))}.")


def _kind(device: str) -> str:
    """`cuda` of `cuda:1`."""
    return device.partition(":")[0]


def _numbered(device: str) -> str:
    """The name as `list_devices` has it.

    Raises:
        UsageError: what stands behind the colon is no number of a GPU.
    """
    kind, colon, number = device.partition(":")
    if not colon:
        return device
    if kind != "cuda" or not (number.isascii() and number.isdecimal()):
        raise UsageError(
            f"Unknown device '{device}'. Choose one of: {', '.join((AUTO, *DEVICES))}, "
            "or cuda:1 for the second of several GPUs."
        )
    return f"cuda:{int(number)}" if int(number) else "cuda"


def _require(name: str) -> None:
    devices = list_devices()
    found = [device for device in devices if device.name == name]
    device = (found or [device for device in devices if device.name == _kind(name)])[0]
    if not device.available:
        raise DeviceError(f"Device '{name}' cannot be used here: {device.note} Use --device auto or cpu.")
    if not found:
        there = ", ".join(f"{device.name} ({device.title})" for device in devices if device.available)
        raise DeviceError(f"Device '{name}' is not there. There are: {there}.")


def _best_device() -> str:
    return next(device.name for device in list_devices() if device.available)


def _cuda() -> tuple[Device, ...]:
    if reason := _why_no_cuda():
        return (Device("cuda", "NVIDIA GPU", False, reason),)
    import torch

    return tuple(map(_gpu, range(torch.cuda.device_count())))


def _gpu(index: int) -> Device:
    import torch

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a GPU that is too old: it is said here
        facts, title = torch.cuda.get_device_properties(index), torch.cuda.get_device_name(index)
    known = [re.fullmatch(r"sm_(\d+)(\d)[af]?", name) for name in torch.cuda.get_arch_list()]
    least = min(((int(each[1]), int(each[2])) for each in known if each), default=(0, 0))
    too_old = (
        f"torch {torch.__version__} is made for compute capability {least[0]}.{least[1]} and newer; this one "
        f"has {facts.major}.{facts.minor}. pytorch.org has builds for older ones."
    )
    usable = (facts.major, facts.minor) >= least
    note = f"{facts.total_memory / 2**30:.0f} GiB of memory." if usable else too_old
    return Device(_numbered(f"cuda:{index}"), title, usable, note)


def _why_no_cuda() -> str:
    """Why torch has no NVIDIA GPU, and what to do, in one sentence; empty: it has one."""
    build = importlib.metadata.version("torch")
    if not _has_nvidia_driver():
        return "No NVIDIA driver was found."
    without = f"torch {build} is built without CUDA; see pytorch.org."
    if build.endswith("+cpu"):
        return without
    import torch

    if torch.version.cuda is None:  # as for Windows on PyPI, where the version does not say so
        return without
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of an old driver in words of its own
        usable = torch.cuda.is_available()
    made = f"torch {build}, made for CUDA {torch.version.cuda},"
    return "" if usable else f"{made} finds no usable GPU; update the driver."


def _has_nvidia_driver() -> bool:
    library = {"Windows": "nvcuda.dll", "Linux": "libcuda.so.1"}.get(platform.system())
    if library is None:
        return False
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _mps() -> Device:
    if platform.system() != "Darwin" or platform.machine() != "arm64":
        return Device("mps", "Apple GPU", False, "This is not a Mac with Apple silicon.")
    import torch

    available = torch.backends.mps.is_available()
    return Device(
        "mps", "Apple GPU", available, "Ready." if available else "torch finds no usable Apple GPU."
    )


def _cpu() -> Device:
    title = platform.processor() or platform.machine()
    note = "float32."
    if has_openvino():
        from engine.runtimes import ov

        title = str(ov.Core().get_property("CPU", "FULL_DEVICE_NAME")).strip()
        note = "bfloat16 in hardware." if cpu_has_bfloat16() else "float32; no bfloat16 in hardware."
    return Device("cpu", title, True, note)
