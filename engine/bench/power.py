"""Power of the processor, where the system counts its energy (Linux' powercap: Intel's and AMD's RAPL)."""

import time
from contextlib import suppress
from pathlib import Path
from typing import Final

POWERCAP: Final = Path("/sys/class/powercap")
"""Where Linux has a folder for each package of processors. Many systems let only root read them."""


class Wattmeter:
    """Measures from its making on.

    Args:
        folder: what the system tells.
    """

    def __init__(self, folder: Path = POWERCAP) -> None:
        self._folder = folder
        self._begun_s, self._begun = time.perf_counter(), _energies_uj(folder)

    def watts(self) -> float | None:
        """Mean power until now; None where the system does not tell."""
        seconds, now = time.perf_counter() - self._begun_s, _energies_uj(self._folder)
        used = [_used_uj(self._begun[name], energy, self._folder / name) for name, energy in now.items()]
        return round(sum(used) / 1e6 / seconds, 1) if used and seconds > 0 else None


def _energies_uj(folder: Path) -> dict[str, int]:
    """The counter of each package, in microjoules; a package's parts (`intel-rapl:0:0`) are in it."""
    energies = {}
    for package in sorted(folder.glob("*-rapl:*")):
        if package.name.count(":") == 1:
            with suppress(OSError, ValueError):
                energies[package.name] = int((package / "energy_uj").read_text())
    return energies


def _used_uj(before: int, after: int, package: Path) -> int:
    """The counter begins anew at its end."""
    if after >= before:
        return after - before
    return after - before + int((package / "max_energy_range_uj").read_text())
