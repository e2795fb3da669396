"""Time of a whole job: a video file to a video file, as the video command does it."""

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.bench.record import Size
from engine.bench.speed import Timing
from engine.films import open_on_device
from engine.frame import Frame
from engine.pipeline import Pipeline
from engine.settings import Settings
from engine.sinks import VideoFileSink, VideoOptions
from engine.sources import PatternSource, VideoFileSource
from engine.stylizer import Stylizer

if TYPE_CHECKING:
    from engine.video import DeviceVideo

LEFT_OUT: Final = 4
"""Frames at the start whose times do not count."""


class _TimedSink(VideoFileSink):
    """Notes when each frame was written."""

    def __init__(
        self, path: Path, source: VideoFileSource, options: VideoOptions, device: "DeviceVideo | None"
    ) -> None:
        super().__init__(path, source.info, options, device=device)
        self.written_s: list[float] = []

    def write(self, frame: Frame) -> None:
        super().write(frame)
        self.written_s.append(time.perf_counter())


def time_file(
    stylizer: Stylizer,
    settings: Settings,
    size: Size,
    frames: int,
    encoder: str,
    *,
    on_device: bool = False,
) -> Timing | None:
    """Paint a clip of the moving scene, made for this; times from frame to frame.

    Args:
        stylizer: paints.
        settings: how.
        size: of the clip.
        frames: of the clip; at least `LEFT_OUT` + 2.
        encoder: of both files; `auto` or its name.
        on_device: frames stay in the device's memory from file to file.

    Returns:
        None: they cannot stay there; the log says why.

    Raises:
        SinkError, SourceError, DeviceError: it does not work.
    """
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder) / "clip.mp4"
        write_clip(clip, size, frames, encoder)
        output, options = Path(folder) / "painted.mp4", VideoOptions(encoder=encoder)
        source, video = VideoFileSource(clip), None
        if on_device:
            with source:
                film = open_on_device(source, output, stylizer, [settings], options, size=size)
            if film is None:
                return None
            source, video = film.source, film.video
        sink = _TimedSink(output, source, options, video)
        pipeline = Pipeline(source, stylizer, [sink], settings)
        pipeline.start()
        pipeline.wait()
    written_s = sink.written_s[LEFT_OUT:]
    return Timing.between(written_s)


def write_clip(clip: Path, size: Size, frames: int, encoder: str) -> None:
    """The moving scene as a video file."""
    with (
        PatternSource(*size, frames=frames) as scene,
        VideoFileSink(clip, scene.info, VideoOptions(encoder=encoder)) as sink,
    ):
        for frame in scene:
            sink.write(frame)
