"""Stages, learning rates and loss weights."""

import pytest

from models.training.recipe import RECIPES, LossWeights, Stage
from tests.models.training.fakes import TINY_RECIPE


def test_the_stages_follow_each_other_and_end_at_the_last_rate() -> None:
    assert TINY_RECIPE.at(29)[0].name == "paint"
    assert TINY_RECIPE.at(30)[0].name == "cool"
    assert TINY_RECIPE.at(40)[1] == 0


def test_a_shortened_recipe_keeps_every_stage() -> None:
    short = RECIPES["small"].lasting(50)
    assert [stage.name for stage in short.stages] == [stage.name for stage in RECIPES["small"].stages]
    assert short.iterations == pytest.approx(50, abs=5)


def test_weights_go_evenly_from_first_to_last() -> None:
    stage = Stage("ramp", 10, (1, 3), LossWeights(style=1), LossWeights(style=2))
    assert stage.at(0.5) == (2, LossWeights(style=1.5))
