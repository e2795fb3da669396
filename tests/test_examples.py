"""The Python that README and docs/api.md show is run, in a folder with the files that it names."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image as Pillow

from engine import read_timeline
from tests import pictures
from tests.clips import WITH_SOUND, frame_times, sound_packets, write_clip
from tests.plugins import install

ROOT = Path(__file__).parent.parent

PACKAGE = "# impasto_grey.py\n"
"""First line of the block that is a package, not a script."""


def blocks_of(document: str, language: str) -> Iterator[str]:
    """The code of a document; empty lines before it make its line numbers those of the document."""
    text = (ROOT / document).read_text(encoding="utf-8")
    for block in re.finditer(rf"```{language}\n(.*?)```", text, re.DOTALL):
        yield "\n" * text[: block.start(1)].count("\n") + block[1]


def run(document: str) -> None:
    """Run a document's scripts, one after the other, as one program."""
    names: dict[str, object] = {}
    for block in blocks_of(document, "python"):
        if not block.lstrip("\n").startswith(PACKAGE):
            exec(compile(block, document, "exec"), names)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a photo, a painting and a clip with sound."""
    monkeypatch.chdir(tmp_path)
    pictures.write(tmp_path / "photo.jpg", pictures.scene(64, 48), pictures.exif(model="Examplecam"))
    pictures.write(tmp_path / "painting.jpg", pictures.scene(80, 64)[::-1])
    write_clip(tmp_path / "clip.mp4", WITH_SOUND)
    return tmp_path


@pytest.fixture
def package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package of docs/api.md, installed."""
    (project,) = (tomllib.loads(block) for block in blocks_of("docs/api.md", "toml"))
    (code,) = (
        block for block in blocks_of("docs/api.md", "python") if block.lstrip("\n").startswith(PACKAGE)
    )
    lines = [
        line
        for group, plugins in project["project"]["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {target}" for name, target in plugins.items()))
    ]
    install(folder / "site", project["project"]["name"], "\n".join(lines))
    (folder / "site" / "impasto_grey.py").write_text(code)
    monkeypatch.syspath_prepend(folder / "site")
    yield
    sys.modules.pop("impasto_grey", None)


def test_the_example_of_readme_paints_a_photo_and_keeps_its_exif(folder: Path) -> None:
    run("README.md")
    with Pillow.open("painted.png") as painted:
        assert painted.size == (64, 48)
        assert painted.getexif()[0x0110] == "Examplecam"


def test_the_example_of_a_timeline_runs_and_its_file_is_understood(folder: Path) -> None:
    run("docs/colour-and-time.md")
    assert frame_times(folder / "painted.mp4") == frame_times(folder / "clip.mp4")
    (looks,) = blocks_of("docs/colour-and-time.md", "toml")
    (folder / "looks.toml").write_text(looks, encoding="utf-8")
    plan = read_timeline(folder / "looks.toml")
    assert [keyframe.values for keyframe in plan.keyframes] == [{}, {"strength": 0.5, "scale": 2.0}]
    assert plan.keyframes[1].regions == {1: {"weight": 0.0, "x": 0.7}}
    assert plan.names == ("a.jpg", "b.jpg", "ink-wash")


@pytest.mark.usefixtures("package")
def test_the_examples_of_the_api_run_and_print_what_they_say(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("docs/api.md")
    said = re.findall(r"^    (.+)", (ROOT / "docs/api.md").read_text().split("They print:")[1], re.MULTILINE)
    assert capsys.readouterr().out.splitlines()[-len(said) :] == said
    assert frame_times(folder / "painted.mp4") == frame_times(folder / "clip.mp4")
    assert sound_packets(folder / "painted.mp4")[0]
    assert len(frame_times(folder / "silent.mp4")) == len(frame_times(folder / "scene.mp4")) == 10
    assert frame_times(folder / "live.mp4")


def test_the_example_of_an_exported_network_runs(folder: Path) -> None:
    run("docs/onnx.md")
    with Pillow.open(folder / "painted.png") as painted:
        assert painted.size == (64, 48)
