"""From calm to rough."""

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from models.textures import at_texture

BOTH = np.array([0.1, 0.2, 0.3, 0.5, 0.8, 1.3], np.float32)
CALM, ROUGH = BOTH[:3], BOTH[3:]


@pytest.mark.parametrize(("texture", "expected"), [(0.0, CALM), (1.0, ROUGH)], ids=["calm", "rough"])
def test_each_end_is_one_of_the_two_textures_to_the_bit(
    texture: float, expected: NDArray[np.float32]
) -> None:
    np.testing.assert_array_equal(at_texture(BOTH, texture, 2), expected)


def test_halfway_is_the_mean_of_both_in_float32() -> None:
    half = at_texture(BOTH, 0.5, 2)
    np.testing.assert_array_equal(half, (CALM + ROUGH) / 2)
    assert half.dtype == np.float32


def test_a_network_of_one_texture_paints_with_all_of_its_statistics() -> None:
    assert at_texture(BOTH, 0.3, 1) is BOTH


def test_tensors_are_blended_alike() -> None:
    rows = torch.from_numpy(BOTH)[None]
    np.testing.assert_array_equal(at_texture(rows, 0.3, 2)[0].numpy(), at_texture(BOTH, 0.3, 2))
