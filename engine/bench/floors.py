"""Floors: rates of a device, measured, and what they allow at most."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import torch

from engine.bench.record import Size
from engine.bench.speed import Floor
from engine.runtimes import Device
from models.evaluation import layer_traffic, multiply_adds
from models.network import StyleNetwork

COPIED_BYTES: int = 32 * 2**20
"""Of one copy that is timed; about a frame of 4K."""

MATRIX_SIDE: int = 8192
"""Of the two matrices that are multiplied on a GPU."""

REPEATS: int = 10
"""Times that each is done; the fastest counts."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What a device can do at most."""

    copy_bytes_per_s: float
    """From the host and to the host at the same time, each; pinned."""

    memory_bytes_per_s: float
    """Read and written by a copy within the device."""

    multiply_adds_per_s: float
    """In a large product of matrices, in the precision of painting."""


def measure_rates(device: Device, precision: str) -> Rates:
    """Measure a device, in a second or so."""
    dtype = getattr(torch, precision)
    small = device.torch_device.type == "cpu"
    size = COPIED_BYTES // 8 if small else COPIED_BYTES
    side = 512 if small else MATRIX_SIDE
    copy_s = _fastest_s(device, _both_ways(device, size))
    memory_s = _fastest_s(device, _within(device, 4 * size))
    product_s = _fastest_s(device, _product(device, side, dtype))
    return Rates(size / copy_s, 2 * 4 * size / memory_s, side**3 / product_s)


def floors_of(network: StyleNetwork, size: Size, rates: Rates, number_bytes: int) -> tuple[Floor, ...]:
    """The floors of a frame that is painted at its own size.

    Args:
        network: paints.
        size: of the frame.
        rates: of the device.
        number_bytes: bytes of a number between two layers.
    """
    pixels = size[0] * size[1]
    seconds = {
        "copy": 3 * pixels / rates.copy_bytes_per_s,
        "memory": layer_traffic(network) * pixels * number_bytes / rates.memory_bytes_per_s,
        "arithmetic": multiply_adds(network) * pixels / rates.multiply_adds_per_s,
    }
    return tuple(Floor(name, round(value * 1000, 4)) for name, value in seconds.items())


def _both_ways(device: Device, size: int) -> Callable[[], None]:
    streams = device.stream(), device.stream()
    there = device.pinned((size,)), device.memory((size,))
    back = device.memory((size,)), device.pinned((size,))

    def copy() -> None:
        device.copy(streams[0], there[1], there[0])
        device.copy(streams[1], back[1], back[0])
        for stream in streams:
            device.synchronize(device.record(stream))

    return copy


def _within(device: Device, size: int) -> Callable[[], None]:
    stream, source, destination = device.stream(), device.memory((size,)), device.memory((size,))

    def copy() -> None:
        device.copy(stream, destination, source)
        device.synchronize(device.record(stream))

    return copy


def _product(device: Device, side: int, dtype: torch.dtype) -> Callable[[], None]:
    stream = device.stream()
    first, second, product = (torch.rand(side, side, device=device.torch_device).to(dtype) for _ in range(3))

    def launch() -> None:
        torch.matmul(first, second, out=product)

    def multiply() -> None:
        device.run(stream, launch)
        device.synchronize(device.record(stream))

    return multiply


def _fastest_s(device: Device, work: Callable[[], None]) -> float:
    times_s = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times_s.append(time.perf_counter() - start)
    return min(times_s)
