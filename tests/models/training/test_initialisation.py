"""What a training begins with."""

from pathlib import Path

import pytest
import torch

from models.compact import CompactNetwork
from models.errors import ModelError
from models.small import SmallNetwork
from models.style_encoder import StyleEncoder
from models.training.initialisation import copy_from_teacher, initialise_style_encoder, make_network
from tests.models.training.fakes import TINY_CONFIG, TINY_WIDTHS


def test_a_network_of_another_width_copies_nothing_from_its_teacher() -> None:
    assert not copy_from_teacher(SmallNetwork(TINY_CONFIG), CompactNetwork())


def test_the_embedding_begins_as_the_principal_components_of_the_artworks() -> None:
    torch.manual_seed(1)
    encoder = StyleEncoder(10, 2, TINY_WIDTHS)
    roots = torch.rand(50, 1) * torch.rand(1, 52) + 1  # artworks that differ in one way only
    initialise_style_encoder(encoder, roots.square())
    found = encoder.embed(roots - encoder.feature_mean)
    assert found[:, 0].std() > 100 * found[:, 1].std()
    torch.testing.assert_close(found.mean(0), torch.zeros(2), atol=2e-3, rtol=0)


def test_a_file_that_is_no_encoder_of_the_paper_is_refused(tmp_path: Path) -> None:
    torch.save({"0.weight": torch.zeros(1)}, tmp_path / "vgg.pth")
    with pytest.raises(ModelError, match="not the VGG-19 encoder"):
        make_network("paper", tmp_path / "vgg.pth")
