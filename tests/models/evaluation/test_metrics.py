"""Structural similarity."""

import pytest
import torch

from models.evaluation.metrics import similarity


def test_a_picture_is_similar_to_itself_and_not_to_its_negative() -> None:
    picture = torch.rand(1, 1, 32, 32, generator=torch.Generator().manual_seed(1))
    assert similarity(picture, picture) == pytest.approx(1)
    assert similarity(picture, 1 - picture) < 0


def test_similarity_of_flat_pictures_is_that_of_their_brightness() -> None:
    dark, light = torch.full((1, 1, 16, 16), 0.2), torch.full((1, 1, 16, 16), 0.6)
    expected = (2 * 0.2 * 0.6 + 1e-4) / (0.2**2 + 0.6**2 + 1e-4)
    assert similarity(dark, light) == pytest.approx(expected, rel=1e-3)
