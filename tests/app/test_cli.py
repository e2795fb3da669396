import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import COMMANDS, main
from tests.app.conftest import Run

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main([command, "--help"])
    assert exit_info.value.code == 0
    assert command in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["paint"], ["photo"], ["photo", "a.jpg"], ["photo", "a.jpg", "--style", "b.jpg", "--strength", "much"]],
    ids=["unknown command", "no source", "no style", "strength is no number"],
)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert "--help" in result.complaint


def test_the_launcher_runs_the_command_line() -> None:
    finished = subprocess.run(
        [sys.executable, "run.py", "video"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert finished.returncode == 2
    assert finished.stderr.startswith("impasto: ")
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize(
    ("program", "name"), [("/somewhere/run.py", "run.py"), ("/bin/impasto", "impasto"), ("x.exe", "impasto")]
)
def test_usage_names_what_was_started(
    program: str, name: str, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setattr(sys, "argv", [program])
    assert run("photo").complaint.endswith(f"See: {name} photo --help")


@pytest.mark.parametrize(
    "arguments",
    [["photo", "-"], ["video", "-"], ["photo", "a.png", "-o", "-"]],
    ids=["photo", "video", "output"],
)
def test_standard_input_and_output_are_refused_with_what_to_do(run: Run, arguments: list[str]) -> None:
    result = run(*arguments, "--style", "neon")
    assert result.code == 2
    assert "./-" in result.complaint


@pytest.mark.parametrize("address", ["http://example.org/a.mp4", "rtsp://camera/1"])
@pytest.mark.parametrize("command", ["photo", "video"])
def test_an_address_is_refused_with_what_to_do(run: Run, command: str, address: str) -> None:
    result = run(command, address, "--style", "neon")
    assert result.code == 2
    assert address in result.complaint
    assert "Download it first" in result.complaint


def test_with_json_an_error_before_any_work_is_a_record_too(run: Run) -> None:
    result = run("photo", "a.png", "--style", "ink-wsh", "--json")
    assert result.code == 2
    assert json.loads(result.out)["error"] == result.complaint.removeprefix("impasto: ")


def test_wrong_usage_is_a_record_too(run: Run) -> None:
    result = run("photo", "--json")
    assert "error" in json.loads(result.out)


def test_a_decimal_comma_is_answered_with_the_point(run: Run) -> None:
    assert "Write it with a point: 0.5." in run("photo", "a", "--style", "b", "--strength", "0,5").complaint


def test_more_files_than_one_are_answered_with_their_folder(run: Run) -> None:
    assert "give their folder" in run("video", "a.mp4", "b.mp4", "--style", "neon").complaint
    assert "folder" not in run("video", "a.mp4", "--stile", "neon").complaint


def test_too_little_memory_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy() -> None:
        raise MemoryError

    monkeypatch.setattr("engine.bundled_styles", greedy, raising=False)
    result = run("styles")
    assert (result.code, len(result.err.splitlines())) == (1, 1)
    assert "not enough memory" in result.complaint
