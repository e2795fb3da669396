"""Stages, learning rates and loss weights."""

import pytest

from models.training.recipe import LossWeights, Stage
from models.training.recipes import RECIPES
from tests.models.training.fakes import TINY_RECIPE


def test_the_stages_follow_each_other_and_end_at_the_last_rate() -> None:
    assert TINY_RECIPE.at(29)[0].name == "paint"
    assert TINY_RECIPE.at(30)[0].name == "settle"
    assert TINY_RECIPE.at(40)[1] == 0


def test_a_shortened_recipe_keeps_every_stage() -> None:
    short = RECIPES["small"].lasting(50)
    assert [stage.name for stage in short.stages] == [stage.name for stage in RECIPES["small"].stages]
    assert short.iterations == pytest.approx(50, abs=5)


def test_a_rate_goes_evenly_or_falls_late() -> None:
    assert Stage("even", 10, (1, 3), LossWeights()).at(0.5) == 2
    assert Stage("late", 10, (1, 0), LossWeights(), power=0.5).at(0.75) == 0.5


def test_without_a_teacher_nothing_is_distilled() -> None:
    assert {stage.name for stage in RECIPES["small"].stages} > {"distil", "paint"}
    assert all(stage.weights.content for stage in RECIPES["small"].without_teacher().stages)
