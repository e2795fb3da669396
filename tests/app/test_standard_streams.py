"""What is printed may go nowhere, or to a stream that knows few characters: no command fails of it untold."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FULL = Path("/dev/full")

needs_full = pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")


def start(
    *arguments: str, output: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, with its standard output led to a file."""
    with open(output or os.devnull, "w") as stdout:
        return subprocess.run(
            [sys.executable, "run.py", *arguments],
            cwd=ROOT,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            env=os.environ | environment,
        )


@needs_full
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["at the end", "at once"])
@pytest.mark.parametrize("arguments", [("styles",), ("styles", "--json")], ids=["table", "JSON"])
def test_a_full_standard_output_is_one_line(arguments: tuple[str, ...], unbuffered: str) -> None:
    finished = start(*arguments, output=FULL, PYTHONUNBUFFERED=unbuffered)
    assert finished.returncode == 1
    assert finished.stderr == "impasto: standard output cannot be written: no space left on device.\n"


@pytest.mark.parametrize("command", ["video", "bench", "styles"])
def test_help_is_printed_where_the_terminal_knows_only_ascii(command: str, tmp_path: Path) -> None:
    finished = start(command, "--help", output=tmp_path / "help", PYTHONIOENCODING="ascii")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert "usage:" in (tmp_path / "help").read_text(encoding="ascii")


def test_a_name_that_ascii_lacks_is_printed_with_escapes(tmp_path: Path) -> None:
    finished = start("photo", "é\udcff.png", "--style", "neon", PYTHONIOENCODING="ascii")
    assert finished.returncode == 1
    assert finished.stderr.startswith("impasto: ") and "\\xe9\\udcff.png" in finished.stderr
    assert len(finished.stderr.splitlines()) == 1


@needs_full
def test_work_goes_on_when_nobody_can_be_told_of_it(tmp_path: Path) -> None:
    result = tmp_path / "painted.png"
    picture = str(ROOT / "engine/artwork/pictures/neon.jpg")
    with FULL.open("w") as full:
        finished = subprocess.run(
            [
                sys.executable,
                "run.py",
                "photo",
                picture,
                "--style",
                "neon",
                "--render-size",
                "64",
                "-o",
                result,
            ],
            cwd=ROOT,
            stdout=full,
            stderr=full,
            timeout=120,
        )
    assert finished.returncode == 1
    assert result.stat().st_size > 0


CLOSED = """
import os, sys
for number in (0, 1, 2):
    os.close(number)
os.execv(sys.executable, [sys.executable, "run.py", *sys.argv[1:]])
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows numbers files otherwise")
def test_closed_standard_streams_are_led_nowhere_and_never_into_a_result(tmp_path: Path) -> None:
    picture, result = str(ROOT / "engine/artwork/pictures/neon.jpg"), tmp_path / "painted.png"
    arguments = ("photo", picture, "--style", "neon", "--render-size", "64", "-o", str(result))
    finished = subprocess.run([sys.executable, "-c", CLOSED, *arguments], cwd=ROOT, timeout=120)
    assert finished.returncode == 0
    assert [file.name for file in tmp_path.iterdir()] == ["painted.png"]


INTERRUPTED_AT_AN_IMPORT = """
import os, signal, sys, time

class Interrupt:
    count = 0
    def find_spec(self, name, path=None, target=None):
        if name == "app.cli" or self.count:
            self.count += 1
        if self.count == {count}:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)

from app.start import main
sys.meta_path.insert(0, Interrupt())
sys.argv = ["impasto", "photo", {picture!r}, "--style", "neon", "-o", {result!r}, "--render-size", "64"]
sys.exit(main())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize("count", [1, 8, 20, 60, 150, 400])
def test_ctrl_c_during_any_import_is_one_line(count: int, tmp_path: Path) -> None:
    picture, result = ROOT / "engine/artwork/pictures/neon.jpg", tmp_path / "painted.png"
    code = INTERRUPTED_AT_AN_IMPORT.format(count=count, picture=str(picture), result=str(result))
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert finished.returncode == 130, finished.stderr
    assert finished.stderr == "impasto: stopped; no half-written result is left behind.\n"
    assert not list(tmp_path.glob("*.png"))
