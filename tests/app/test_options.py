import argparse
from pathlib import Path

import pytest

from app.options import add_style_options, read_settings, read_size, split_weight
from engine import UsageError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.jpg", ("a.jpg", 1.0)),
        ("a.jpg:0.7", ("a.jpg", 0.7)),
        (r"C:\pictures\a.jpg", (r"C:\pictures\a.jpg", 1.0)),
        (r"C:\pictures\a.jpg:2", (r"C:\pictures\a.jpg", 2.0)),
        ("ink-wash:0.25", ("ink-wash", 0.25)),
    ],
)
def test_a_style_may_carry_its_weight(text: str, expected: tuple[str, float]) -> None:
    assert split_weight(text) == expected


def test_a_file_that_is_really_called_so_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a:0.5").touch()
    assert split_weight("a:0.5") == ("a:0.5", 1.0)


@pytest.mark.parametrize(("options", "texture"), [([], 1.0), (["--texture", "0.25"], 0.25)])
def test_the_texture_asked_for_is_painted(options: list[str], texture: float) -> None:
    parser = argparse.ArgumentParser()
    add_style_options(parser)
    settings = read_settings(parser.parse_args(["--style", "a.jpg", "--keep-colors", *options]))
    assert (settings.texture, settings.strength, settings.keep_colors) == (texture, 1.0, True)


@pytest.mark.parametrize(("options", "enlarge"), [([], "guided"), (["--enlarge", "plain"], "plain")])
def test_a_small_painting_is_enlarged_as_asked_for(options: list[str], enlarge: str) -> None:
    parser = argparse.ArgumentParser()
    add_style_options(parser)
    assert read_settings(parser.parse_args(["--style", "a.jpg", *options])).enlarge == enlarge


def test_an_unknown_way_to_enlarge_is_refused() -> None:
    parser = argparse.ArgumentParser()
    add_style_options(parser)
    with pytest.raises(UsageError, match="guided or plain, not huge"):
        read_settings(parser.parse_args(["--style", "a.jpg", "--enlarge", "huge"]))


@pytest.mark.parametrize("text", ["640x360", "640X360", "640×360"])  # noqa: RUF001
def test_a_size_is_written_with_any_x(text: str) -> None:
    assert read_size(text) == (640, 360)


@pytest.mark.parametrize("text", ["640", "640x", "0x360", "640:360", "-640x360"])
def test_what_is_no_size_is_refused_with_one_that_is(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="such as 640x360"):
        read_size(text)
