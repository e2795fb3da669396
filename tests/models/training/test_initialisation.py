"""What a training begins with."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.compact import CompactNetwork
from models.errors import ModelError
from models.former.small_v1 import SmallV1Config, SmallV1Network
from models.small import SMALL_CONFIG, SmallNetwork
from models.style_encoder import StyleEncoder
from models.training.initialisation import (
    copy_from_teacher,
    initialise_embedding,
    initialise_style_encoder,
    make_network,
    principal_axes,
)
from models.training.objective import SmallObjective
from tests.models.training.fakes import TINY_AXES, TINY_CONFIG, TINY_WIDTHS, measured, squares, tiny_vgg

WIDE = replace(SMALL_CONFIG, embedding=6, feature_widths=TINY_WIDTHS, axes=TINY_AXES)
"""Its residual blocks are those of the compact network."""


def test_a_network_of_another_width_copies_nothing_from_its_teacher() -> None:
    assert not copy_from_teacher(SmallNetwork(TINY_CONFIG), CompactNetwork())


def test_residual_blocks_are_taken_from_a_teacher_that_has_the_same() -> None:
    network, teacher = SmallNetwork(WIDE), CompactNetwork()
    taken = copy_from_teacher(network, teacher)
    assert taken == {f"dec.{block}.{layer}" for block in (0, 1) for layer in "ab"}
    assert torch.equal(network.get_parameter("dec.0.a.weight"), teacher.get_parameter("dec.0.a.weight"))


def test_of_the_network_of_version_0_1_all_that_fits_is_taken() -> None:
    config = SmallV1Config(quarter=32, eighth=128, blocks=2, embedding=6, feature_widths=TINY_WIDTHS)
    network, teacher = SmallNetwork(WIDE), SmallV1Network(config)
    before = network.style.output_layer.bias.clone()
    taken = copy_from_teacher(network, teacher)
    assert {"stem", "down", "merge", "style", "style.embed", "style.residual_layers.0"} < taken
    rows = 2 * (5 * 128 + 2 * 32)  # the AdaIN layers at 1/8, and the first two at 1/4
    found, given = network.style.output_layer.bias, teacher.style.output_layer.bias
    assert torch.equal(found[:rows], given[:rows]) and torch.equal(found[rows:], before[rows:])


def test_correlations_begin_with_mean_0_and_deviation_1_over_the_artworks(tmp_path: Path) -> None:
    torch.manual_seed(1)
    vgg, network = tiny_vgg(), SmallNetwork(TINY_CONFIG)
    artworks = measured(tmp_path, SmallObjective(vgg, None, torch.float32))
    encoder = network.style
    initialise_style_encoder(encoder, vgg, principal_axes(vgg, squares(5, 1), TINY_AXES), artworks)
    found = encoder.correlations(artworks.rows(range(4)).covariances)
    torch.testing.assert_close(found.mean(0), torch.zeros(encoder.correlations.size), atol=1e-4, rtol=0)
    assert found.std(0, correction=0).max() == pytest.approx(1, abs=1e-4)
    for axes in encoder.correlations.axes:
        torch.testing.assert_close(axes @ axes.T, torch.eye(len(axes)))


def test_the_embedding_begins_as_the_principal_components_of_the_artworks() -> None:
    torch.manual_seed(1)
    encoder = StyleEncoder(10, 2, TINY_WIDTHS, TINY_AXES)
    roots = torch.rand(50, 1) * torch.rand(1, 52) + 1  # artworks that differ in one way only
    initialise_embedding(encoder, roots.square())
    found = encoder.embed(roots - encoder.feature_mean)
    assert found[:, 0].std() > 100 * found[:, 1].std()
    torch.testing.assert_close(found.mean(0), torch.zeros(2), atol=2e-3, rtol=0)


def test_a_file_that_is_no_encoder_of_the_paper_is_refused(tmp_path: Path) -> None:
    torch.save({"0.weight": torch.zeros(1)}, tmp_path / "vgg.pth")
    with pytest.raises(ModelError, match="not the VGG-19 encoder"):
        make_network("paper", tmp_path / "vgg.pth")
