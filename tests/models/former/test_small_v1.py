"""The small network of version 0.1, whose weights people may have."""

import torch
import torch.nn.functional as F
from torch import Tensor

from models.former.small_v1 import SmallV1Config, SmallV1Network

State = dict[str, Tensor]


def picture(height: int = 48, width: int = 64, seed: int = 1) -> Tensor:
    return torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(seed))


def seeded() -> SmallV1Network:
    """As wide and deep as it was bundled."""
    torch.manual_seed(1)
    network = SmallV1Network(SmallV1Config(quarter=32, eighth=128, blocks=2, embedding=104))
    return network.eval().requires_grad_(False)


def test_both_of_its_textures_are_the_same() -> None:
    network = seeded()
    calm, rough = network.encode_style(picture()).chunk(2, 1)
    assert torch.equal(calm, rough) and rough.shape[1] == network.statistics_size


def test_it_paints_what_the_layers_say_one_by_one() -> None:
    network = seeded().double()
    content, style = picture().double(), picture(64, 96, seed=2).double()
    statistics = network.encode_style(style)[:, : network.statistics_size].double()
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
