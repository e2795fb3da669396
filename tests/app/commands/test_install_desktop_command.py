"""`impasto install-desktop`."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.app.conftest import Run

linux = pytest.mark.skipif(sys.platform != "linux", reason="the menu of a Linux desktop")

Start = Callable[[Path], None]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a desktop looks for what a person installed."""
    folder = tmp_path / "data of a person"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


@pytest.fixture
def started_as(monkeypatch: pytest.MonkeyPatch) -> Start:
    return lambda program: monkeypatch.setattr(sys, "argv", [str(program)])


def entry_in(data: Path) -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(data / "applications" / "impasto.desktop", encoding="utf-8")
    return dict(parser["Desktop Entry"])


@linux
def test_the_entry_starts_the_program_it_was_made_with(run: Run, data: Path, started_as: Start) -> None:
    started_as(Path("/home/a person/.local/bin/impasto"))
    assert run("install-desktop").code == 0
    entry = entry_in(data)
    assert shlex.split(entry["Exec"]) == ["/home/a person/.local/bin/impasto"]
    assert entry["TryExec"] == "/home/a person/.local/bin/impasto"


@linux
def test_from_a_checkout_the_entry_starts_run_py_with_its_python(
    run: Run, data: Path, started_as: Start, tmp_path: Path
) -> None:
    started_as(Path("run.py"))
    run("install-desktop")
    assert shlex.split(entry_in(data)["Exec"]) == [sys.executable, str(tmp_path / "run.py")]


@linux
def test_odd_characters_of_a_folder_are_escaped(run: Run, data: Path, started_as: Start) -> None:
    started_as(Path('/opt/50% "off" $HOME \\ `x`/impasto'))
    run("install-desktop")
    assert entry_in(data)["Exec"] == r'"/opt/50%% \\"off\\" \\$HOME \\\\ \\`x\\`/impasto"'


@linux
def test_the_icon_lies_where_the_entry_names_it(run: Run, data: Path) -> None:
    result = run("install-desktop")
    icon = data / "icons" / "hicolor" / "scalable" / "apps" / f"{entry_in(data)['Icon']}.svg"
    assert icon.read_text(encoding="utf-8").startswith("<svg")
    assert str(icon) in result.out


@linux
def test_remove_takes_every_file_away(run: Run, data: Path) -> None:
    run("install-desktop")
    assert run("install-desktop", "--remove").code == 0
    assert not [path for path in data.rglob("*") if path.is_file()]


@linux
def test_remove_of_nothing_says_so(run: Run) -> None:
    result = run("install-desktop", "--remove")
    assert result.code == 0 and "was not in the menu" in result.out


@linux
def test_a_folder_that_cannot_be_written_is_one_line(run: Run, data: Path) -> None:
    data.write_text("a file, where a folder should be")
    result = run("install-desktop")
    assert result.code == 1 and str(data) in result.complaint


@linux
@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is missing")
def test_the_entry_is_valid(run: Run, data: Path) -> None:
    run("install-desktop")
    entry = data / "applications" / "impasto.desktop"
    checked = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True)
    assert (checked.returncode, checked.stdout) == (0, "")


def test_on_other_systems_it_is_refused(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    result = run("install-desktop")
    assert result.code == 1 and "is for Linux" in result.complaint
    assert not data.exists()
