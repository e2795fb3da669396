"""How well the threads of a video overlap: `python -m tests.measurements.overlap CLIP`.

Prints the seconds of the whole job, of painting alone and of coding (decode and encode) alone.
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from engine import Settings, Stylizer, VideoOptions, find_style, open_video
from engine.frame import Frame
from engine.sinks import VideoFileSink
from engine.sources.video.file import VideoFileSource


def main(clip: Path) -> None:
    """Measure and print."""
    stylizer = Stylizer()
    settings = Settings(((stylizer.learn(find_style("mosaic")), 1.0),))
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "painted.mp4"
        _whole(clip, output, stylizer, settings)  # compiles the network for this size
        whole_s = _whole(clip, output, stylizer, settings)
        frames, paint_s = _paint(clip, stylizer, settings)
        coding_s = _code(clip, output, frames)
    alone_s = paint_s + coding_s
    print(f"{len(frames)} frames: whole {whole_s:.2f} s")
    print(f"painting alone {paint_s:.2f} s, coding alone {coding_s:.2f} s")
    print(f"whole / sum {whole_s / alone_s:.2f}, whole / larger {whole_s / max(paint_s, coding_s):.2f}")


def _whole(clip: Path, output: Path, stylizer: Stylizer, settings: Settings) -> float:
    begun_s = time.perf_counter()
    pipeline = open_video(clip, output, stylizer, settings, VideoOptions(overwrite=True))
    pipeline.start()
    pipeline.wait()
    return time.perf_counter() - begun_s


def _paint(clip: Path, stylizer: Stylizer, settings: Settings) -> tuple[list[Frame], float]:
    with VideoFileSource(clip) as source:
        frames = list(iter(source.read, None))
    begun_s = time.perf_counter()
    painted = [replace(frame, image=stylizer.paint(frame.image, settings)) for frame in frames]
    return painted, time.perf_counter() - begun_s


def _code(clip: Path, output: Path, painted: list[Frame]) -> float:
    begun_s = time.perf_counter()
    with (
        VideoFileSource(clip) as source,
        VideoFileSink(output, source.info, VideoOptions(overwrite=True), original=clip) as sink,
    ):
        for frame in painted:
            source.read()
            sink.write(frame)
    return time.perf_counter() - begun_s


if __name__ == "__main__":
    main(Path(sys.argv[1]))
