import json
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from PIL import Image as Pillow
from safetensors.torch import save_file

from engine import Image, Stylizer
from engine.runtimes import Painted
from models.small import SmallConfig, SmallNetwork
from tests.app.conftest import Run, save_noise


def pixels(path: Path) -> np.ndarray:
    with Pillow.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def size_of(path: Path) -> tuple[int, int]:
    with Pillow.open(path) as picture:
        return picture.size


def test_a_photo_is_painted(run: Run, photo: Path, style: Path) -> None:
    result = run("photo", photo, "--style", style, "-o", "out.png")
    assert result.code == 0
    assert pixels(Path("out.png")).shape == pixels(photo).shape
    assert np.abs(pixels(Path("out.png")).astype(int) - pixels(photo)).mean() > 5


def test_strength_0_leaves_every_pixel_as_it_was(run: Run, photo: Path, style: Path) -> None:
    run("photo", photo, "--style", style, "-o", "out.png", "--strength", "0")
    np.testing.assert_array_equal(pixels(Path("out.png")), pixels(photo))


def test_strength_lies_between_the_photo_and_the_full_style(run: Run, photo: Path, style: Path) -> None:
    def difference(strength: str) -> float:
        run("photo", photo, "--style", style, "-o", "out.png", "--strength", strength, "--overwrite")
        return float(np.abs(pixels(Path("out.png")).astype(int) - pixels(photo)).mean())

    assert difference("0.3") < difference("1")


def test_a_blend_of_one_style_with_itself_is_that_style(run: Run, photo: Path, style: Path) -> None:
    run("photo", photo, "--style", style, "-o", "one.png")
    run("photo", photo, "--style", f"{style}:0.7", "--style", f"{style}:0.3", "-o", "two.png")
    difference = np.abs(pixels(Path("one.png")).astype(int) - pixels(Path("two.png")))
    assert difference.max() <= 1


def test_weights_of_ones_own_are_painted_with(run: Run, photo: Path, style: Path) -> None:
    config = SmallConfig(8, 8, 4, blocks=1, embedding=4, axes=(2, 2, 2), feature_widths=(4,) * 8)
    thin = SmallNetwork(config).requires_grad_(False)
    for weight in thin.out.parameters():
        weight.zero_()
    save_file({name: value.half() for name, value in thin.state_dict().items()}, "grey.safetensors")
    run("photo", photo, "--style", style, "-o", "out.png", "--weights", "grey.safetensors")
    assert (abs(pixels(Path("out.png")).astype(int) - 128) <= 1).all()


def test_a_bundled_style_is_called_by_its_name(run: Run, photo: Path) -> None:
    assert run("photo", photo, "--style", "ink-wash", "-o", "out.png").code == 0


@pytest.mark.parametrize("size", [(1, 1), (65, 49), (1024, 16)])
def test_any_size_is_painted(run: Run, style: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    Pillow.new("RGB", size, (200, 40, 90)).save(tmp_path / "odd.png")
    assert run("photo", "odd.png", "--style", style, "-o", "out.png").code == 0
    assert size_of(Path("out.png")) == size


def test_json_says_what_was_done_with_what(run: Run, photo: Path, style: Path) -> None:
    result = run("photo", photo, "--style", style, "-o", "out.png", "--json", "--precision", "float32")
    record = json.loads(result.out)
    assert (record["input"], record["output"], record["frames"]) == (str(photo), "out.png", 1)
    assert (record["network"], record["device"]) == ("base", "cpu")
    assert (record["precision"], record["runtime"]) == ("float32", "openvino")
    assert record["seconds"] > 0


@pytest.mark.parametrize(
    "words", [("--style", "ink-wash"), ("--network", "small"), ("--region", "left", "neon")]
)
def test_base_does_not_paint_what_was_studied_nor_where_another_was_asked_for(
    words: tuple[str, ...], run: Run, photo: Path, style: Path
) -> None:
    result = run("photo", photo, "--style", style, *words, "-o", "out.png", "--json")
    assert json.loads(result.out)["network"] == "small"


def test_quiet_says_nothing(run: Run, photo: Path, style: Path) -> None:
    result = run("photo", photo, "--style", style, "-o", "out.png", "--quiet")
    assert (result.out, result.err) == ("", "")


def test_one_bad_file_in_a_folder_does_not_stop_the_rest(run: Run, style: Path, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for index, name in enumerate(("a.png", "c.png")):
        save_noise(folder / name, seed=index)
    (folder / "b.png").write_text("not a picture")
    result = run("photo", folder, "--style", style, "-o", "out")
    assert result.code == 1
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.png", "c.png"]
    assert "2 of 3 painted; 1 failed: b.png." in result.out
    assert "b.png" in result.complaint


@pytest.mark.parametrize(
    ("error", "complaint"), [(MemoryError(), "not enough memory"), (ValueError("odd"), "defect of Impasto")]
)
def test_one_file_that_is_too_much_does_not_stop_the_rest(
    run: Run, style: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, complaint: str
) -> None:
    (tmp_path / "photos").mkdir()
    for name in ("a", "b", "c"):
        save_noise(tmp_path / "photos" / f"{name}.png")
    failures = iter([None, error, None])

    def paint_but_one(_: Stylizer, image: Image, *__: object) -> Painted:
        if failure := next(failures):
            raise failure
        return Painted(image)

    monkeypatch.setattr(Stylizer, "begin", paint_but_one)
    result = run("photo", "photos", "--style", style, "-o", "out")
    assert result.code == 1
    assert complaint in result.complaint
    assert "2 of 3 painted; 1 failed: b.png." in result.out
    assert sorted(file.name for file in Path("out").iterdir()) == ["a.png", "c.png"]


def test_a_progress_bar_that_fails_leaves_nothing_half_written(
    run: Run, photo: Path, style: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise ValueError("no bar")

    monkeypatch.setattr("app.run_tasks.progress", broken)
    (tmp_path / "out").mkdir()
    result = run("photo", photo, "--style", style, "-o", "out/a.png")
    assert (result.code, "no bar" in result.complaint) == (1, True)
    assert list((tmp_path / "out").iterdir()) == []


def test_an_existing_result_is_kept_unless_told_otherwise(run: Run, photo: Path, style: Path) -> None:
    Path("out.png").write_text("precious")
    result = run("photo", photo, "--style", style, "-o", "out.png")
    assert result.code == 2
    assert "--overwrite" in result.complaint
    assert Path("out.png").read_text() == "precious"
    assert run("photo", photo, "--style", style, "-o", "out.png", "--overwrite").code == 0
    assert size_of(Path("out.png")) == (64, 48)


def test_with_json_one_file_that_fails_is_a_record_as_one_of_many(run: Run, style: Path) -> None:
    Path("notes.png").write_text("dear diary")
    result = run("photo", "notes.png", "--style", style, "-o", "out.png", "--json")
    record = json.loads(result.out)
    assert result.code == 1
    assert (record["input"], record["output"]) == ("notes.png", "out.png")
    assert record["error"] == result.complaint.removeprefix("impasto: ")
