"""Films that stay on the device, from file to file, against the way by the CPU's memory.

The device is the fake one: whatever is read before it is there, or overwritten before it was read, shows.
"""

import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import torch
from av.video.frame import VideoFrame
from torch import Tensor

from engine.errors import DeviceError
from engine.jobs import open_video, paint_video
from engine.runtimes.cuda.device import TensorImage
from engine.sinks import VideoOptions
from engine.sources import VideoFileSource, VideoPart
from engine.timeline import Keyframe, Timeline
from engine.video import device_video
from engine.video.encoders import code_one
from engine.video.nv12 import rgb_of
from tests import clips
from tests.engine.films.both_ways import SEED, InvertingRuntime, differences, frames, paint
from tests.engine.runtimes.cuda.fake_device import FakeDevice
from tests.fakes import fake_stylizer, settings_of

ORDINARY = (
    *("variable rate", "29.97", "late start", "late sound", "two sounds", "full range", "BT.601"),
    *("wide pixels", "turned", "foreign sound", "10 bit", "PQ", "HLG", "BT.2020"),
)


@pytest.mark.parametrize("name", ORDINARY)
def test_a_film_that_stays_on_the_device_becomes_the_file_that_it_would_become(
    tmp_path: Path, name: str, downloads: list[TensorImage], lines: list[str]
) -> None:
    film, there, here = clips.make_clip(tmp_path, name), tmp_path / "there.mkv", tmp_path / "here.mkv"
    paint(film, there, stays=True)
    assert len(downloads) == 1  # to compare the first picture
    assert lines == ["The film's frames stay on the device; libx264 codes them."]
    paint(film, here, stays=False)
    assert max(differences(there, here)) < 1.5
    assert clips.frame_times(there) == clips.frame_times(here)
    assert clips.sound_packets(there) == clips.sound_packets(here)
    with VideoFileSource(there) as one, VideoFileSource(here) as other:
        assert one.info == other.info


def test_fresh_pictures_on_poisoned_memory_become_the_same_on_both_ways(tmp_path: Path) -> None:
    random = np.random.default_rng(SEED)
    coarse = [random.integers(0, 256, (6, 8, 3), np.uint8) for _ in range(30)]
    images = [np.kron(one, np.ones((16, 16, 1), np.uint8)) for one in coarse]
    clip = replace(clips.BT709, size=(128, 96), ticks=tuple(range(0, 30 * 512, 512)))
    film = clips.write_clip(tmp_path / "film.mp4", clip, images)
    for name, stays in (("there", True), ("here", False)):
        paint(film, tmp_path / f"{name}.mp4", stays=stays, options=VideoOptions(quality=100))
    assert max(differences(tmp_path / "there.mp4", tmp_path / "here.mp4")) < 1.5


@pytest.mark.parametrize(("smoothing", "name"), [(0.0, "so small a picture"), (0.5, "smoothing")])
def test_what_only_the_cpu_does_takes_the_film_there_and_the_log_says_so(
    tmp_path: Path, lines: list[str], smoothing: float, name: str
) -> None:
    size = (64, 48) if smoothing else (64, 30)
    film = clips.write_clip(tmp_path / "film.mp4", replace(clips.PLAIN, size=size))
    stylizer = fake_stylizer(InvertingRuntime(FakeDevice(), films=True, smoothing=False))
    settings = replace(settings_of(200), smoothing=smoothing)
    paint_video(film, tmp_path / "out.mp4", settings, stylizer=stylizer)
    assert lines == [f"The film's frames go by way of the CPU's memory. That is where {name} is done."]
    assert len(frames(tmp_path / "out.mp4")) == 10


@pytest.mark.parametrize("clip", [clips.ODD_SIZE, replace(clips.PLAIN, pixel_format="yuv444p")], ids=str)
def test_a_film_that_the_device_cannot_take_is_painted_as_ever(
    tmp_path: Path, lines: list[str], clip: clips.Clip
) -> None:
    film = clips.write_clip(tmp_path / "film.mp4", clip)
    paint(film, tmp_path / "out.mp4", stays=True)
    (line,) = lines
    assert line.endswith("They are interlaced, of odd sides, or not 4:2:0 of 8 or 10 bits.")
    assert len(frames(tmp_path / "out.mp4")) == len(frames(film))


def test_an_encoder_that_takes_no_frames_of_the_device_is_used_as_ever(
    tmp_path: Path, lines: list[str]
) -> None:
    film = clips.write_clip(tmp_path / "film.mp4")
    paint(film, tmp_path / "out.mkv", stays=True, options=VideoOptions(encoder="libx265"))
    assert lines[0].endswith("The encoder libx265 takes no others; libx264 would.")


def test_other_colours_than_the_cpus_are_noticed_at_the_first_picture(
    tmp_path: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device_video, "rgb_of", lambda *planes, left: rgb_of(*planes, left=left).flip(2))
    film = clips.write_clip(tmp_path / "film.mp4")
    paint(film, tmp_path / "out.mp4", stays=True)
    assert "The device decodes other colours" in lines[0]


