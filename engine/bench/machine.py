"""What a table of figures has to say about the machine."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version

from engine.devices import list_devices


def describe_machine() -> tuple[str, ...]:
    """Processor, GPU, system and versions, one line each."""
    devices = [f"{device.title} ({device.note.rstrip('.')})" for device in list_devices() if device.available]
    versions = [f"{name} {_version(name)}" for name in ("impasto", "openvino", "torch")]
    return (
        f"{'; '.join(devices)}; {_cores()} cores for us",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        ", ".join(versions),
    )


def _cores() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
