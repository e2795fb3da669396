import time
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from engine.errors import SinkError, UsageError
from engine.frame import Frame
from engine.pipeline.pipeline import Pipeline
from engine.sinks.recording import RecordingSink, default_recording_path
from engine.sound import RATE
from engine.sources.pattern import PatternSource
from engine.stream_info import StreamInfo
from tests.clips import frame_times, scene
from tests.devices import FakeMicrophone
from tests.fakes import fake_stylizer, settings_of, solid

INFO = StreamInfo(64, 48, Fraction(30), Fraction(1, 90_000))

ROOT = Path(__file__).parents[3]


def frame_at(time_s: Fraction | float, value: int = 100, size: tuple[int, int] = (64, 48)) -> Frame:
    image = solid(value, *size)
    return Frame(image, Fraction(time_s), 0, content=solid(10, *size), captured_s=50.0 + float(time_s))


def record(sink: RecordingSink, times: list[Fraction]) -> Path:
    with sink:
        for time_s in times:
            sink.write(frame_at(time_s))
    return sink.path


def boxes(path: Path) -> list[str]:
    """The parts a file consists of, in order."""
    data, position, names = path.read_bytes(), 0, []
    while position < len(data):
        names.append(data[position + 4 : position + 8].decode())
        position += int.from_bytes(data[position : position + 4])
    return names


def pictures(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def test_a_recording_has_the_frames_at_the_times_they_were_captured(tmp_path: Path) -> None:
    times = [Fraction(n, 90_000) for n in (0, 3_000, 9_001, 9_100, 180_000, 180_001)]
    path = record(RecordingSink(tmp_path / "live.mp4", INFO), [Fraction(77) + time for time in times])
    assert frame_times(path) == times
    assert list(tmp_path.iterdir()) == [path]


def test_a_recording_looks_like_what_was_painted(tmp_path: Path) -> None:
    painted = scene((64, 48), 3)
    with RecordingSink(tmp_path / "live.mp4", INFO) as sink:
        sink.write(Frame(painted, Fraction(0), 0))
    assert np.abs(pictures(sink.path)[0].astype(int) - painted).mean() < 4


def test_a_finished_recording_is_an_ordinary_mp4(tmp_path: Path) -> None:
    path = record(RecordingSink(tmp_path / "live.mp4", INFO), [Fraction(n, 10) for n in range(40)])
    assert boxes(path) == ["ftyp", "free", "mdat", "moov"]
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.frames == 40
        assert container.duration is not None and 3.9 < container.duration / av.time_base < 4.2


def test_the_content_can_be_recorded_beside_the_painted_picture(tmp_path: Path) -> None:
    path = record(RecordingSink(tmp_path / "live.mp4", INFO, side_by_side=True), [Fraction(0)])
    (both,) = pictures(path)
    assert both.shape == (48, 128, 3)
    assert abs(both[:, :60].mean() - 10) < 4
    assert abs(both[:, 68:].mean() - 100) < 4


def test_a_moment_painted_again_is_recorded_once(tmp_path: Path) -> None:
    path = record(
        RecordingSink(tmp_path / "live.mp4", INFO), [Fraction(0), Fraction(1), Fraction(1), Fraction(2)]
    )
    assert frame_times(path) == [0, 1, 2]


def test_a_picture_that_changes_its_size_is_fitted_in(tmp_path: Path) -> None:
    with RecordingSink(tmp_path / "live.mp4", INFO) as sink:
        sink.write(frame_at(0))
        sink.write(frame_at(1, 200, size=(48, 64)))
    first, second = pictures(sink.path)
    assert first.shape == second.shape
    assert second[:, 28:36].mean() > 180
    assert second[:, :8].mean() < 20
    assert "size of the picture changed" in sink.warnings[0]


def test_odd_sizes_are_recorded(tmp_path: Path) -> None:
    with RecordingSink(tmp_path / "live.mp4", INFO) as sink:
        sink.write(frame_at(0, size=(65, 49)))
    assert pictures(sink.path)[0].shape == (50, 66, 3)


def test_an_aborted_recording_is_kept(tmp_path: Path) -> None:
    sink = RecordingSink(tmp_path / "live.mp4", INFO)
    sink.write(frame_at(0))
    sink.abort()
    sink.abort()
    assert frame_times(sink.path) == [0]


def test_a_recording_without_a_picture_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    sink = RecordingSink(tmp_path / "live.mp4", INFO)
    with pytest.raises(SinkError, match="no picture came"):
        sink.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".mkv", ".mov"])
def test_other_containers_hold_every_frame_too(tmp_path: Path, suffix: str) -> None:
    path = record(RecordingSink(tmp_path / f"live{suffix}", INFO), [Fraction(n, 10) for n in range(20)])
    assert len(pictures(path)) == 20


def test_only_known_containers_and_only_a_free_name_are_taken(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="must end in one of"):
        RecordingSink(tmp_path / "live.avi", INFO)
    (tmp_path / "live.mp4").write_text("precious")
    with pytest.raises(UsageError, match="already there"):
        RecordingSink(tmp_path / "live.mp4", INFO)
    assert (tmp_path / "live.mp4").read_text() == "precious"


