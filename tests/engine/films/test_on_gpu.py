"""What only a real device can show of films: NVDEC and NVENC, and the colours that they make of a film."""

import logging
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from engine.films.on_device import LOG
from engine.frame import Image
from engine.jobs import paint_video
from engine.runtimes.cuda.options import CudaOptions
from engine.runtimes.cuda.runtime import CudaRuntime
from engine.settings import Settings, Style
from engine.sinks import VideoFileSink, VideoOptions
from engine.sources import PatternSource, VideoFileSource
from engine.stylizer import Stylizer
from models.registry import SMALL
from tests import clips
from tests.engine.runtimes.cuda.real_device import CountingCuda
from tests.engine.runtimes.cuda.test_frame_painter import Lines

pytestmark = pytest.mark.gpu

SIZES = ((256, 256), (1280, 720))


def scene(path: Path, size: tuple[int, int]) -> Path:
    """The moving scene as a film."""
    with (
        PatternSource(*size, rate=Fraction(25), frames=40) as source,
        VideoFileSink(path, source.info, VideoOptions(quality=90)) as sink,
    ):
        for frame in source:
            sink.write(frame)
    return path


def paint(film: Path, output: Path, options: CudaOptions, encoder: str, smoothing: float = 0.0) -> list[str]:
    """Paint a film; what the log said of its way."""
    stylizer = Stylizer(SMALL.name, runtime=CudaRuntime(SMALL, "float16", options, CountingCuda()))
    picture: Image = np.random.default_rng(0).integers(0, 256, (128, 128, 3), np.uint8)
    style = Style("noise", stylizer.runtime.encode_style(picture), stylizer.key, picture)
    said, level = Lines(), LOG.level
    LOG.addHandler(said)
    LOG.setLevel(logging.INFO)
    try:
        written = VideoOptions(encoder=encoder, quality=90)
        settings = Settings(((style, 1.0),), smoothing=smoothing)
        paint_video(film, output, settings, stylizer=stylizer, options=written)
    finally:
        LOG.setLevel(level)
        LOG.removeHandler(said)
    return said.said


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("encoder", ["libx264", "h264_nvenc"])
def test_a_film_on_the_device_becomes_what_it_becomes_by_way_of_the_cpu(
    tmp_path: Path, size: tuple[int, int], encoder: str
) -> None:
    film = scene(tmp_path / "film.mp4", size)
    said = paint(film, tmp_path / "there.mp4", CudaOptions(), encoder)
    print(*said, sep="\n")
    if encoder == "h264_nvenc" and said[-1].endswith("No encoder takes them."):
        pytest.skip(f"this GPU does not code: {said}")
    assert said[-1] == f"The film's frames stay on the device; {encoder} codes them."
    paint(film, tmp_path / "here.mp4", CudaOptions(films=False), encoder)
    with VideoFileSource(tmp_path / "there.mp4") as one, VideoFileSource(tmp_path / "here.mp4") as other:
        assert one.info == other.info
        for first, second in zip(one, other, strict=True):
            assert first.time == second.time
            assert np.abs(first.image.astype(int) - second.image).mean() < 3


@pytest.mark.parametrize("name", ["variable rate", "BT.601", "full range", "turned", "two sounds"])
def test_odd_films_on_the_device_keep_their_times_and_their_sound(tmp_path: Path, name: str) -> None:
    clip = replace(clips.ORDINARY[name], size=(256, 192))
    film = clips.write_clip(tmp_path / "film.mp4", clip)
    said = paint(film, tmp_path / "there.mkv", CudaOptions(), "libx264")
    assert said[-1] == "The film's frames stay on the device; libx264 codes them."
    paint(film, tmp_path / "here.mkv", CudaOptions(films=False), "libx264")
    assert clips.frame_times(tmp_path / "there.mkv") == clips.frame_times(tmp_path / "here.mkv")
    assert clips.sound_packets(tmp_path / "there.mkv") == clips.sound_packets(tmp_path / "here.mkv")


@pytest.mark.parametrize("clip", [clips.TEN_BIT, clips.PQ, clips.HLG], ids=["10 bit", "PQ", "HLG"])
def test_10_bits_and_hdr_stay_on_the_device(tmp_path: Path, clip: clips.Clip) -> None:
    options = (("preset", "ultrafast"), ("crf", "4"), ("x265-params", "log-level=none"))
    film = clips.write_clip(
        tmp_path / "film.mp4", replace(clip, size=(256, 192), codec="libx265", options=options)
    )
    said = paint(film, tmp_path / "there.mkv", CudaOptions(), "libx264")
    assert said[-1] == "The film's frames stay on the device; libx264 codes them."
    paint(film, tmp_path / "here.mkv", CudaOptions(films=False), "libx264")
    with VideoFileSource(tmp_path / "there.mkv") as one, VideoFileSource(tmp_path / "here.mkv") as other:
        for first, second in zip(one, other, strict=True):
            assert np.abs(first.image.astype(int) - second.image).mean() < 3


def test_a_film_that_is_smoothed_stays_on_the_device(tmp_path: Path) -> None:
    film = scene(tmp_path / "film.mp4", (1280, 720))
    said = paint(film, tmp_path / "there.mp4", CudaOptions(), "libx264", smoothing=0.7)
    assert said[-1] == "The film's frames stay on the device; libx264 codes them."
    paint(film, tmp_path / "here.mp4", CudaOptions(films=False), "libx264", smoothing=0.7)
    with VideoFileSource(tmp_path / "there.mp4") as one, VideoFileSource(tmp_path / "here.mp4") as other:
        for first, second in zip(one, other, strict=True):
            assert np.abs(first.image.astype(int) - second.image).mean() < 3