def test_an_encoder_that_garbles_planes_is_noticed_before_the_first_frame(
    tmp_path: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    grey = VideoFrame.from_ndarray(np.full((72, 64), 128, np.uint8), "nv12")
    monkeypatch.setattr(device_video, "code_one", lambda encoder, size, _: code_one(encoder, size, grey))
    film = clips.write_clip(tmp_path / "film.mp4")
    paint(film, tmp_path / "out.mp4", stays=True)
    assert "libx264 does not take the device's frames: it codes other pictures, " in lines[0]
    assert lines[1].endswith("No encoder takes them.")


def test_a_smaller_film_is_made_smaller_there(tmp_path: Path, downloads: list[TensorImage]) -> None:
    film = clips.write_clip(tmp_path / "film.mp4", replace(clips.PLAIN, size=(128, 98)))
    for name, stays in (("there", True), ("here", False)):
        paint(film, tmp_path / f"{name}.mp4", stays=stays, part=VideoPart(long_side=64))
    assert [picture.shape for picture in downloads] == [(98, 128, 3)]
    assert frames(tmp_path / "there.mp4")[0].shape == (48, 64, 3)
    assert max(differences(tmp_path / "there.mp4", tmp_path / "here.mp4")) < 1.5


def test_a_part_of_a_film_stays_there_too(tmp_path: Path, downloads: list[TensorImage]) -> None:
    film = clips.write_clip(tmp_path / "film.mp4", clips.WITH_SOUND)
    part = VideoPart(Fraction(1, 5), Fraction(3, 10))
    for name, stays in (("there", True), ("here", False)):
        paint(film, tmp_path / f"{name}.mp4", stays=stays, part=part)
    assert len(downloads) == 1
    found = differences(tmp_path / "there.mp4", tmp_path / "here.mp4")
    assert len(found) == 3 and max(found) < 1.5
    assert len(clips.sound_packets(tmp_path / "there.mp4")[0]) == len(
        clips.sound_packets(tmp_path / "here.mp4")[0]
    )


def test_looks_of_a_timeline_change_at_their_frames(tmp_path: Path) -> None:
    film, output = clips.write_clip(tmp_path / "film.mp4"), tmp_path / "out.mp4"
    looks = [Keyframe(Fraction(0), settings_of(255)), Keyframe(Fraction(1, 5), settings_of(0))]
    device = FakeDevice(SEED % 1000)
    stylizer = fake_stylizer(InvertingRuntime(device, films=True))
    paint_video(film, output, Timeline(looks, "cut"), stylizer=stylizer)
    white = [float(image.min()) > 240 for image in frames(output)]
    assert white == [False] * 5 + [True] * 5


def test_a_film_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    film = clips.write_clip(tmp_path / "film.mp4", clips.WITH_SOUND)

    def slowly(image: Tensor, statistics: Tensor, maps: Tensor | None) -> Tensor:
        time.sleep(0.05)
        return image

    def stop(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        paint(film, tmp_path / "out.mp4", stays=True, network=slowly, progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


def test_a_device_that_fails_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    film = clips.write_clip(tmp_path / "film.mp4")
    device = FakeDevice()
    stylizer = fake_stylizer(InvertingRuntime(device, films=True))
    pipeline = open_video(film, tmp_path / "out.mp4", stylizer, settings_of(200))
    device.fails_at = device.runs + 20
    pipeline.start()
    with pytest.raises(DeviceError, match="CUDA error"):
        pipeline.wait()
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


def test_without_memory_left_for_its_frames_a_film_is_painted_as_ever(
    tmp_path: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left(*args: object) -> Tensor:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB.")

    film = clips.write_clip(tmp_path / "film.mp4")
    device = FakeDevice()
    stylizer = fake_stylizer(InvertingRuntime(device, films=True))
    with monkeypatch.context() as patch:
        patch.setattr(device, "memory", none_left)
        pipeline = open_video(film, tmp_path / "out.mp4", stylizer, settings_of(200))
    pipeline.start()
    pipeline.wait()
    assert "Video failed on cpu at 64x48: CUDA out of memory" in lines[0]
    assert len(frames(tmp_path / "out.mp4")) == 10


def test_planes_that_the_device_does_not_hand_over_take_the_film_to_the_cpu(
    tmp_path: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_exported(frame: VideoFrame) -> tuple[Tensor, Tensor]:
        raise NotImplementedError("unsupported sw_format for DLPack export")

    monkeypatch.setattr(device_video, "_planes", not_exported)
    film = clips.write_clip(tmp_path / "film.mp4")
    paint(film, tmp_path / "out.mp4", stays=True)
    assert "Video failed on cpu at 64x48: unsupported sw_format" in lines[0]
    assert len(frames(tmp_path / "out.mp4")) == 10


def test_where_no_device_takes_films_none_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tries it imports torch, which a film on the CPU does without."""
    tried: list[object] = []
    monkeypatch.setattr("engine.films.open_on_device", lambda *asked, **others: tried.append(asked))
    film = clips.write_clip(tmp_path / "film.mp4")
    for stays in (False, True):
        paint(film, tmp_path / f"{stays}.mp4", stays=stays)
        assert len(tried) == stays
