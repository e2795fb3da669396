"""A wider network that paints what a smaller one does."""

from dataclasses import replace

import pytest
import torch

from models.small import SmallConfig, SmallNetwork
from models.training.widening import widen, widens
from tests.models.training.fakes import TINY_CONFIG

WIDER = replace(TINY_CONFIG, quarter=12, eighth=10, half=8, blocks=3, embedding=9)


def drawn(config: SmallConfig, seed: int) -> SmallNetwork:
    """With weights as if it were trained: no layer is 0, and every part of it paints."""
    torch.manual_seed(seed)
    network = SmallNetwork(config).eval()
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if not name.startswith("style.feature_extractor"):
                parameter.copy_(torch.randn_like(parameter) * 0.1)
    return network


@pytest.fixture
def smaller() -> SmallNetwork:
    return drawn(TINY_CONFIG, 1)


@pytest.fixture
def network(smaller: SmallNetwork) -> SmallNetwork:
    network = drawn(WIDER, 2)
    network.style.feature_extractor.load_state_dict(smaller.style.feature_extractor.state_dict())
    widen(network, smaller)
    return network


@torch.no_grad()
def painted(network: SmallNetwork, texture: int) -> torch.Tensor:
    torch.manual_seed(3)
    picture, style = torch.rand(1, 3, 48, 64), torch.rand(1, 3, 64, 64)
    statistics = network.encode_style(style).chunk(2, 1)[texture]
    result: torch.Tensor = network(picture, statistics)
    return result


@pytest.mark.parametrize("texture", [0, 1])
def test_a_widened_network_paints_what_the_smaller_one_does(
    network: SmallNetwork, smaller: SmallNetwork, texture: int
) -> None:
    torch.testing.assert_close(painted(network, texture), painted(smaller, texture), atol=2e-6, rtol=0)


def test_weights_that_see_what_is_new_learn_from_the_first_step(network: SmallNetwork) -> None:
    picture, style = torch.rand(1, 3, 48, 64), torch.rand(1, 3, 64, 64)
    network(picture, network.encode_style(style).chunk(2, 1)[1]).square().sum().backward()
    for layer in (network.merge, network.finish, network.out):
        grown = layer.weight.grad
        assert grown is not None and grown[:, -2:].abs().max() > 0, "inputs that are new"


def test_only_a_larger_network_is_widened_from_a_smaller_one(smaller: SmallNetwork) -> None:
    assert widens(drawn(WIDER, 1), smaller)
    assert not widens(smaller, drawn(WIDER, 1))
    assert not widens(drawn(TINY_CONFIG, 2), smaller)
    assert not widens(drawn(replace(WIDER, half=4), 1), smaller)
    assert not widens(drawn(replace(WIDER, noise=4), 1), smaller)
