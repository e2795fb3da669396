"""What every source does. A new kind of source is one line in SOURCES."""

import threading
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SourceError
from engine.frame import Frame
from engine.sources.base import Source
from engine.sources.pattern import PatternSource
from engine.sources.still import StillSource
from engine.sources.video.file import VideoFileSource
from engine.sources.video.webp import WebpSource
from tests import clips, pictures, special_clips

SOURCES: dict[str, Callable[[Path], Source]] = {
    "photo": lambda folder: StillSource(pictures.write(folder / "a.png", pictures.scene())),
    "test pattern": lambda folder: PatternSource(64, 48, rate=Fraction(25), frames=5),
    "turned video": lambda folder: VideoFileSource(clips.make_clip(folder, "turned")),
    "video of odd size": lambda folder: VideoFileSource(clips.make_clip(folder, "odd size")),
    "video of variable rate": lambda folder: VideoFileSource(clips.make_clip(folder, "variable rate")),
    "HDR video": lambda folder: VideoFileSource(clips.make_clip(folder, "PQ")),
    "animated WebP": lambda folder: WebpSource(special_clips.write_animation(folder / "a.webp")),
    "animated GIF": lambda folder: VideoFileSource(clips.make_clip(folder, "GIF")),
}

FILES: dict[str, Callable[[Path], Source]] = {"photo": StillSource, "video": VideoFileSource}
"""Sources that read a file."""


@pytest.fixture(params=list(SOURCES))
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Source]:
    source = SOURCES[request.param](tmp_path)
    yield source
    source.close()


def _frames(source: Source) -> list[Frame]:
    return list(iter(source.read, None))


def test_first_frame_has_the_size_that_info_says(source: Source) -> None:
    frame = source.read()
    assert frame is not None
    assert frame.image.shape == (source.info.height, source.info.width, 3)


def test_all_frames_have_one_size(source: Source) -> None:
    assert len({frame.image.shape for frame in _frames(source)}) == 1


def test_pictures_are_contiguous_and_read_only(source: Source) -> None:
    for frame in _frames(source):
        assert frame.image.dtype == np.uint8
        assert frame.image.flags.c_contiguous and not frame.image.flags.writeable


def test_frames_are_counted_from_zero(source: Source) -> None:
    frames = _frames(source)
    assert [frame.index for frame in frames] == list(range(len(frames)))


def test_times_increase_and_are_whole_ticks(source: Source) -> None:
    times = [frame.time for frame in _frames(source)]
    assert times == sorted(set(times))
    assert all((time / source.info.time_base).denominator == 1 for time in times)


def test_expected_number_of_frames_is_right_for_whole_files(source: Source) -> None:
    assert source.info.frames == len(_frames(source))


def test_rate_and_time_base_are_positive_fractions(source: Source) -> None:
    assert type(source.info.rate) is Fraction and source.info.rate > 0
    assert type(source.info.time_base) is Fraction and source.info.time_base > 0


def test_end_stays_the_end(source: Source) -> None:
    _frames(source)
    assert source.read() is None and source.read() is None


def test_frames_already_given_never_change(source: Source) -> None:
    first = source.read()
    assert first is not None
    before = first.image.copy()
    _frames(source)
    assert np.array_equal(first.image, before)


def test_close_may_come_early_and_twice(source: Source) -> None:
    source.read()
    source.close()
    source.close()
    assert isinstance(source.warnings, tuple) and source.info.width > 0


def test_opened_in_one_thread_and_read_in_another(source: Source) -> None:
    found: list[Frame] = []
    reader = threading.Thread(target=lambda: found.extend(_frames(source)))
    reader.start()
    reader.join(20)
    assert found


@pytest.mark.parametrize("kind", list(FILES))
@pytest.mark.parametrize("content", [None, b"", b"Dear Sir or Madam,\n" * 50])
def test_file_that_is_none_is_refused_in_one_line(tmp_path: Path, kind: str, content: bytes | None) -> None:
    path = tmp_path / "letter.bin"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError) as refused:
        FILES[kind](path)
    assert (
        path.name in str(refused.value) and "\n" not in str(refused.value) and str(refused.value)[-1] == "."
    )
