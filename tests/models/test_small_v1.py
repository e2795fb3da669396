"""The small network: what every network promises, and that its statistics of 0 change nothing."""

from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.evaluation import multiply_adds
from models.small import BASE_CONFIG, SMALL_CONFIG, SmallConfig, SmallNetwork
from models.weights import load
from tests.models.training.fakes import TINY_WIDTHS

BRIEF = replace(SMALL_CONFIG, embedding=6, feature_widths=TINY_WIDTHS)
"""As it is, but learns styles with less work."""

State = dict[str, Tensor]


@pytest.fixture(scope="module")
def network() -> SmallNetwork:
    """Untrained, but with layers that are far from doing nothing."""
    torch.manual_seed(3)
    network = SmallNetwork(BRIEF).eval().requires_grad_(False)
    nn.init.normal_(network.style.output_layer.weight, std=0.5)
    return network


def picture(height: int = 48, width: int = 64, seed: int = 1) -> Tensor:
    return torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(seed))


@torch.no_grad()
def test_it_stays_within_the_work_of_a_laptop() -> None:
    assert multiply_adds(SmallNetwork(BRIEF)) == 12_928


def test_its_file_stays_below_8_megabytes() -> None:
    with torch.device("meta"):
        network = SmallNetwork(SMALL_CONFIG)
    assert 2 * sum(value.numel() for value in network.state_dict().values()) < 8_000_000


def test_the_base_is_the_same_network_but_wider() -> None:
    with torch.device("meta"):
        small, base = SmallNetwork(SMALL_CONFIG), SmallNetwork(BASE_CONFIG)
    assert {name.split(".")[0] for name in small.state_dict()} == {
        name.split(".")[0] for name in base.state_dict()
    }
    assert sum(p.numel() for p in base.parameters()) > sum(p.numel() for p in small.parameters())


def test_weights_tell_their_configuration() -> None:
    assert SmallConfig.of(SmallNetwork(BRIEF).state_dict()) == BRIEF


def test_any_multiple_of_8_is_painted_in_its_own_size(network: SmallNetwork) -> None:
    statistics = network.encode_style(picture(40, 56))
    assert statistics.shape == (1, network.statistics_size)
    assert network(picture(48, 72), statistics).shape == (1, 3, 48, 72)


def test_the_last_of_the_statistics_is_the_strength(network: SmallNetwork) -> None:
    assert network.encode_style(picture())[0, -1] == 1


def test_at_strength_0_no_layer_changes_what_it_is_given(network: SmallNetwork) -> None:
    content = picture()
    nothing = torch.zeros(1, network.statistics_size)
    fine, coarse = network.encode(content)
    parameters = network.adain_parameters(nothing)
    torch.testing.assert_close(network.transform(coarse, parameters), coarse)
    torch.testing.assert_close(parameters.apply(fine), fine)


def test_strength_goes_evenly_from_content_to_style(network: SmallNetwork) -> None:
    content, style = picture(), network.encode_style(picture(seed=2))
    results = [network(content, strength * style) for strength in (0.0, 0.25, 0.5, 0.75, 1.0)]
    to_style = [(result - results[-1]).abs().mean().item() for result in results]
    assert to_style == sorted(to_style, reverse=True)


def test_a_blend_is_the_weighted_sum_of_its_styles(network: SmallNetwork) -> None:
    content = picture()
    styles = torch.cat([network.encode_style(picture(seed=seed)) for seed in (2, 3)])
    blended = network(content, styles, torch.tensor([0.3, 0.7]))
    torch.testing.assert_close(blended, network(content, 0.3 * styles[:1] + 0.7 * styles[1:]))


def test_each_side_of_a_map_has_the_style_and_the_strength_it_asks_for(network: SmallNetwork) -> None:
    content = picture(64, 128)
    styles = torch.cat([network.encode_style(picture(seed=2)), torch.zeros(1, network.statistics_size)])
    maps = torch.zeros(2, 64, 128)
    maps[0, :, :64] = maps[1, :, 64:] = 1
    both = network(content, styles, maps)
    assert (both[..., :24] - network(content, styles[:1])[..., :24]).abs().mean() < (
        both[..., :24] - network(content, styles[1:])[..., :24]
    ).abs().mean()
    assert (both[..., -24:] - network(content, styles[1:])[..., -24:]).abs().mean() < (
        both[..., -24:] - network(content, styles[:1])[..., -24:]
    ).abs().mean()


