"""Floors: counted by hand for a network that is one convolution."""

import pytest
import torch
from torch import Tensor, nn

from engine.bench.floors import Rates, floors_of, measure_rates
from engine.bench.speed import Floor, SpeedRecord, Timing
from engine.runtimes.cuda.device import HostDevice
from models.evaluation import layer_traffic
from models.network import StyleNetwork


class OneLayer(StyleNetwork):
    """3 channels to 3, 3x3."""

    statistics_size = 1
    multiple = 1

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Conv2d(3, 3, 3, padding=1)

    def encode_style(self, picture: Tensor) -> Tensor:
        return torch.zeros(1, 1)

    def forward(self, content: Tensor, statistics: Tensor, weights: Tensor | None = None) -> Tensor:
        painted: Tensor = self.layer(content)
        return painted


def test_a_layer_reads_its_input_and_writes_its_output() -> None:
    assert layer_traffic(OneLayer()) == 3 + 3


def test_floors_are_work_by_rates() -> None:
    rates = Rates(copy_bytes_per_s=3e6, memory_bytes_per_s=12e6, multiply_adds_per_s=81e6)
    found = floors_of(OneLayer(), (1000, 1000), rates, number_bytes=2)
    assert found == (Floor("copy", 1000.0), Floor("memory", 1000.0), Floor("arithmetic", 1000.0))


def test_rates_of_a_device_are_measured() -> None:
    rates = measure_rates(HostDevice(), "float32")
    assert min(rates.copy_bytes_per_s, rates.memory_bytes_per_s, rates.multiply_adds_per_s) > 1e6


def test_a_timing_has_the_rate_of_all_and_the_times_of_each() -> None:
    times_s = [0.001 * step for step in range(1, 102)]
    assert Timing.of(2.0, times_s) == Timing(50.5, 51.0, 96.0, 101)


@pytest.mark.parametrize(
    ("floors", "bound", "times"),
    [((), None, None), ((Floor("copy", 2.0), Floor("memory", 4.0)), "memory", 2.5)],
)
def test_the_largest_floor_bounds_a_frame(
    floors: tuple[Floor, ...], bound: str | None, times: float | None
) -> None:
    record = SpeedRecord("small", "own", "GPU", "cuda", "host", 64, 48, 100.0, 10.0, 11.0, 5, floors)
    assert (record.floor.name if record.floor else None) == bound
    assert record.times_floor == times
