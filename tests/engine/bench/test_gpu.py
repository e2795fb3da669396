"""The bench of a GPU, rehearsed on the CPU: every way, every path, and what they paint."""

import numpy as np
import pytest

from engine.bench import gpu
from engine.bench.gpu import GpuBench
from engine.bench.speed import SpeedRecord
from engine.bench.subjects import Subject, find_subject
from engine.errors import UsageError


@pytest.fixture(scope="module")
def records() -> list[SpeedRecord]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gpu, "STYLE_SIDE", 64)
        patch.setattr(gpu, "FILE_FRAMES", 8)
        patch.setattr(gpu, "LONGEST_S", 0.05)
        return list(GpuBench(["small"], [(72, 40)], 3, "cpu", switches=True).run())


def test_every_way_is_measured_on_every_path(records: list[SpeedRecord]) -> None:
    found = {(record.way, record.path) for record in records}
    for way in ("cuda", "cuda -graphs", "cuda -overlap", "cuda +search", "eager float32", "research"):
        assert {(way, "device"), (way, "host")} <= found
    ways = ("file", "file on the device", "file on the device, smoothed")
    files = {("cuda", f"{name}, libx264") for name in ways}
    assert {("cuda", "live"), *files} <= found


def test_every_way_paints_the_same_picture(records: list[SpeedRecord]) -> None:
    compared = [record.psnr_db for record in records if record.psnr_db is not None]
    assert len(compared) > 10
    assert min(compared) > 40


def test_records_have_rates_times_and_floors(records: list[SpeedRecord]) -> None:
    for record in records:
        assert record.frames_per_s > 0
        assert 0 < record.p50_ms <= record.p95_ms
        assert {floor.name for floor in record.floors} >= {"memory", "arithmetic"}
        assert record.device == "cpu (a rehearsal)"


def test_what_is_not_installed_is_measured_with_random_weights() -> None:
    subject = Subject(find_subject("paper").entry, installed=False)
    first, second = subject.load(), subject.load()
    weights, again = next(first.parameters()), next(second.parameters())
    np.testing.assert_array_equal(weights.numpy(), again.numpy())


def test_a_network_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="No network 'huge'"):
        find_subject("huge")
