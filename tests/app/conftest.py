from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from app.cli import main


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error that begins with the program's name."""
        (line,) = [line for line in self.err.splitlines() if line.startswith("impasto: ")]
        return line


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str | Path) -> Result:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run_command


def save_noise(path: Path, width: int = 64, height: int = 48, seed: int = 0) -> Path:
    noise = np.random.default_rng(seed).integers(0, 256, (height // 8, width // 8, 3), np.uint8)
    Pillow.fromarray(noise).resize((width, height), Pillow.Resampling.BICUBIC).save(path)
    return path


@pytest.fixture
def style(tmp_path: Path) -> Path:
    return save_noise(tmp_path / "style.png", 96, 96, seed=1)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return save_noise(tmp_path / "photo.png", seed=2)
