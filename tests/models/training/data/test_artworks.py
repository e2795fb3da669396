"""What is known of each artwork, on disk."""

from pathlib import Path

import numpy as np
import pytest
import torch

from models.training.data import Artworks
from models.training.objective import SmallObjective
from tests.models.training.fakes import measured, tiny_vgg

OBJECTIVE = SmallObjective(tiny_vgg(), None, torch.float32)


def of_kinds(folder: Path, *kinds: tuple[str, bool]) -> Artworks:
    return measured(folder, OBJECTIVE, list(kinds), len(kinds))


def test_measurements_come_back_as_they_were_but_for_half_precision(tmp_path: Path) -> None:
    artworks = of_kinds(tmp_path, ("oil", True), ("oil", True))
    first, both = artworks.rows([1]), artworks.rows([0, 1])
    assert [part.shape[1:] for part in first.covariances] == [(4, 4), (6, 6), (8, 8), (8, 8)]
    for part, of_both in zip(first.parts, both.parts, strict=True):
        assert torch.equal(part[0], of_both[1])
    means = first.moments[0, :4]
    assert means.std() > 0 and torch.equal(means, means.half().float())


def test_a_kind_is_drawn_as_often_as_the_square_root_of_its_count(tmp_path: Path) -> None:
    artworks = of_kinds(tmp_path, *[("oil", True)] * 4, ("ink", True))
    np.testing.assert_allclose(artworks.probabilities(sharp=0.75), [1 / 6] * 4 + [1 / 3])


def test_three_of_four_drawn_artworks_are_sharp(tmp_path: Path) -> None:
    artworks = of_kinds(tmp_path, ("oil", True), *[("oil", False)] * 9)
    probabilities = artworks.probabilities(sharp=0.75)
    assert probabilities[0] == pytest.approx(0.75)
    np.testing.assert_allclose(probabilities[1:], 0.25 / 9)


@pytest.mark.parametrize("sharp", [True, False])
def test_where_all_artworks_are_alike_sharp_they_are_drawn_alike(tmp_path: Path, sharp: bool) -> None:
    artworks = of_kinds(tmp_path, *[("oil", sharp)] * 4)
    np.testing.assert_allclose(artworks.probabilities(sharp=0.75), 0.25)
