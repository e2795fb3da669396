"""Random batches."""

from dataclasses import replace

import torch

from models.training.objective import SmallObjective, move
from tests.models.training.fakes import TINY_RECIPE, tiny_sampler, tiny_vgg

OBJECTIVE = SmallObjective(tiny_vgg(), None, torch.float32)


def test_every_kind_of_artwork_is_drawn_equally_often() -> None:
    sampler, features = tiny_sampler(TINY_RECIPE, OBJECTIVE, kinds=["many", "many", "many", "one"])
    alone = features[-TINY_RECIPE.style_crops :]  # of the last artwork
    drawn = torch.cat([sampler.draw().target_features for _ in range(60)])
    share = (drawn[:, None] == alone[None]).all(2).any(1).float().mean()
    assert 0.35 < share < 0.65


def test_the_grid_of_no_movement_changes_nothing() -> None:
    sampler, _ = tiny_sampler(replace(TINY_RECIPE, shift=0, zoom=0), OBJECTIVE)
    batch = sampler.draw()
    torch.testing.assert_close(move(batch.content[:1], batch.grid), batch.content[:1])
