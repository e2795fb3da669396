import os
from pathlib import Path

import pytest
from PIL import Image

from engine.errors import SourceError
from engine.sources.video.file import VideoFileSource
from tests import clips, special_clips


def _refusal(path: Path) -> str:
    with pytest.raises(SourceError) as refused:
        VideoFileSource(path)
    message = str(refused.value)
    assert "\n" not in message and message.endswith(".") and path.name in message
    return message


def test_no_such_file(tmp_path: Path) -> None:
    assert "does not exist" in _refusal(tmp_path / "nowhere.mp4")


def test_folder(tmp_path: Path) -> None:
    assert "is a folder" in _refusal(tmp_path)


def test_text_named_mp4(tmp_path: Path) -> None:
    path = tmp_path / "letter.mp4"
    path.write_text("Dear Sir or Madam,\n" * 100)
    assert "not a video" in _refusal(path)


def test_text_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam,\n" * 100)
    assert "video" in _refusal(path)


def test_zero_bytes(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp4"
    path.touch()
    assert "empty (0 bytes)" in _refusal(path)


def test_sound_only(tmp_path: Path) -> None:
    assert "has no video in it (found: audio)" in _refusal(clips.write_sound_only(tmp_path / "song.m4a"))


def test_cover_picture_of_a_song_is_no_video(tmp_path: Path) -> None:
    assert "has no video in it" in _refusal(special_clips.write_cover(tmp_path / "song.mp4"))


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.webp", "photo.bmp", "photo.tiff"])
def test_picture_is_sent_to_the_photo_command(tmp_path: Path, name: str) -> None:
    Image.new("RGB", (40, 30), "red").save(tmp_path / name)
    assert "is a picture, not a video. Open it as a photo" in _refusal(tmp_path / name)


def test_mp4_without_its_index_is_told_from_other_files(tmp_path: Path) -> None:
    clip = clips.write_clip(tmp_path / "whole.mp4")
    data = clip.read_bytes()
    (tmp_path / "cut.mp4").write_bytes(data[: data.index(b"moov") - 4] + data[data.index(b"mdat") - 4 :])
    assert "without its index: it was cut short" in _refusal(tmp_path / "cut.mp4")


def test_video_of_which_nothing_can_be_decoded(tmp_path: Path) -> None:
    path = clips.write_clip(tmp_path / "a.mp4")
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 4
    data[start:] = bytes(len(data) - start)
    path.write_bytes(data)
    assert "no frame of it can be decoded" in _refusal(path)


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="permissions bind neither root nor Windows")
def test_unreadable_file(tmp_path: Path) -> None:
    path = clips.write_clip(tmp_path / "a.mp4")
    path.chmod(0)
    assert "permission denied" in _refusal(path)


def test_refused_file_is_let_go(tmp_path: Path) -> None:
    path = clips.write_sound_only(tmp_path / "song.m4a")
    _refusal(path)
    path.rename(tmp_path / "renamed.m4a").unlink()


def test_video_of_an_unknown_codec_is_said_to_have_no_decoder(tmp_path: Path) -> None:
    path = clips.write_clip(tmp_path / "a.mp4")
    path.write_bytes(path.read_bytes().replace(b"avc1\0\0\0\0", b"zzzz\0\0\0\0"))
    assert "no decoder" in _refusal(path)
