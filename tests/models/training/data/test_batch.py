"""Random batches."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.training.data import BatchSampler, move
from models.training.objective import SmallObjective
from models.training.recipe import Movement
from tests.models.training.fakes import TINY_RECIPE, measured, squares, tiny_vgg

CPU = torch.device("cpu")


@pytest.fixture
def sampler(tmp_path: Path) -> BatchSampler:
    recipe = replace(TINY_RECIPE, batch=6, movement=Movement(shifts=((0, 1),), parallax=0))
    artworks = measured(tmp_path, SmallObjective(tiny_vgg(), None, torch.float32))
    return BatchSampler(squares(5, 1), artworks, recipe, CPU)


def test_the_grid_of_no_movement_changes_nothing(sampler: BatchSampler) -> None:
    batch = sampler.draw()
    torch.testing.assert_close(move(batch.content, batch.grid), batch.content)


def test_every_batch_has_calm_and_rough_pictures(sampler: BatchSampler) -> None:
    texture = sampler.draw().texture[:, 0]
    assert (texture[0::3] == 0).all() and (texture[1::3] == 1).all()
    assert ((texture >= 0) & (texture <= 1)).all()


def test_the_same_state_draws_the_same_batch(sampler: BatchSampler) -> None:
    sampler.draw()
    state = sampler.state
    first = sampler.draw()
    sampler.state = state
    again = sampler.draw()
    assert torch.equal(first.content, again.content)
    assert torch.equal(first.targets.moments, again.targets.moments)
    assert torch.equal(first.disturbance, again.disturbance)


def test_crops_cover_the_part_of_a_photo_that_the_recipe_asks_for(tmp_path: Path) -> None:
    artworks = measured(tmp_path, SmallObjective(tiny_vgg(), None, torch.float32))
    photo = squares(1, 1)
    recipe = replace(TINY_RECIPE, content_scales=(0.75, 0.75), soft=0.0)  # 48 of 64 pixels
    crop = BatchSampler(photo, artworks, recipe, CPU).draw().content[0]
    known = torch.from_numpy(photo[0]).permute(2, 0, 1).float() / 255
    flipped = known.flip(2)
    places = [(picture, top, left) for picture in (known, flipped) for top in range(17) for left in range(17)]
    assert any(torch.equal(crop, picture[:, t : t + 48, left : left + 48]) for picture, t, left in places)
