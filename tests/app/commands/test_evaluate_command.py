"""`run.py evaluate`."""

import argparse
import json
from pathlib import Path

import pytest
from PIL import Image
from safetensors.torch import save_file

from app.commands import evaluate as command
from engine.errors import UsageError
from tests.models.training.fakes import squares, tiny_vgg


def run(arguments: list[str]) -> int:
    """Parse and run the command, as the program does."""
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["evaluate", *arguments])
    return int(args.run(args))


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """One pair, finished: the photo itself."""
    for folder, seed in (("content", 1), ("style", 2), ("done", 1)):
        (tmp_path / folder).mkdir()
        name = {"content": "c", "style": "s", "done": "c_s"}[folder]
        Image.fromarray(squares(1, seed, side=96)[0]).save(tmp_path / folder / f"{name}.png")
    (tmp_path / "pairs.csv").write_text("content,style\nc.png,s.png\n")
    save_file(tiny_vgg().state_dict(), tmp_path / "vgg.safetensors")
    paths = {
        "--pairs": "pairs.csv",
        "--content": "content",
        "--style": "style",
        "--pictures": "done",
        "--vgg": "vgg.safetensors",
        "-o": "out",
    }
    return [part for option, name in paths.items() for part in (option, str(tmp_path / name))]


def test_the_table_has_every_figure(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    printed = capsys.readouterr().out
    for name in ("content loss", "style loss", "SSIM", "E ", "flat detail", "halo", "weave"):
        assert name in printed
    assert "ahead" not in printed


def test_json_tells_the_share_ahead_of_another_evaluation(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run([*arguments, "-o", str(tmp_path / "before")])
    capsys.readouterr()
    assert run([*arguments, "--json", "--against", str(tmp_path / "before")]) == 0
    assert json.loads(capsys.readouterr().out)["ahead"] == 0  # a network is not ahead of itself


def test_an_evaluation_that_is_not_there_is_named(arguments: list[str], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--against"):
        run([*arguments, "--against", str(tmp_path / "nothing.csv")])


@pytest.mark.parametrize("size", ["0", "63", "2049", "large"])
def test_a_size_of_no_use_is_refused(
    arguments: list[str], size: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run([*arguments, "--size", size])
    assert "64 to 2048 pixels" in capsys.readouterr().err


def test_components_are_read_or_written_not_both(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run([*arguments, "--components", "a", "--save-components", "b"])
    assert "not allowed with" in capsys.readouterr().err
