"""The compact network gives what its description gives, number by number."""

import os
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from models.compact import CompactNetwork
from models.network import StyleNetwork
from models.weights import load

SAMPLE = Path(__file__).with_name("compact_sample.npz")
"""Pictures drawn by code (uint8), and what an independent float64 computation made of them with the weights
of version 1; that computation agrees with the parity samples of the training run within 1e-6. New weights
need a new sample."""

TWO_LEVELS = 2 / 255


@pytest.fixture(scope="module")
def network() -> StyleNetwork:
    return load("compact")


@pytest.fixture(scope="module")
def sample() -> dict[str, Tensor]:
    with np.load(SAMPLE) as arrays:
        content, style, output = (arrays[name] for name in ("content", "style", "output"))
        return {
            "content": as_tensor(content) / 255,
            "style": as_tensor(style) / 255,
            "statistics": torch.from_numpy(arrays["statistics"])[None],
            "output": as_tensor(output),
        }


def as_tensor(image: np.ndarray) -> Tensor:
    return torch.from_numpy(image.astype(np.float32)).permute(2, 0, 1)[None]


@torch.inference_mode()
def test_compact_reproduces_the_sample(network: StyleNetwork, sample: dict[str, Tensor]) -> None:
    painted = network(sample["content"], sample["statistics"])
    assert (painted - sample["output"]).abs().max() < TWO_LEVELS


@torch.inference_mode()
def test_compact_learns_the_sample(network: StyleNetwork, sample: dict[str, Tensor]) -> None:
    statistics = network.encode_style(sample["style"])
    assert statistics.dtype == torch.float32
    torch.testing.assert_close(statistics, sample["statistics"], rtol=1e-4, atol=1e-4)


@pytest.mark.skipif("IMPASTO_PARITY" not in os.environ, reason="IMPASTO_PARITY names no parity file")
@torch.inference_mode()
def test_compact_reproduces_a_training_runs_parity_samples(network: StyleNetwork) -> None:
    with np.load(os.environ["IMPASTO_PARITY"]) as arrays:
        given = {name: torch.from_numpy(arrays[name]) for name in arrays}
    painted = network(given["content"], network.encode_style(given["style"]))
    assert (painted - given["output"]).abs().max() < TWO_LEVELS


@pytest.mark.parametrize("size", [(16, 16), (16, 264), (40, 24)])
@torch.inference_mode()
def test_compact_paints_every_multiple_of_eight(
    network: StyleNetwork, sample: dict[str, Tensor], size: tuple[int, int]
) -> None:
    painted = network(torch.rand(1, 3, *size), sample["statistics"])
    assert painted.shape == (1, 3, *size)
    assert painted.min() >= 0 and painted.max() <= 1


@pytest.mark.parametrize("size", [(32, 32), (33, 47), (32, 301)])
@torch.inference_mode()
def test_compact_learns_pictures_of_odd_sizes(network: StyleNetwork, size: tuple[int, int]) -> None:
    statistics = network.encode_style(torch.rand(1, 3, *size))
    assert statistics.shape == (1, network.statistics_size)
    assert torch.isfinite(statistics).all()


@torch.inference_mode()
def test_compact_blends_as_a_sum_of_statistics(network: StyleNetwork, sample: dict[str, Tensor]) -> None:
    styles = torch.cat([sample["statistics"], network.encode_style(torch.rand(1, 3, 64, 64))])
    weights = torch.tensor([0.25, 0.75])
    blended = network(sample["content"], (weights[:, None] * styles).sum(0, keepdim=True))
    torch.testing.assert_close(network(sample["content"], styles, weights), blended, rtol=0, atol=1e-4)
    maps = weights[:, None, None].expand(2, 9, 13)
    torch.testing.assert_close(network(sample["content"], styles, maps), blended, rtol=0, atol=1e-3)


@torch.inference_mode()
def test_compact_in_bfloat16_stays_close(sample: dict[str, Tensor]) -> None:
    network = load("compact").to(torch.bfloat16)
    painted = network(sample["content"].bfloat16(), sample["statistics"])
    assert painted.dtype == torch.bfloat16
    error = (painted.float() - sample["output"]).square().mean()
    assert -10 * torch.log10(error) > 40  # dB


def test_compact_paints_a_batch_row_by_row_and_can_be_trained() -> None:
    network, pictures = CompactNetwork(), torch.rand(2, 3, 32, 32)
    painted = network(pictures, network.encode_style(pictures))
    painted.mean().backward()
    alone = network(pictures[1:], network.encode_style(pictures[1:]))
    torch.testing.assert_close(painted[1:], alone, rtol=1e-4, atol=1e-5)
    assert all(parameter.grad is not None for parameter in network.parameters())
