"""The small network: what every network promises, noise, and that statistics of 0 change nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor, nn

from models.evaluation import multiply_adds
from models.registry import SMALL
from models.small import BASE_CONFIG, SMALL_CONFIG, AdainParameters, SmallConfig, SmallNetwork
from models.textures import at_texture
from models.weights import load_entry
from tests.models.conftest import described
from tests.models.training.fakes import TINY_AXES, TINY_WIDTHS

BRIEF = replace(SMALL_CONFIG, embedding=6, feature_widths=TINY_WIDTHS, axes=TINY_AXES)
"""As it is, but learns styles with less work."""

State = dict[str, Tensor]


@pytest.fixture(scope="module")
def network() -> SmallNetwork:
    """Untrained, but with layers that are far from doing nothing."""
    torch.manual_seed(3)
    network = SmallNetwork(BRIEF).eval().requires_grad_(False)
    nn.init.normal_(network.style.output_layer.weight, std=0.5)
    for axes in network.style.correlations.axes:
        nn.init.orthogonal_(axes)
    return network


def rough(network: SmallNetwork, style: Tensor) -> Tensor:
    return at_texture(network.encode_style(style), 1.0, network.textures)


def picture(height: int = 48, width: int = 64, seed: int = 1) -> Tensor:
    return torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(seed))


@torch.no_grad()
def test_it_stays_within_the_work_of_a_laptop() -> None:
    assert multiply_adds(SmallNetwork(BRIEF)) == 12_896


@torch.no_grad()
def test_the_base_stays_within_the_work_of_a_gpu() -> None:
    base = SmallNetwork(replace(BASE_CONFIG, embedding=6, feature_widths=TINY_WIDTHS, axes=TINY_AXES))
    assert 40_000 < multiply_adds(base) < 100_000


@pytest.mark.parametrize(
    ("config", "megabytes"), [(SMALL_CONFIG, 9), (BASE_CONFIG, 16)], ids=["small", "base"]
)
def test_files_are_small_enough_to_come_with_the_program(config: SmallConfig, megabytes: int) -> None:
    with torch.device("meta"):
        network = SmallNetwork(config)
    assert 2 * sum(value.numel() for value in network.state_dict().values()) < megabytes * 1e6


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
    assert statistics.shape == (1, 2 * network.statistics_size)
    assert network(picture(48, 72), statistics[:, : network.statistics_size]).shape == (1, 3, 48, 72)


def test_the_last_of_the_statistics_is_the_strength(network: SmallNetwork) -> None:
    calm, rough = network.encode_style(picture()).chunk(2, 1)
    assert calm[0, -1] == rough[0, -1] == 1


def test_the_noise_lies_still_on_the_canvas_and_repeats(network: SmallNetwork) -> None:
    period = network.config.period
    eighth, quarter = network.noise(period + 2, period + 3)
    assert quarter.shape[2:] == (2 * period + 4, 2 * period + 6)
    assert torch.equal(eighth[:, :, :2, :3], eighth[:, :, period:, period:])
    smaller, _ = network.noise(5, 7)
    assert torch.equal(smaller, eighth[:, :, :5, :7])


def test_an_offset_shows_another_part_of_the_canvas(network: SmallNetwork) -> None:
    whole, _ = network.noise(16, 16)
    part, _ = network.noise(4, 4, torch.tensor([[3, 5], [0, 0]]))
    assert torch.equal(part, whole[:, :, 3:7, 5:9])


def test_a_flat_area_is_painted_with_what_the_noise_brings(network: SmallNetwork) -> None:
    flat, statistics = torch.full((1, 3, 64, 64), 0.5), rough(network, picture(seed=2))
    silent = statistics.clone()
    gains = sum(network.config.gain_channels)
    silent[:, -1 - gains : -1] = 0
    without, painted = (network(flat, each)[..., ::2, ::2] for each in (silent, statistics))  # of a 2x2 tile
    assert without.std((2, 3)).max() < 1e-3 < painted.std((2, 3)).min()


def test_at_strength_0_every_layer_is_the_identity(network: SmallNetwork) -> None:
    x = torch.rand(1, 128, 6, 8, generator=torch.Generator().manual_seed(1))
    config = network.config
    nothing = torch.zeros(1, network.statistics_size)
    parameters = AdainParameters(nothing, config.adain_channels, None, config.gain_channels)
    assert torch.equal(parameters.apply(x), x)
    assert parameters.amplify(x).abs().max() == 0
    assert torch.equal(parameters.add(x, x), x)


def test_strength_goes_evenly_from_content_to_style(network: SmallNetwork) -> None:
    content, style = picture(), rough(network, picture(seed=2))
    results = [network(content, strength * style) for strength in (0.0, 0.25, 0.5, 0.75, 1.0)]
    to_style = [(result - results[-1]).abs().mean().item() for result in results]
    assert to_style == sorted(to_style, reverse=True)


def test_a_blend_is_the_weighted_sum_of_its_styles(network: SmallNetwork) -> None:
    content = picture()
    styles = torch.cat([rough(network, picture(seed=seed)) for seed in (2, 3)])
    blended = network(content, styles, torch.tensor([0.3, 0.7]))
    torch.testing.assert_close(blended, network(content, 0.3 * styles[:1] + 0.7 * styles[1:]))


def test_each_side_of_a_map_has_the_style_and_the_strength_it_asks_for(network: SmallNetwork) -> None:
    content = picture(64, 128)
    styles = torch.cat([rough(network, picture(seed=2)), torch.zeros(1, network.statistics_size)])
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
    styles = torch.cat([rough(network, picture(seed=seed)) for seed in (2, 3)])
    each = torch.cat([network(contents[i : i + 1], styles[i : i + 1]) for i in range(2)])
    torch.testing.assert_close(network(contents, styles), each, atol=1e-5, rtol=1e-4)


def test_it_paints_what_the_layers_say_one_by_one(network: SmallNetwork, tmp_path: Path) -> None:
    save_file(network.state_dict(), tmp_path / "small.safetensors")
    entry = replace(SMALL, files=(described(tmp_path / "small.safetensors"),))
    loaded = load_entry(entry, tmp_path).double()
    content, style = (
        picture(48, 544).double(),
        picture(64, 96, seed=2).double(),
    )  # wider than the noise's period
    both = loaded.encode_style(style).double()
    weights = {name: value.double() for name, value in loaded.state_dict().items()}
    torch.testing.assert_close(both, learn(weights, style), atol=1e-4, rtol=1e-4)
    for texture, strength in ((1.0, 1.0), (0.0, 0.4)):
        statistics = strength * at_texture(both, texture, 2)
        expected = paint(weights, content, statistics)
        torch.testing.assert_close(loaded(content, statistics), expected, atol=1e-4, rtol=0)


def learn(weights: State, style: Tensor) -> Tensor:
    """Style statistics by straight-line arithmetic."""
    x = style - torch.tensor([123.68, 116.779, 103.939], dtype=torch.float64).view(1, 3, 1, 1) / 255
    found, correlated = [], []
    for index in range(8):
        x = F.max_pool2d(x, 2) if index in (2, 4, 7) else x
        name = f"style.feature_extractor.convs.{index}"
        x = F.conv2d(x, weights[f"{name}.weight"], weights[f"{name}.bias"], padding=1).relu()
        if index in (0, 2, 4, 7):
            found += [x.mean((2, 3)), (x.var((2, 3), correction=0) + 1e-5).sqrt()]
        if index in (0, 2, 4):
            axes = weights[f"style.correlations.axes{index // 2}"]
            seen = torch.cov((axes @ x.flatten(2)[0]), correction=0)
            rows, columns = torch.triu_indices(len(seen), len(seen), 1)
            variances = seen.diagonal()
            correlations = seen[rows, columns] / (variances[rows] * variances[columns]).sqrt()
            correlated += [variances.log(), correlations]
    centred = torch.cat(correlated) - weights["style.correlations.mean"]
    white = centred / weights["style.correlations.deviation"]
    e = F.linear(torch.cat(found, 1).sqrt() - weights["style.feature_mean"], *layer(weights, "style.embed"))
    e = e + F.linear(white[None], *layer(weights, "style.embed_correlations"))
    for index in range(2):
        y = F.linear(e, *layer(weights, f"style.residual_layers.{index}"))
        e = e + torch.where(y > 0, y, 0.2 * y)
    rough = F.linear(e, *layer(weights, "style.output_layer"))
    calm = rough + F.linear(e, *layer(weights, "style.calm_layer"))
    one = torch.ones(1, 1, dtype=torch.float64)
    return torch.cat([calm, one, rough, one], 1)


def paint(weights: State, content: Tensor, statistics: Tensor) -> Tensor:
    """The picture by straight-line arithmetic."""
    strength = statistics[0, -1]
    numbers = torch.split_with_sizes(statistics[0, :-1], [128] * 10 + [32] * 4 + [16] * 2 + [128, 32])
    scale = [part.view(1, -1, 1, 1) for part in numbers[0::2]]
    shift = [part.view(1, -1, 1, 1) for part in numbers[1::2]]

    def noise(name: str, like: Tensor, gain: Tensor) -> Tensor:
        field = weights[f"{name}.field"].repeat(1, 1, 3, 3)[:, :, : like.shape[2], : like.shape[3]]
        return F.conv2d(field, weights[f"{name}.mix.weight"]) * gain.view(1, -1, 1, 1)

    def conv(name: str, x: Tensor, stride: int = 1) -> Tensor:
        return F.conv2d(F.pad(x, (1, 1, 1, 1), mode="reflect"), *layer(weights, name), stride)

    def normal(x: Tensor) -> Tensor:
        deviation = (x.var((2, 3), correction=0, keepdim=True) + 1e-5).sqrt()
        return (x - x.mean((2, 3), keepdim=True)) / deviation

    def toned(x: Tensor, index: int) -> Tensor:
        return (1 - strength) * x + (strength + scale[index]) * normal(x) + shift[index]

    fine = conv("stem", F.pixel_unshuffle(content - 0.5, 4)).relu()
    coarse = conv("down", fine, 2).relu()
    x = toned(coarse, 0) + noise("noise_eighth", coarse, numbers[-2])
    for block in range(2):
        inner = ((1 + scale[2 * block + 1]) * normal(conv(f"dec.{block}.a", x)) + shift[2 * block + 1]).relu()
        added = normal(conv(f"dec.{block}.b", inner))
        x = x + (strength + scale[2 * block + 2]) * added + shift[2 * block + 2]
    up = F.conv2d(x, *layer(weights, "up")).repeat_interleave(2, 2).repeat_interleave(2, 3)
    x = toned(fine, 5) + up + noise("noise_quarter", fine, numbers[-1])
    x = toned(conv("merge", x), 6).relu()
    x = toned(conv("finish", x.repeat_interleave(2, 2).repeat_interleave(2, 3)), 7).relu()
    painted: Tensor = torch.sigmoid(F.pixel_shuffle(conv("out", x), 2))
    return painted


def layer(weights: State, name: str) -> tuple[Tensor, Tensor]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]
