"""`impasto train`."""

import argparse
import json
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from app.commands import train as command
from engine.errors import ImpastoError, ModelError, SinkError, UsageError
from models.training import Training, initialisation, training
from models.training.data import Batch, BatchSampler
from models.training.trainer import Step, Trainer
from tests.models.training.fakes import TINY_CONFIG, TINY_RECIPE, squares, tiny_vgg


@dataclass(frozen=True)
class Place:
    """A folder with everything a training needs."""

    content: Path
    style: Path
    vgg: Path
    out: Path

    def arguments(self, **changed: Path) -> list[str]:
        named = {"content": self.content, "style": self.style, "vgg": self.vgg, "out": self.out} | changed
        return [part for name, path in named.items() for part in (f"--{name}", str(path))]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """Real files, a tiny network and a tiny recipe."""
    for index, name in enumerate(("content", "style")):
        (tmp_path / name).mkdir()
        for number, square in enumerate(squares(3, index, side=80)):
            Image.fromarray(square).save(tmp_path / name / f"{number}.png")
    save_file(tiny_vgg().state_dict(), tmp_path / "vgg.safetensors")
    monkeypatch.setattr(training, "RECIPES", {"small": TINY_RECIPE})
    monkeypatch.setattr(initialisation, "CONFIGS", {"small": TINY_CONFIG})
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield Place(
        tmp_path / "content", tmp_path / "style", tmp_path / "vgg.safetensors", tmp_path / "n.safetensors"
    )
    torch.set_num_threads(before)


def train(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["train", "--teacher", "none", "--device", "cpu", "--no-compile", *arguments])
    return int(args.run(args))


