"""A style that was studied, in all that the live program does with styles."""

from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from engine.errors import DeviceError, ModelError, SinkError, SourceError, UsageError
from engine.frame import Image
from engine.pictures import content_hash
from engine.settings import Settings, Style
from engine.study import StudyState, open_study, picture_file
from engine.stylizer import Stylizer
from tests.engine.study.conftest import OpenStylizer, save_tiny_weights
from tests.models.training.fakes import squares

SCENE: Image = squares(1, 6, side=64)[0]


def tuned(style: Style, stylizer: Stylizer, seed: int = 0) -> Style:
    """The same style as if it had been studied: with large changes."""
    random = np.random.default_rng(seed)
    return replace(style, tuning=random.normal(0, 0.05, stylizer.runtime.tuning_size).astype(np.float16))


def difference(a: Image, b: Image) -> float:
    return float(np.abs(a.astype(int) - b).mean())


def paint(stylizer: Stylizer, *styles: tuple[Style, float], strength: float = 1.0) -> Image:
    return stylizer.paint(SCENE, Settings(styles, strength))


def test_a_studied_style_is_painted_as_it_was_studied_from_then_on(
    open_stylizer: OpenStylizer, painting: Path, photo: Path
) -> None:
    first = open_stylizer()
    plain = first.learn(painting)
    studied = first.study(painting, photo, steps=4)
    assert plain.tuning is None and studied.tuning is not None
    assert studied.name == "painting"
    later = open_stylizer().learn(painting)
    np.testing.assert_array_equal(later.tuning, studied.tuning)
    np.testing.assert_array_equal(later.statistics, studied.statistics)
    np.testing.assert_array_equal(first.learn(painting).tuning, studied.tuning)


def test_the_preview_is_what_is_painted_afterwards(
    open_stylizer: OpenStylizer, painting: Path, photo: Path
) -> None:
    stylizer = open_stylizer()
    job = open_study(stylizer, picture_file(painting), photo, steps=4)
    for _ in job.steps():
        pass
    job.keep()
    content = squares(1, 5, side=96)[0]
    painted = stylizer.stylize(content, painting)
    assert difference(painted, job.preview()) < 1  # float16 on the way


@pytest.mark.parametrize("runtime", ["torch", "openvino"])
def test_a_frame_after_a_studied_style_is_painted_as_before_it(
    open_stylizer: OpenStylizer, painting: Path, runtime: str
) -> None:
    stylizer = open_stylizer(runtime=runtime)
    plain = stylizer.learn(painting)
    before = paint(stylizer, (plain, 1.0))
    studied = paint(stylizer, (tuned(plain, stylizer), 1.0))
    assert difference(studied, before) > 1
    assert difference(paint(stylizer, (plain, 1.0)), before) == 0


def test_both_runtimes_paint_a_studied_style_alike(open_stylizer: OpenStylizer, painting: Path) -> None:
    painted = []
    for runtime in ("torch", "openvino"):
        stylizer = open_stylizer(runtime=runtime)
        painted.append(paint(stylizer, (tuned(stylizer.learn(painting), stylizer), 1.0)))
    assert difference(*painted) < 0.5


def test_a_blend_of_a_studied_style_with_itself_is_that_style(
    open_stylizer: OpenStylizer, painting: Path
) -> None:
    stylizer = open_stylizer()
    style = tuned(stylizer.learn(painting), stylizer)
    blend = paint(stylizer, (style, 0.3), (replace(style), 0.7))
    assert difference(blend, paint(stylizer, (style, 1.0))) < 0.1


def test_a_cross_fade_between_studied_styles_moves_from_one_to_the_other(
    open_stylizer: OpenStylizer, painting: Path
) -> None:
    stylizer = open_stylizer()
    plain = stylizer.learn(painting)
    a, b = tuned(plain, stylizer, 1), tuned(plain, stylizer, 2)
    steps = [paint(stylizer, (a, 1.0001 - part), (b, part + 0.0001)) for part in (0.0, 0.25, 0.5, 0.75, 1.0)]
    from_first = [difference(each, steps[0]) for each in steps]
    assert from_first == sorted(from_first)
    assert max(np.diff(from_first)) < 0.6 * from_first[-1]  # no jump


def test_the_strength_of_a_studied_style_leads_from_the_content_to_it(
    open_stylizer: OpenStylizer, painting: Path
) -> None:
    stylizer = open_stylizer()
    style = tuned(stylizer.learn(painting), stylizer)
    full = paint(stylizer, (style, 1.0))
    found = [difference(paint(stylizer, (style, 1.0), strength=part), full) for part in (0.2, 0.5, 0.8)]
    assert found == sorted(found, reverse=True)


def test_the_weights_of_a_network_that_is_not_told_to_change_stay(
    open_stylizer: OpenStylizer, painting: Path
) -> None:
    stylizer = open_stylizer(runtime="openvino")
    paint(stylizer, (stylizer.learn(painting), 1.0))
    stylizer.runtime.expect_tuning()  # as a window does ahead of time
    assert difference(paint(stylizer, (stylizer.learn(painting), 1.0)), SCENE) > 0


def test_a_tuning_of_another_network_is_refused(open_stylizer: OpenStylizer, painting: Path) -> None:
    stylizer = open_stylizer()
    foreign = replace(stylizer.learn(painting), tuning=np.zeros(7, np.float16))
    with pytest.raises(UsageError, match="Study it again"):
        paint(stylizer, (foreign, 1.0))


