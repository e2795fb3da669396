"""Each bad input gives one line: what, what was found, what to do; and leaves nothing half-written."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from safetensors.numpy import save_file

from tests.app.commands.test_video_command import save_clip
from tests.app.conftest import Result, Run


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return save_clip(tmp_path / "clip.mp4", frames=2)


def refused(result: Result, code: int, *words: str) -> None:
    assert result.code == code
    assert len(result.err.splitlines()) == 1, result.err
    assert "Traceback" not in result.err
    for word in words:
        assert word in result.complaint
    assert result.complaint.endswith((".", "?", "--help"))
    assert not list(Path().rglob("*.part.*"))
    assert not Path("out.mp4").exists()


def test_no_such_video(run: Run, style: Path) -> None:
    refused(run("video", "nowhere.mp4", "--style", style, "-o", "out.mp4"), 1, "nowhere.mp4")


def test_a_folder_without_videos(run: Run, style: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    refused(run("video", "empty", "--style", style, "-o", "out"), 1, "nothing to paint in empty")


def test_a_text_file_named_mp4(run: Run, style: Path) -> None:
    Path("notes.mp4").write_text("dear diary")
    refused(run("video", "notes.mp4", "--style", style, "-o", "out.mp4"), 1, "notes.mp4")


def test_zero_bytes(run: Run, style: Path) -> None:
    Path("empty.mp4").touch()
    refused(run("video", "empty.mp4", "--style", style, "-o", "out.mp4"), 1, "empty.mp4")


def test_a_style_that_is_no_picture(run: Run, clip: Path) -> None:
    Path("style.jpg").write_text("not a picture")
    refused(run("video", clip, "--style", "style.jpg", "-o", "out.mp4"), 1, "style.jpg")


def test_a_style_that_is_a_folder(run: Run, clip: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    refused(run("video", clip, "--style", "folder", "-o", "out.mp4"), 1, "folder")


def test_a_style_that_is_nowhere(run: Run, clip: Path) -> None:
    refused(run("video", clip, "--style", "ink-wsh", "-o", "out.mp4"), 2, "ink-wsh", "ink-wash")


def test_a_picture_bomb(run: Run, clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Pillow.new("1", (3000, 3000)).save("bomb.png")
    monkeypatch.setattr(Pillow, "MAX_IMAGE_PIXELS", 1_000_000)
    refused(run("video", clip, "--style", "bomb.png", "-o", "out.mp4"), 1, "bomb.png", "pixels")


def test_texture_out_of_range(run: Run, clip: Path, style: Path) -> None:
    refused(run("video", clip, "--style", style, "-o", "out.mp4", "--texture", "2"), 2, "2", "calm", "rough")


def test_strength_out_of_range(run: Run, clip: Path, style: Path) -> None:
    refused(run("video", clip, "--style", style, "-o", "out.mp4", "--strength", "1.5"), 2, "1.5", "0", "1")


def test_weight_of_zero(run: Run, clip: Path, style: Path) -> None:
    refused(run("video", clip, "--style", f"{style}:0", "-o", "out.mp4"), 2, "weight")


def test_quality_out_of_range(run: Run, clip: Path, style: Path) -> None:
    refused(run("video", clip, "--style", style, "-o", "out.mp4", "--quality", "200"), 2, "200")


def test_unknown_device(run: Run, clip: Path, style: Path) -> None:
    result = run("video", clip, "--style", style, "-o", "out.mp4", "--device", "tpu")
    refused(result, 2, "'tpu'", "auto, cuda, mps, cpu")


def test_unknown_network(run: Run, clip: Path, style: Path) -> None:
    result = run("video", clip, "--style", style, "-o", "out.mp4", "--network", "vgg")
    refused(result, 2, "'vgg'", "compact")


def test_weights_that_are_nowhere(run: Run, clip: Path, style: Path) -> None:
    result = run("video", clip, "--style", style, "-o", "out.mp4", "--weights", "mine.safetensors")
    refused(result, 2, "--weights mine.safetensors")


@pytest.mark.parametrize("network", ["small", "compact"])
def test_weights_of_something_else(run: Run, clip: Path, style: Path, network: str) -> None:
    save_file({"stem.bias": np.zeros(32, np.float16)}, "mine.safetensors")
    arguments = ("--network", network, "--weights", "mine.safetensors")
    refused(run("video", clip, "--style", style, "-o", "out.mp4", *arguments), 1, "of another network")


def test_a_network_that_is_not_installed(run: Run, clip: Path, style: Path) -> None:
    result = run("video", clip, "--style", style, "-o", "out.mp4", "--network", "paper")
    refused(result, 1, "paper", "models get paper")


def test_an_output_folder_that_is_missing(run: Run, clip: Path, style: Path) -> None:
    refused(run("video", clip, "--style", style, "-o", "nowhere/out.mp4"), 2, "nowhere")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions elsewhere")
def test_an_output_folder_that_is_read_only(run: Run, clip: Path, style: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    if os.geteuid() == 0:  # the superuser may write there, but not here
        locked = Path("/proc")
    refused(run("video", clip, "--style", style, "-o", locked / "out.mp4"), 1, str(locked))


def test_an_output_that_is_the_source(run: Run, clip: Path, style: Path) -> None:
    before = clip.read_bytes()
    refused(run("video", clip, "--style", style, "-o", clip, "--overwrite"), 2, "clip.mp4")
    assert clip.read_bytes() == before


def test_an_output_that_is_no_video(run: Run, clip: Path, style: Path) -> None:
    refused(run("video", clip, "--style", style, "-o", "out.jpg"), 2, "out.jpg", ".mp4")
