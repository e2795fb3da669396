import time
from pathlib import Path

import numpy as np
import pytest

from engine.errors import SourceError, UsageError
from engine.jobs import paint_video
from engine.sinks import VideoOptions
from engine.sources import VideoFileSource
from tests.clips import PLAIN, WITH_SOUND, frame_times, sound_packets, truncated, write_clip
from tests.fakes import FakeRuntime, fake_stylizer, settings_of, style_of


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "clip.mp4", WITH_SOUND)


def test_a_video_is_painted_with_its_sound_and_its_times(clip: Path, tmp_path: Path) -> None:
    output = tmp_path / "painted.mp4"
    warnings = paint_video(str(clip), str(output), style_of(200), stylizer=fake_stylizer())
    assert warnings == ()
    assert frame_times(output) == frame_times(clip)
    assert len(sound_packets(output)[0]) == len(sound_packets(clip)[0])
    with VideoFileSource(output) as source:
        assert all(abs(frame.image.astype(int) - 200).max() <= 3 for frame in source)


def test_keywords_say_how_a_video_is_painted(clip: Path, tmp_path: Path) -> None:
    output = tmp_path / "painted.mp4"
    paint_video(clip, output, settings_of(200), stylizer=fake_stylizer(), strength=0.0)
    with VideoFileSource(output) as painted, VideoFileSource(clip) as source:
        difference = painted.read().image.astype(int) - source.read().image  # type: ignore[union-attr]
    assert np.abs(difference).mean() < 10


def test_progress_is_told_up_to_the_end(clip: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    paint_video(
        clip,
        tmp_path / "painted.mp4",
        style_of(200),
        stylizer=fake_stylizer(),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told[-1] == (10, 10)


def test_an_error_of_the_progress_callback_stops_the_work_and_leaves_nothing(
    clip: Path, tmp_path: Path
) -> None:
    def stop(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    runtime = FakeRuntime()
    runtime.before_network = lambda: time.sleep(0.05)
    with pytest.raises(KeyboardInterrupt):
        paint_video(clip, tmp_path / "out.mp4", style_of(200), stylizer=fake_stylizer(runtime), progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


def test_a_style_of_another_network_is_refused_before_a_file_is_made(clip: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="learned by the network small-1"):
        paint_video(clip, tmp_path / "out.mp4", style_of(1, network="small-1"), stylizer=fake_stylizer())
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


def test_an_existing_file_is_replaced_only_if_the_options_say_so(clip: Path, tmp_path: Path) -> None:
    output = tmp_path / "painted.mp4"
    output.write_text("mine")
    with pytest.raises(UsageError, match="already there"):
        paint_video(clip, output, style_of(200), stylizer=fake_stylizer())
    assert output.read_text() == "mine"
    paint_video(clip, output, style_of(200), stylizer=fake_stylizer(), options=VideoOptions(overwrite=True))
    assert frame_times(output) == frame_times(clip)


def test_what_the_source_lacks_is_told(tmp_path: Path) -> None:
    clip = truncated(write_clip(tmp_path / "clip.mp4", PLAIN), 0.8)
    (warning,) = paint_video(clip, tmp_path / "out.mp4", style_of(200), stylizer=fake_stylizer())
    assert "cut short" in warning


def test_a_package_may_give_and_take_the_frames(example: Path, tmp_path: Path) -> None:
    times = tmp_path / "times.txt"
    paint_video("grey:3", f"count:{times}", style_of(200), stylizer=fake_stylizer())
    assert times.read_text() == "64x48 [0.0, 0.04, 0.08]"


def test_a_missing_video_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        paint_video("nowhere.mp4", tmp_path / "out.mp4", style_of(1), stylizer=fake_stylizer())


def test_an_address_in_a_network_is_refused_with_what_can_be_done(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Download it first"):
        paint_video("https://host/clip.mp4", tmp_path / "out.mp4", style_of(1), stylizer=fake_stylizer())


def test_a_stylizer_is_made_where_none_is_given(clip: Path, tmp_path: Path) -> None:
    output = tmp_path / "painted.mp4"
    paint_video(clip, output, "ink-wash", render_size=64)
    assert frame_times(output) == frame_times(clip)


@pytest.mark.parametrize(("long", "wanted"), [(10, ["settled", "painted"]), (11, ["painted", "painted"])])
def test_of_a_long_film_all_that_makes_a_frame_faster_is_prepared_before_the_first(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: int, wanted: list[str]
) -> None:
    runtime, done = FakeRuntime(), []
    runtime.before_network = lambda: done.append("painted")
    monkeypatch.setattr(runtime, "settle", lambda: done.append("settled"))
    monkeypatch.setattr("engine.jobs.LONG_FRAMES", long)
    paint_video(clip, tmp_path / "out.mp4", style_of(200), stylizer=fake_stylizer(runtime))
    assert done[:2] == wanted
