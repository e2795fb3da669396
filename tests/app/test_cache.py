"""A cache that cannot be used costs time, never the picture, and is said once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.app.commands.test_photo_command import pixels
from tests.app.commands.test_video_command import ROOT
from tests.app.conftest import Run, save_noise


@pytest.fixture
def expected(run: Run, photo: Path, style: Path) -> np.ndarray:
    assert run("photo", photo, "--style", style, "-o", "expected.png").code == 0
    return pixels(Path("expected.png"))


def said_once(text: str) -> bool:
    (line,) = text.splitlines()
    return line.startswith("impasto: Nothing can be kept in ") and "IMPASTO_CACHE" in line


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such device")
@pytest.mark.parametrize("cache", ["/dev/full", "file", "file/below"])
def test_a_cache_that_is_no_folder_is_said_once(
    run: Run, photo: Path, style: Path, expected: np.ndarray, monkeypatch: pytest.MonkeyPatch, cache: str
) -> None:
    Path("file").touch()
    save_noise(Path("other.png"))
    monkeypatch.setenv("IMPASTO_CACHE", cache)
    result = run(
        "photo", photo, "--style", f"{style}:1", "--style", "other.png:1e-9", "-o", "out.png", "--json"
    )
    assert result.code == 0
    assert said_once(result.err)
    (warning,) = json.loads(result.out)["warnings"]
    assert warning in result.err
    assert np.abs(pixels(Path("out.png")).astype(int) - expected).max() <= 1


def test_a_full_cache_is_said_once(
    run: Run, photo: Path, style: Path, expected: np.ndarray, monkeypatch: pytest.MonkeyPatch, tiny_disk: Path
) -> None:
    (tiny_disk / "ballast").write_bytes(b"\0" * 190_000)
    monkeypatch.setenv("IMPASTO_CACHE", str(tiny_disk))
    result = run("photo", photo, "--style", style, "-o", "out.png")
    assert result.code == 0
    assert said_once(result.err)
    np.testing.assert_array_equal(pixels(Path("out.png")), expected)


NOBODY = """
import pwd, sys
def unknown(number): raise KeyError(number)
pwd.getpwuid = unknown
from app.cli import main
sys.exit(main(["photo", "photo.png", "--style", "style.png"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows finds homes otherwise")
@pytest.mark.parametrize("home", [None, "/proc/nowhere"], ids=["no home", "a home that cannot be written"])
def test_a_person_without_a_home_paints_all_the_same(
    tmp_path: Path, photo: Path, style: Path, home: str | None
) -> None:
    unset = ("HOME", "IMPASTO_CACHE", "XDG_CACHE_HOME")
    env = {key: value for key, value in os.environ.items() if key not in unset}
    env |= {"PYTHONPATH": str(ROOT)} | ({"HOME": home} if home else {})
    finished = subprocess.run(
        [sys.executable, "-c", NOBODY], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120
    )
    assert finished.returncode == 0, finished.stderr
    assert said_once(finished.stderr)
    assert {file.name for file in tmp_path.iterdir()} == {"photo-painted.png", "photo.png", "style.png"}
