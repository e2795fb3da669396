"""How well the threads of a video overlap: `python -m tests.measurements.overlap CLIP`.

Prints the seconds of the whole job, of painting alone and of coding (decode, encode) alone. Without a clip:
the same of a pipeline whose stages wait instead of working, as on a machine with a core for each of them.
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from engine import (
    Pipeline,
    Settings,
    Sink,
    Source,
    StreamInfo,
    Stylizer,
    VideoOptions,
    find_style,
    open_video,
)
from engine.frame import Frame
from engine.sinks import VideoFileSink
from engine.sources.video.file import VideoFileSource
from tests.fakes import RATE, FakeRuntime, fake_stylizer, frame, settings_of


def main(clip: Path) -> None:
    """Measure and print."""
    stylizer = Stylizer()
    settings = Settings(((stylizer.learn(find_style("mosaic")), 1.0),), smoothing=0.0)  # not in `_paint`
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


def simulated(
    frames: int = 100, decode_s: float = 0.008, paint_s: float = 0.02, encode_s: float = 0.015
) -> None:
    """Measure stages that wait, and print."""
    runtime = FakeRuntime()
    runtime.before_network = lambda: time.sleep(paint_s)
    pipeline = Pipeline(
        _Waiting(frames, decode_s), fake_stylizer(runtime), [_WaitingSink(encode_s)], settings_of(9)
    )
    begun_s = time.perf_counter()
    pipeline.start()
    pipeline.wait()
    whole_s, largest_s = time.perf_counter() - begun_s, frames * max(decode_s, paint_s, encode_s)
    print(f"{frames} simulated frames: whole {whole_s:.2f} s, whole / largest {whole_s / largest_s:.2f}")


class _Waiting(Source):
    def __init__(self, frames: int, seconds: float) -> None:
        self._frames, self._seconds = iter(frame(index) for index in range(frames)), seconds

    @property
    def info(self) -> StreamInfo:
        return StreamInfo(40, 32, RATE, time_base=1 / RATE)

    def read(self) -> Frame | None:
        time.sleep(self._seconds)
        return next(self._frames, None)

    def close(self) -> None:
        pass


class _WaitingSink(Sink):
    slow = True

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def write(self, frame: Frame) -> None:
        time.sleep(self._seconds)

    def close(self) -> None:
        pass

    def abort(self) -> None:
        pass


if __name__ == "__main__":
    main(Path(sys.argv[1])) if len(sys.argv) > 1 else simulated()
