from fractions import Fraction
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import SourceError
from engine.sources.video.webp import WebpSource, is_animated_webp
from tests import clips, special_clips


def test_frames_of_an_animated_webp_have_their_own_times(tmp_path: Path) -> None:
    with WebpSource(special_clips.write_animation(tmp_path / "a.webp")) as source:
        frames = list(source)
        assert [frame.time for frame in frames] == [
            Fraction(ms, 1000) for ms in (0, *accumulate(special_clips.MOVING_MS))
        ][:-1]
        assert [frame.duration for frame in frames] == [Fraction(ms, 1000) for ms in special_clips.MOVING_MS]
        assert all(
            np.abs(frame.image.astype(int) - clips.scene(clips.SIZE, 2 * frame.index)).mean() < 8
            for frame in frames
        )
        assert source.warnings == ()


def test_only_a_webp_that_moves_is_one(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "still.webp")
    assert is_animated_webp(special_clips.write_animation(tmp_path / "a.webp"))
    assert not is_animated_webp(tmp_path / "still.webp")
    assert not is_animated_webp(special_clips.write_animation(tmp_path / "a.gif"))
    assert not is_animated_webp(tmp_path) and not is_animated_webp(tmp_path / "nowhere")


def test_webp_cut_short_gives_its_beginning_and_says_so_or_is_refused(tmp_path: Path) -> None:
    for part in (0.02, 0.3, 0.6, 0.9):
        path = clips.truncated(special_clips.write_animation(tmp_path / "a.webp"), part)
        try:
            with WebpSource(path) as source:
                count = len(list(source))
                assert any(f"cut short: {count} frames could be read" in line for line in source.warnings)
        except SourceError as error:
            assert str(path) in str(error)


def test_transparent_webp_is_told(tmp_path: Path) -> None:
    images = [Image.new("RGBA", (8, 8), (red, 0, 0, 100)) for red in (0, 255)]
    images[0].save(tmp_path / "a.webp", save_all=True, append_images=images[1:], duration=100)
    with WebpSource(tmp_path / "a.webp") as source:
        assert source.warnings == (
            "The video has transparent parts; they were painted as if they were opaque.",
        )


@pytest.mark.parametrize("content", [b"RIFF", b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\x02" + bytes(50)])
def test_webp_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.webp").write_bytes(content)
    with pytest.raises(SourceError, match="WebP"):
        WebpSource(tmp_path / "a.webp")