def test_a_batch_is_painted_as_its_pictures_one_by_one(network: SmallNetwork) -> None:
    contents = torch.cat([picture(), picture(seed=5)])
    styles = torch.cat([network.encode_style(picture(seed=seed)) for seed in (2, 3)])
    each = torch.cat([network(contents[i : i + 1], styles[i : i + 1]) for i in range(2)])
    torch.testing.assert_close(network(contents, styles), each, atol=1e-5, rtol=1e-4)


def test_the_bundled_weights_paint_what_the_layers_say_one_by_one() -> None:
    network = load("small").double()
    content, style = picture().double(), picture(64, 96, seed=2).double()
    statistics = network.encode_style(style).double()
    weights = {name: value.double() for name, value in network.state_dict().items()}
    torch.testing.assert_close(statistics, learn(weights, style), atol=1e-4, rtol=1e-4)
    for strength in (1.0, 0.4):
        painted = network(content, strength * statistics)
        torch.testing.assert_close(painted, paint(weights, content, strength * statistics), atol=1e-4, rtol=0)


def learn(weights: State, style: Tensor) -> Tensor:
    """Style statistics by straight-line arithmetic."""
    x = style - torch.tensor([123.68, 116.779, 103.939], dtype=torch.float64).view(1, 3, 1, 1) / 255
    found = []
    for index in range(8):
        x = F.max_pool2d(x, 2) if index in (2, 4, 7) else x
        name = f"style.feature_extractor.convs.{index}"
        x = F.conv2d(x, weights[f"{name}.weight"], weights[f"{name}.bias"], padding=1).relu()
        if index in (0, 2, 4, 7):
            found += [x.mean((2, 3)), (x.var((2, 3), correction=0) + 1e-5).sqrt()]
    e = F.linear(torch.cat(found, 1).sqrt() - weights["style.feature_mean"], *layer(weights, "style.embed"))
    for index in range(2):
        y = F.linear(e, *layer(weights, f"style.residual_layers.{index}"))
        e = e + torch.where(y > 0, y, 0.2 * y)
    affine = F.linear(e, *layer(weights, "style.output_layer"))
    return torch.cat([affine, torch.ones(1, 1, dtype=torch.float64)], 1)


def paint(weights: State, content: Tensor, statistics: Tensor) -> Tensor:
    """The picture by straight-line arithmetic."""
    strength = statistics[0, -1]
    numbers = torch.split_with_sizes(statistics[0, :-1], [128] * 10 + [32] * 6)
    scale = [part.view(1, -1, 1, 1) for part in numbers[0::2]]
    shift = [part.view(1, -1, 1, 1) for part in numbers[1::2]]

    def conv(name: str, x: Tensor, stride: int = 1) -> Tensor:
        return F.conv2d(F.pad(x, (1, 1, 1, 1), mode="reflect"), *layer(weights, name), stride)

    def normal(x: Tensor) -> Tensor:
        deviation = (x.var((2, 3), correction=0, keepdim=True) + 1e-5).sqrt()
        return (x - x.mean((2, 3), keepdim=True)) / deviation

    def toned(x: Tensor, index: int) -> Tensor:
        return (1 - strength) * x + (strength + scale[index]) * normal(x) + shift[index]

    fine = conv("stem", F.pixel_unshuffle(content - 0.5, 4)).relu()
    x = toned(conv("down", fine, 2).relu(), 0)
    for block in range(2):
        inner = ((1 + scale[2 * block + 1]) * normal(conv(f"dec.{block}.a", x)) + shift[2 * block + 1]).relu()
        added = normal(conv(f"dec.{block}.b", inner))
        x = x + (strength + scale[2 * block + 2]) * added + shift[2 * block + 2]
    x = toned(fine, 5) + F.pixel_shuffle(F.conv2d(x, *layer(weights, "up")), 2)
    x = toned(conv("merge", x), 6).relu()
    x = toned(conv("refine", x), 7).relu()
    painted: Tensor = torch.sigmoid(F.pixel_shuffle(conv("out", x), 4))
    return painted


def layer(weights: State, name: str) -> tuple[Tensor, Tensor]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]
