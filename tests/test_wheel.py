"""The wheel, installed in an environment of its own: it needs no checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image as Pillow

from tests.clips import PLAIN, frame_times, write_clip

ROOT = Path(__file__).parent.parent
PACKAGES = ("app", "engine", "models")
SCRIPTS, SUFFIX = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")


@dataclass(frozen=True)
class Environment:
    """A fresh one, with the wheel."""

    folder: Path
    wheel: Path

    @property
    def site_packages(self) -> Path:
        names = {"base": str(self.folder), "platbase": str(self.folder)}
        return Path(sysconfig.get_path("purelib", "venv", names))

    def run(self, program: str, *arguments: str, cwd: Path) -> str:
        """What a program of this environment prints."""
        command = [str(self.folder / SCRIPTS / (program + SUFFIX)), *arguments]
        outer = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
        env = {key: value for key, value in os.environ.items() if key not in outer}
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """Built and installed without a network; what Impasto needs comes from the environment of the tests."""
    folder, offline = tmp_path_factory.mktemp("installed"), ("--no-deps", "--no-index")
    _pip("wheel", *offline, "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    environment = Environment(folder / "venv", wheel)
    venv.create(environment.folder, symlinks=os.name != "nt")
    python = environment.folder / SCRIPTS / ("python" + SUFFIX)
    _pip("--python", str(python), "install", *offline, str(wheel))
    # These folders come after the environment's own, so the wheel's packages are found first.
    outer = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (environment.site_packages / "outer.pth").write_text("\n".join(outer), encoding="utf-8")
    return environment


def test_the_wheel_holds_every_file_of_the_three_packages_and_nothing_else(installed: Environment) -> None:
    files = {file for package in PACKAGES for file in (ROOT / package).rglob("*") if file.is_file()}
    expected = {file.relative_to(ROOT).as_posix() for file in files if file.parent.name != "__pycache__"}
    with zipfile.ZipFile(installed.wheel) as wheel:
        assert {name for name in wheel.namelist() if ".dist-info/" not in name} == expected


def test_the_packages_are_those_of_the_wheel(installed: Environment, tmp_path: Path) -> None:
    code = f"import {', '.join(PACKAGES)}\nprint(app.__file__, engine.__file__, models.__file__, sep='\\n')"
    files = installed.run("python", "-c", code, cwd=tmp_path).splitlines()
    assert [Path(file).parents[1] for file in files] == [installed.site_packages] * len(PACKAGES)
    assert all(Path(file).with_name("py.typed").is_file() for file in files)


def test_usage_names_the_command(installed: Environment, tmp_path: Path) -> None:
    assert installed.run("impasto", "--help", cwd=tmp_path).startswith("usage: impasto ")


def test_a_picture_is_painted_from_any_folder(installed: Environment, tmp_path: Path) -> None:
    Pillow.effect_mandelbrot((80, 64), (-2.2, -1.5, 1, 1.5), 40).convert("RGB").save(tmp_path / "a.png")
    installed.run("impasto", "photo", "a.png", "--style", "ink-wash", "-o", "b.png", cwd=tmp_path)
    with Pillow.open(tmp_path / "a.png") as photo, Pillow.open(tmp_path / "b.png") as painted:
        assert painted.size == photo.size and painted.tobytes() != photo.tobytes()


def test_a_clip_is_painted_from_any_folder(installed: Environment, tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4", PLAIN)
    installed.run("impasto", "video", "a.mp4", "--style", "neon", "-o", "b.mp4", cwd=tmp_path)
    assert frame_times(tmp_path / "b.mp4") == frame_times(clip)


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--no-input", *arguments], check=True)
