"""The wattmeter reads the counters of energy that the system has."""

import time
from pathlib import Path

import pytest

from engine.bench.power import Wattmeter


def package(folder: Path, name: str, energy_uj: int) -> Path:
    made = folder / name
    made.mkdir()
    (made / "energy_uj").write_text(f"{energy_uj}\n")
    (made / "max_energy_range_uj").write_text("1000000\n")
    return made


def test_packages_count_and_their_parts_do_not(tmp_path: Path) -> None:
    first, second = package(tmp_path, "intel-rapl:0", 0), package(tmp_path, "amd-rapl:1", 500)
    part = package(tmp_path, "intel-rapl:0:0", 0)
    meter = Wattmeter(tmp_path)
    for folder in (first, second, part):
        (folder / "energy_uj").write_text("200500")
    time.sleep(0.01)
    watts = meter.watts()
    assert watts is not None
    assert 0 < watts <= 40.1  # 0.4005 J in 10 ms or more


def test_a_counter_that_began_anew_meanwhile_is_no_negative_power(tmp_path: Path) -> None:
    counter = package(tmp_path, "intel-rapl:0", 999_000)
    meter = Wattmeter(tmp_path)
    (counter / "energy_uj").write_text("1000")
    assert (meter.watts() or -1) >= 0


@pytest.mark.parametrize("text", [None, "not a number"])
def test_a_system_that_does_not_tell_gives_none(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (package(tmp_path, "intel-rapl:0", 0) / "energy_uj").write_text(text)
    assert Wattmeter(tmp_path).watts() is None