def test_training_leaves_weights_curves_and_a_sheet_of_samples(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert train(*place.arguments(), "--iterations", "20", "--interval", "10") == 0
    assert load_file(place.out)["out.weight"].dtype == torch.float16
    folder = place.out.with_name("n.safetensors.training")
    assert (folder / "losses.csv").read_text().startswith("iteration,content,style,")
    with Image.open(folder / "sheet.png") as sheet:
        assert sheet.width == 4 * TINY_RECIPE.square
        assert np.asarray(sheet).std() > 10
    captured = capsys.readouterr()
    assert "training: 20 of 20" in captured.err
    assert "sheet.png" in captured.out


def test_a_stopped_run_resumes_and_keeps_its_curves(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Trainer, "step", stopping_after(12))
        assert train(*place.arguments(), "--iterations", "20") == 130
    assert "--resume goes on" in capsys.readouterr().err
    assert not place.out.exists()
    assert train(*place.arguments(), "--iterations", "20", "--resume") == 0
    rows = (place.out.with_name("n.safetensors.training") / "losses.csv").read_text().splitlines()
    assert [row.split(",")[0] for row in rows] == ["iteration", "10", "20"]


def test_the_pictures_in_a_step_can_be_chosen(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def count(sampler: BatchSampler) -> Batch:
        batch = draw(sampler)
        drawn.append(len(batch.content))
        return batch

    draw = BatchSampler.draw
    monkeypatch.setattr(BatchSampler, "draw", count)
    assert train(*place.arguments(), "--iterations", "2", "--batch", "6") == 0
    assert set(drawn) == {6}


def ask_to_stop() -> None:
    """What a SIGTERM does; a real one cannot be delivered where both faulthandler and AMX are in use."""
    handler = signal.getsignal(signal.SIGTERM)
    assert callable(handler)
    handler(signal.SIGTERM, None)


def stopping_after(iterations: int) -> Callable[[Trainer], Step]:
    """A step after which, one time, the process is asked to stop."""
    step = Trainer.step

    def stepping(trainer: Trainer) -> Step:
        done = step(trainer)
        if done.iteration == iterations:
            ask_to_stop()
        return done

    return stepping


def test_a_stop_before_the_first_iteration_says_that_nothing_was_kept(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def measuring(*_: object, **__: object) -> None:
        ask_to_stop()

    monkeypatch.setattr(Training, "_measure", measuring)
    assert train(*place.arguments()) == 130
    assert "nothing was kept" in capsys.readouterr().err


def test_a_run_is_not_begun_over_another(place: Place) -> None:
    train(*place.arguments(), "--iterations", "2", "--interval", "1")
    with pytest.raises(UsageError, match="--resume"):
        train(*place.arguments())


def test_nothing_to_resume_is_refused(place: Place) -> None:
    with pytest.raises(UsageError, match="nothing to resume"):
        train(*place.arguments(), "--resume")


def test_unreadable_pictures_are_counted_and_named(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    (place.style / "torn.jpg").write_bytes(b"\xff\xd8 torn")
    assert train(*place.arguments(), "--iterations", "2") == 0
    complaint = capsys.readouterr().err
    assert "1 pictures could not be read" in complaint
    assert "torn.jpg" in complaint


def test_a_folder_of_unreadable_pictures_is_refused(place: Place, tmp_path: Path) -> None:
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "a.jpg").write_bytes(b"torn")
    with pytest.raises(UsageError, match="None of the 1 artworks"):
        train(*place.arguments(style=tmp_path / "torn"))


@pytest.mark.parametrize("option", ["content", "style"])
def test_an_empty_or_missing_folder_is_refused(place: Place, tmp_path: Path, option: str) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "missing"):
        with pytest.raises(UsageError, match=f"--{option}"):
            train(*place.arguments(**{option: tmp_path / name}))


def test_a_missing_vgg_file_is_refused(place: Place, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No VGG file"):
        train(*place.arguments(vgg=tmp_path / "missing.pth"))


def test_a_wrong_vgg_file_is_refused_before_anything_slow_begins(place: Place, tmp_path: Path) -> None:
    save_file({"other": torch.zeros(1)}, tmp_path / "other.safetensors")
    with pytest.raises(ModelError, match="VGG-16"):
        train(*place.arguments(vgg=tmp_path / "other.safetensors"))
    assert not list(place.out.with_name("n.safetensors.training").iterdir())


def test_a_full_disk_is_seen_before_anything_is_written(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.training.folder.shutil.disk_usage", lambda path: SimpleNamespace(free=1_000))
    with pytest.raises(SinkError, match="MB left"):
        train(*place.arguments())


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--network", "huge"], "No recipe for 'huge'"),
        (["--iterations", "0"], "--iterations"),
        (["--interval", "0"], "--interval"),
        (["--batch", "0"], "--batch"),
        (["--teacher", "nobody"], "No network 'nobody'"),
    ],
)
def test_a_wrong_option_is_refused(place: Place, arguments: list[str], complaint: str) -> None:
    with pytest.raises(ImpastoError, match=complaint):
        train(*place.arguments(), *arguments)


def test_weights_must_be_safetensors(place: Place, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"must end with \.safetensors"):
        train(*place.arguments(out=tmp_path / "weights.pth"))


def test_each_folder_of_artworks_is_a_kind(place: Place) -> None:
    for number, name in enumerate(("prints", "paintings")):
        (place.style / name).mkdir()
        (place.style / f"{number}.png").rename(place.style / name / f"{number}.png")
    assert train(*place.arguments(), "--iterations", "2") == 0
    index = place.out.with_name("n.safetensors.training") / "artworks.json"
    kinds = json.loads(index.read_text())["kinds"]
    assert kinds == [[name, True] for name in ("", "paintings", "prints") for _ in range(2)]  # whole and crop


def test_a_resumed_run_does_not_look_at_the_artworks_again(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Trainer, "step", stopping_after(3))
        assert train(*place.arguments(), "--iterations", "6") == 130
    assert "looking at artworks" in capsys.readouterr().err
    assert train(*place.arguments(), "--iterations", "6", "--resume") == 0
    assert "looking at artworks" not in capsys.readouterr().err
