"""A study of a network so small that a step takes milliseconds."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from models.errors import ModelError, UsageError
from models.paper import PaperNetwork
from models.small import SmallNetwork
from models.study import Study, StudyOptions, StudyProgress
from models.study.adam import Adam
from models.study.objective import Distribution, divergence
from models.study.parameters import flat, tuned_weights
from models.training.recipe import LossWeights, Movement
from tests.models.training.fakes import TINY_CONFIG, squares, tiny_vgg

OPTIONS = StudyOptions(steps=8, crop=64, pool=4, movement=Movement(shifts=((0, 0.5), (2, 0.5))))


def tiny_network() -> SmallNetwork:
    torch.manual_seed(3)
    network = SmallNetwork(TINY_CONFIG)
    network.style.feature_extractor.load_state_dict(tiny_vgg().state_dict())
    return network.eval().requires_grad_(False)


def tiny_study(options: StudyOptions = OPTIONS, contents: NDArray[np.uint8] | None = None) -> Study:
    pictures = squares(3, 5, side=80) if contents is None else contents
    return Study(tiny_network(), squares(1, 9, side=80)[0], list(pictures), options)


def finish(study: Study) -> list[StudyProgress]:
    return list(study.steps())


def mean_loss(steps: list[StudyProgress], name: str) -> float:
    return float(np.mean([dict(step.losses)[name] for step in steps]))


def test_what_is_studied_gets_nearer_to_the_artwork() -> None:
    style_only = LossWeights(style=1, covariance=1)
    steps = finish(tiny_study(replace(OPTIONS, steps=40, calm=0, losses=style_only)))
    assert mean_loss(steps[-10:], "covariance") < 0.9 * mean_loss(steps[:5], "covariance")


def test_statistics_and_tuning_have_the_networks_sizes_and_the_strength_stays_1() -> None:
    study = tiny_study()
    finish(study)
    result, network = study.result(), tiny_network()
    assert result.statistics.shape == (2 * network.statistics_size,)
    assert result.tuning.shape == (flat(tuned_weights(network)).numel(),)
    assert result.statistics[[network.statistics_size - 1, -1]].tolist() == [0, 0]
    assert np.abs(result.tuning).max() > 0


def test_the_style_encoder_and_the_noise_are_left_as_they_were() -> None:
    network, before = tiny_network(), tiny_network().state_dict()
    study = Study(network, squares(1, 9, side=80)[0], list(squares(3, 5, side=80)), OPTIONS)
    finish(study)
    kept = [name for name in before if name.startswith("style.") or name.endswith(("field", "bias"))]
    assert kept
    assert all(torch.equal(network.state_dict()[name], before[name]) for name in kept)


def test_a_study_that_goes_on_from_a_checkpoint_is_the_study_that_never_stopped() -> None:
    whole = tiny_study()
    finish(whole)
    first = tiny_study()
    for step in first.steps():
        if step.done == 3:
            break
    second = tiny_study()
    second.set_state(first.state())
    assert finish(second)[0].done == 4
    np.testing.assert_array_equal(second.result().tuning, whole.result().tuning)


@pytest.mark.parametrize("cut", [0, 10, -100])
def test_a_checkpoint_that_is_cut_off_is_refused(cut: int) -> None:
    study = tiny_study()
    with pytest.raises(ModelError, match="damaged"):
        study.set_state(study.state()[:cut])


def test_more_steps_begin_from_what_was_kept() -> None:
    first = tiny_study()
    finish(first)
    longer = replace(OPTIONS, steps=10)
    pictures = list(squares(3, 5, side=80))
    again = Study(tiny_network(), squares(1, 9, side=80)[0], pictures, longer, start=first.result())
    np.testing.assert_allclose(again.result().tuning, first.result().tuning, atol=1e-3)
    assert [step.done for step in again.steps()] == [9, 10]


def test_content_of_one_flat_colour_can_be_studied_on() -> None:
    study = tiny_study(contents=np.full((1, 80, 80, 3), 128, np.uint8))
    finish(study)
    assert np.isfinite(study.result().tuning).all()
    assert np.isfinite(study.result().statistics).all()


def test_content_smaller_than_a_crop_can_be_studied_on() -> None:
    study = tiny_study(replace(OPTIONS, steps=2), contents=squares(2, 5, side=30))
    assert len(finish(study)) == 2


def test_a_study_ends_when_its_time_is_over() -> None:
    steps = finish(tiny_study(replace(OPTIONS, steps=10_000, seconds=0.2)))
    assert steps[-1].part == 1
    assert 1 <= len(steps) < 10_000


def test_a_preview_is_painted_with_the_average_and_leaves_the_weights_alone() -> None:
    study = tiny_study()
    content = squares(1, 5, side=80)[0]
    before = study.paint(content)
    finish(study)
    after = study.paint(content)
    assert after.shape == content.shape
    assert np.abs(after.astype(int) - before).mean() > 1
    np.testing.assert_array_equal(study.paint(content), after)


@pytest.mark.parametrize("values", [{"steps": 0}, {"seconds": 0.0}, {"seconds": float("nan")}])
def test_a_length_that_cannot_be_is_refused(values: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="A study takes"):
        StudyOptions(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize("weight", [0.0, -1.0, float("nan")])
def test_a_weight_of_the_content_that_cannot_be_is_refused(weight: float) -> None:
    with pytest.raises(UsageError, match="weight of the content"):
        OPTIONS.with_content_weight(weight)


def test_a_larger_weight_of_the_content_keeps_more_of_it() -> None:
    options = replace(OPTIONS, steps=40, calm=0)
    little, much = (finish(tiny_study(options.with_content_weight(weight))) for weight in (0.01, 30.0))
    assert mean_loss(much[-10:], "content") < mean_loss(little[-10:], "content")


def test_another_kind_of_network_cannot_be_tuned() -> None:
    with pytest.raises(UsageError, match="cannot study"):
        Study(PaperNetwork(), squares(1, 9)[0], list(squares(1, 5)), OPTIONS)


def test_the_divergence_of_a_distribution_from_itself_is_none() -> None:
    features = torch.randn(2, 4, 16, 16, generator=torch.Generator().manual_seed(0))
    own = Distribution.of(features)
    assert divergence(own, own).abs().max() < 1e-4
    assert (divergence(Distribution.of(features * 2), own) > 0.1).all()


def test_a_covariance_has_the_gradient_of_its_formula() -> None:
    features = torch.randn(2, 5, 8, 8, generator=torch.Generator().manual_seed(0)).requires_grad_()
    weights = torch.randn(2, 5, 5, generator=torch.Generator().manual_seed(1))
    (Distribution.of(features).covariance * weights).sum().backward()  # type: ignore[no-untyped-call]
    own, features.grad = features.grad, None
    x = features.flatten(2) - features.flatten(2).mean(2, keepdim=True)
    (x @ x.transpose(1, 2) / 64 * weights).sum().backward()  # type: ignore[no-untyped-call]
    assert own is not None and features.grad is not None
    torch.testing.assert_close(own, features.grad)


def test_adam_is_that_of_torch() -> None:
    random = torch.Generator().manual_seed(0)
    start, pull = (torch.randn(3, 4, generator=random) for _ in range(2))
    own, other = (start.clone().requires_grad_() for _ in range(2))
    adam, known = Adam([[own]], (0.9, 0.99), clip=1e9), torch.optim.Adam([other], betas=(0.9, 0.99))
    for rate in (0.1, 0.05, 0.02):
        known.param_groups[0]["lr"] = rate
        for tensor in (own, other):
            tensor.grad = None
            ((tensor - pull) ** 2).sum().backward()  # type: ignore[no-untyped-call]
        adam.step([rate])
        known.step()
    torch.testing.assert_close(own, other)


def test_the_divergence_is_what_e_is_made_of() -> None:
    from models.evaluation.preference import divergence as published, fit_gaussians

    random = torch.Generator().manual_seed(0)
    first, second = (torch.randn(1, 6, 20, 20, generator=random) * scale for scale in (1.0, 1.3))
    (a,), (b,) = fit_gaussians([first]), fit_gaussians([second])
    assert divergence(Distribution.of(first), Distribution.of(second)).item() == pytest.approx(
        published(a, b), rel=1e-4
    )
