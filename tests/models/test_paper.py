"""The paper's network does what the paper and the published code say."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from models.network import StyleNetwork
from models.weights import load_entry
from tests.models.conftest import PaperFiles

State = dict[str, Tensor]


@pytest.fixture(scope="module")
def network(paper_files: PaperFiles) -> StyleNetwork:
    return load_entry(paper_files.entry, paper_files.folder)


def picture(height: int, width: int, seed: int) -> Tensor:
    small = torch.rand(1, 3, 6, 6, generator=torch.Generator().manual_seed(seed))
    return F.interpolate(small, (height, width), mode="bicubic").clamp(0, 1)


def conv(x: Tensor, state: State, index: int) -> Tensor:
    padded = F.pad(x, (1, 1, 1, 1), mode="reflect")
    return F.conv2d(padded, state[f"{index}.weight"], state[f"{index}.bias"])


def relu4_1(x: Tensor, vgg: State) -> Tensor:
    x = F.conv2d(x, vgg["0.weight"], vgg["0.bias"])
    for index in (2, 5, 9, 12, 16, 19, 22, 25, 29):
        if index in (9, 16, 29):
            x = F.max_pool2d(x, 2, ceil_mode=True)
        x = conv(x, vgg, index).clamp(min=0)
    return x


def mean_and_std(features: Tensor) -> tuple[Tensor, Tensor]:
    flat = features.flatten(2)
    std = (flat.var(2) + 1e-5).sqrt()  # torch's default: divided by n - 1
    return flat.mean(2)[..., None, None], std[..., None, None]


def decoded(x: Tensor, decoder: State) -> Tensor:
    for index in (1, 5, 8, 11, 14, 18, 21, 25):
        x = conv(x, decoder, index).clamp(min=0)
        if index in (1, 14, 21):
            x = x.repeat_interleave(2, 2).repeat_interleave(2, 3)
    return conv(x, decoder, 28)


def published(content: Tensor, style: Tensor, files: PaperFiles, alpha: float = 1.0) -> Tensor:
    """Equations 8 and 14 of the paper, straight from the files' tensors."""
    features = relu4_1(content, files.vgg)
    mean, std = mean_and_std(features)
    style_mean, style_std = mean_and_std(relu4_1(style, files.vgg))
    target = style_std * (features - mean) / std + style_mean
    return decoded(alpha * target + (1 - alpha) * features, files.decoder)


@torch.inference_mode()
def test_paper_agrees_with_the_published_computation(network: StyleNetwork, paper_files: PaperFiles) -> None:
    content, style = picture(48, 64, seed=1), picture(45, 51, seed=2)
    expected = published(content, style, paper_files)
    assert (expected.clamp(0, 1) == expected).float().mean() > 0.5  # the rest is clamped, and proves little
    painted = network(content, network.encode_style(style))
    torch.testing.assert_close(painted, expected.clamp(0, 1), rtol=0, atol=1e-4)


@torch.inference_mode()
def test_strength_as_a_lerp_of_statistics_is_the_papers_alpha(
    network: StyleNetwork, paper_files: PaperFiles
) -> None:
    content, style = picture(32, 48, seed=3), picture(32, 32, seed=4)
    own, learned = network.encode_style(content), network.encode_style(style)
    painted = network(content, own + 0.4 * (learned - own))
    expected = published(content, style, paper_files, alpha=0.4).clamp(0, 1)
    torch.testing.assert_close(painted, expected, rtol=0, atol=1e-4)


@torch.inference_mode()
def test_paper_statistics_are_means_then_deviations(network: StyleNetwork, paper_files: PaperFiles) -> None:
    style = picture(40, 40, seed=5)
    statistics = network.encode_style(style)
    mean, std = mean_and_std(relu4_1(style, paper_files.vgg))
    assert statistics.shape == (1, network.statistics_size) == (1, 1024)
    torch.testing.assert_close(statistics, torch.cat([mean, std], 1).flatten(1), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("size", [(16, 16), (24, 40), (16, 136)])
@torch.inference_mode()
def test_paper_keeps_the_size_of_every_multiple_of_eight(
    network: StyleNetwork, size: tuple[int, int]
) -> None:
    painted = network(torch.rand(1, 3, *size), network.encode_style(torch.rand(1, 3, 35, 33)))
    assert painted.shape == (1, 3, *size)
    assert torch.isfinite(painted).all()


@torch.inference_mode()
def test_paper_paints_with_maps(network: StyleNetwork) -> None:
    content = picture(32, 64, seed=6)
    styles = torch.cat([network.encode_style(picture(32, 32, seed=seed)) for seed in (7, 8)])
    maps = torch.stack([torch.ones(32, 64), torch.zeros(32, 64)])
    torch.testing.assert_close(
        network(content, styles, maps), network(content, styles[:1]), rtol=0, atol=1e-4
    )


@torch.inference_mode()
def test_two_styles_and_a_mask_are_painted_as_the_published_program_does(
    network: StyleNetwork, paper_files: PaperFiles
) -> None:
    content, styles = picture(64, 96, seed=5), [picture(48, 48, seed=seed) for seed in (6, 7)]
    mask = torch.zeros(64, 96)
    mask[16:48, 24:64] = 1  # 2 x 2 and more pixels of relu4_1, so that nearest and mean say the same
    features = relu4_1(content, paper_files.vgg)
    inside = mask[4::8, 4::8] == 1  # the nearest pixel, as `image.scale(mask, W, H, 'simple')`
    target = torch.zeros_like(features)
    for where, style in zip((inside, ~inside), styles, strict=True):  # foreground, background
        region = features[:, :, where][..., None]  # (1, 512, pixels, 1)
        mean, std = mean_and_std(region)
        style_mean, style_std = mean_and_std(relu4_1(style, paper_files.vgg))
        target[:, :, where] = (style_std * (region - mean) / std + style_mean)[..., 0]
    expected = decoded(target, paper_files.decoder).clamp(0, 1)
    statistics = torch.cat([network.encode_style(style) for style in styles])
    painted = network(content, statistics, torch.stack([mask, 1 - mask]))
    torch.testing.assert_close(painted, expected, rtol=0, atol=1e-4)
