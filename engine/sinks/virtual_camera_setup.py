"""What sets up a virtual camera on each system."""

import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LOAD: Final = "sudo modprobe v4l2loopback exclusive_caps=1 card_label=Impasto"
"""Without `exclusive_caps` Chrome and Zoom take the device for no camera."""

RELOAD: Final = f"sudo modprobe -r v4l2loopback && {LOAD}"

_INSTALL: Final = {
    "debian": "sudo apt install v4l2loopback-dkms",
    "ubuntu": "sudo apt install v4l2loopback-dkms",
    "fedora": "sudo dnf install v4l2loopback",
    "arch": "sudo pacman -S v4l2loopback-dkms",
    "suse": "sudo zypper install v4l2loopback-kmp-default",
}
"""By the id of a distribution, or of one that it is like."""

_LOADED: Final = Path("/sys/module/v4l2loopback")
"""There while the kernel has the module."""


@dataclass(frozen=True, slots=True)
class VirtualCameraSetup:
    """What a person does, once."""

    text: str
    """In a sentence or two, with the command."""

    command: str = ""
    """The line to type into a terminal; empty where there is none."""


def virtual_camera_setup(
    system: str = sys.platform, distribution: str | None = None, *, loaded: bool | None = None
) -> VirtualCameraSetup:
    """What makes a virtual camera.

    Args:
        system: as `sys.platform`.
        distribution: of Linux, and those it is like, separated by spaces; None = this one's.
        loaded: whether Linux has the module already; None = look.
    """
    if system == "win32":
        return VirtualCameraSetup("Install OBS Studio (https://obsproject.com): it brings one.")
    if system == "darwin":
        return VirtualCameraSetup(
            "Install OBS Studio 30 or later (https://obsproject.com), open it, press Start Virtual Camera, "
            "then Stop Virtual Camera, and quit OBS."
        )
    if _LOADED.exists() if loaded is None else loaded:
        return VirtualCameraSetup(
            f"End the programs that use it, or make it anew with: {RELOAD}",
            RELOAD,
        )
    ids = (_this_distribution() if distribution is None else distribution).split()
    install = next((_INSTALL[one] for one in ids if one in _INSTALL), "")
    if install:
        command = f"{install} && {LOAD}"
        return VirtualCameraSetup(f"Make one with: {command}", command)
    return VirtualCameraSetup(f"Install v4l2loopback with your system's packages, then: {LOAD}", LOAD)


def _this_distribution() -> str:
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    return f"{release.get('ID', '')} {release.get('ID_LIKE', '')}"