def test_the_default_name_is_the_date_and_never_a_taken_one(tmp_path: Path) -> None:
    now = datetime(2026, 11, 22, 9, 41, 7)
    folder = tmp_path / "Videos" / "Impasto"
    first = default_recording_path(folder, now)
    assert first == folder / "2026-11-22 09.41.07.mp4"
    first.touch()
    assert default_recording_path(folder, now).name == "2026-11-22 09.41.07 (2).mp4"


def test_a_recording_joins_and_leaves_a_running_pipeline(tmp_path: Path) -> None:
    source = PatternSource(64, 48, Fraction(100), live=True)
    pipeline = Pipeline(source, fake_stylizer(), [], settings_of(200))
    pipeline.start()
    sink = RecordingSink(tmp_path / "live.mp4", source.info)
    pipeline.add_sink(sink).result(5)
    time.sleep(0.3)
    pipeline.end_sink(sink).result(5)
    pipeline.finish()
    assert pipeline.wait(5)
    assert len(frame_times(sink.path)) > 3


def sound_of(path: Path) -> np.ndarray:
    """(n,) float32 at 48 kHz, from the presentation time 0 on."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        blocks = [(frame.pts, frame.to_ndarray()[0]) for frame in container.decode(stream)]
        assert stream.rate == RATE
    samples = np.concatenate([block for _, block in blocks])
    start = blocks[0][0] or 0
    return samples[-start:] if start < 0 else samples


def loud_seconds(path: Path) -> tuple[float, float]:
    """When the sound begins and ends."""
    envelope = np.abs(sound_of(path)).reshape(-1)
    loud = np.flatnonzero(envelope > 0.2)
    return loud[0] / RATE, loud[-1] / RATE


@pytest.mark.parametrize("channels", [1, 2])
def test_sound_is_in_step_with_the_pictures(tmp_path: Path, channels: int) -> None:
    microphone = FakeMicrophone(channels)
    with RecordingSink(tmp_path / "live.mp4", INFO, microphone=microphone) as sink:
        sink.write(frame_at(0))  # captured at 50.0
        microphone.say(50.5, 1.0)
        for n in range(1, 21):
            sink.write(frame_at(Fraction(n, 10)))
    begin, end = loud_seconds(sink.path)
    assert abs(begin - 0.5) < 0.03
    assert abs(end - 1.5) < 0.03
    assert not microphone.listening


def test_sound_from_before_the_first_picture_is_cut_and_gaps_become_silence(tmp_path: Path) -> None:
    microphone = FakeMicrophone()
    with RecordingSink(tmp_path / "live.mp4", INFO, microphone=microphone) as sink:
        sink.write(frame_at(0))
        microphone.say(49.0, 1.2)
        microphone.say(52.0, 0.5)
        sink.write(frame_at(3))
    sound = np.abs(sound_of(sink.path))
    assert sound[int(0.05 * RATE) : int(0.15 * RATE)].max() > 0.3
    assert sound[int(0.5 * RATE) : int(1.8 * RATE)].max() < 0.05
    assert loud_seconds(sink.path)[1] == pytest.approx(2.5, abs=0.05)


def test_sound_stays_in_step_with_pictures_that_leave_a_sleep_of_an_hour_out(tmp_path: Path) -> None:
    microphone = FakeMicrophone()
    with RecordingSink(tmp_path / "live.mp4", INFO, microphone=microphone) as sink:
        sink.write(frame_at(0))
        sink.write(frame_at(1))
        after = replace(frame_at(Fraction(11, 10)), captured_s=50.0 + 3601.1)  # captured an hour later
        sink.write(after)
        microphone.say(50.0 + 3601.5, 0.5)
        sink.write(replace(frame_at(3), captured_s=50.0 + 3603.0))
    begin, end = loud_seconds(sink.path)
    assert begin == pytest.approx(1.5, abs=0.05)
    assert end == pytest.approx(2.0, abs=0.05)


def test_small_jitter_of_the_microphone_is_not_heard(tmp_path: Path) -> None:
    microphone = FakeMicrophone()
    with RecordingSink(tmp_path / "live.mp4", INFO, microphone=microphone) as sink:
        sink.write(frame_at(0))
        for n in range(100):
            microphone._take(np.full((480, 1), 0.5, np.float32), 50.0 + n / 100 + (0.02 if n % 2 else 0.0))
        sink.write(frame_at(1))
    assert np.abs(sound_of(sink.path)[2000:40_000]).min() > 0.4


def test_a_microphone_that_fails_ends_the_recording_with_its_reason(tmp_path: Path) -> None:
    sink = RecordingSink(tmp_path / "live.mp4", INFO, microphone=FakeMicrophone(fails=True))
    sink.write(frame_at(0))
    with pytest.raises(SinkError, match="microphone cannot be opened"):
        sink.close()
    assert list(tmp_path.iterdir()) == []