def test_what_was_studied_with_other_weights_is_studied_again(
    open_stylizer: OpenStylizer, painting: Path, photo: Path, tmp_path: Path
) -> None:
    open_stylizer().study(painting, photo, steps=2)
    other = open_stylizer(save_tiny_weights(tmp_path / "other.safetensors", seed=4))
    assert other.learn(painting).tuning is None
    assert open_study(other, picture_file(painting), photo, steps=2).first == 0


def test_a_damaged_studied_style_is_learned_as_if_it_were_not_there(
    open_stylizer: OpenStylizer, painting: Path, photo: Path
) -> None:
    first = open_stylizer()
    first.study(painting, photo, steps=2)
    file = first.studied.path(content_hash(painting))
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    assert open_stylizer().learn(painting).tuning is None


def test_a_stopped_study_keeps_what_is_there_and_goes_on(
    open_stylizer: OpenStylizer, painting: Path, photo: Path
) -> None:
    seen: list[StudyState] = []

    def stop_after_two(state: StudyState) -> bool:
        seen.append(state)
        return state.done < 2

    style = open_stylizer().study(painting, photo, steps=5, on_progress=stop_after_two)
    assert [state.done for state in seen] == [1, 2]
    assert style.tuning is not None
    job = open_study(open_stylizer(), picture_file(painting), photo, steps=5)
    assert job.first == 2
    assert [state.done for state in job.steps()] == [3, 4, 5]


def test_a_finished_study_takes_more_steps_only_when_asked(
    open_stylizer: OpenStylizer, painting: Path, photo: Path
) -> None:
    stylizer = open_stylizer()
    stylizer.study(painting, photo, steps=2)
    file = picture_file(painting)
    assert list(open_study(stylizer, file, photo, steps=2).steps()) == []
    assert [each.done for each in open_study(stylizer, file, photo, more=2).steps()] == [3, 4]
    assert [each.done for each in open_study(stylizer, file, photo, steps=1, again=True).steps()] == [1]


def test_what_was_studied_stays_until_a_study_that_begins_anew_is_kept(
    open_stylizer: OpenStylizer, painting: Path, photo: Path
) -> None:
    stylizer = open_stylizer()
    before = stylizer.study(painting, photo, steps=2)
    with pytest.raises(DeviceError):
        stylizer.study(painting, photo, device="cuda", again=True)
    job = open_study(stylizer, picture_file(painting), photo, steps=1, again=True)
    assert job.first == 0
    np.testing.assert_array_equal(open_stylizer().learn(painting).tuning, before.tuning)
    assert [each.done for each in job.steps()] == [1]
    assert job.keep().steps == 1


def test_a_damaged_checkpoint_begins_anew(open_stylizer: OpenStylizer, painting: Path, photo: Path) -> None:
    stylizer = open_stylizer()
    checkpoint = stylizer.studied.checkpoint(content_hash(painting))
    checkpoint.parent.mkdir(parents=True)
    checkpoint.write_bytes(b"PK\x03\x04 cut off")
    job = open_study(stylizer, picture_file(painting), photo, steps=2)
    assert job.first == 0
    assert [state.done for state in job.steps()] == [1, 2]


def test_a_full_disk_is_said_before_the_first_step(
    open_stylizer: OpenStylizer, painting: Path, photo: Path, tiny_disk: Path
) -> None:
    stylizer = open_stylizer()
    (tiny_disk / "full").write_bytes(b"0" * 180_000)
    stylizer.studied._folder = tiny_disk
    job = open_study(stylizer, picture_file(painting), photo, steps=2)
    with pytest.raises(SinkError, match=r"no space left on device\. Make room there"):
        next(job.steps())
    assert [file.name for file in tiny_disk.iterdir()] == ["full"]


@pytest.mark.parametrize("content", [None, "folder", "pixels"])
def test_a_study_is_made_on_a_scene_a_folder_or_pixels(
    open_stylizer: OpenStylizer, painting: Path, photo: Path, content: str | None
) -> None:
    given = {None: None, "folder": photo.parent, "pixels": [SCENE, SCENE]}[content]
    assert open_stylizer().study(painting, given, steps=1).tuning is not None


def test_a_folder_without_pictures_is_refused(
    open_stylizer: OpenStylizer, painting: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="no picture and no video"):
        open_stylizer().study(painting, tmp_path / "empty", steps=1)


def test_a_network_that_cannot_be_tuned_says_so(painting: Path, photo: Path) -> None:
    with pytest.raises(UsageError, match="cannot study a style"):
        Stylizer("compact", runtime="torch", device="cpu").study(painting, photo, steps=1)


def test_pixels_are_studied_as_a_picture_is(open_stylizer: OpenStylizer, photo: Path) -> None:
    style = open_stylizer().study(squares(1, 9, side=80)[0], photo, steps=1)
    assert style.tuning is not None


def test_models_refuse_a_checkpoint_of_another_network(open_stylizer: OpenStylizer, painting: Path) -> None:
    job = open_study(open_stylizer(), picture_file(painting), [SCENE], steps=1)
    with pytest.raises(ModelError):
        job.study.set_state(b"")


def test_a_folder_that_cannot_be_listed_is_said(
    open_stylizer: OpenStylizer, painting: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)  # the superuser may list anything
    with pytest.raises(SourceError, match="cannot be read: permission denied"):
        open_study(open_stylizer(), picture_file(painting), tmp_path)
