"""What every sink does. A new kind of sink is one line in SINKS, and one in FILES if it writes a file."""

import threading
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from engine.errors import SinkError, UsageError
from engine.frame import Frame
from engine.sinks import VideoFileSink, VideoOptions
from engine.sinks.base import Sink
from engine.sinks.lent import LentSink
from engine.sinks.preview import PreviewSlot
from engine.sinks.recording import RecordingSink
from engine.sinks.still import StillSink
from engine.sinks.virtual_camera import VirtualCameraSink
from engine.stream_info import StreamInfo
from tests import clips
from tests.devices import FakeVirtualDevice

INFO = StreamInfo(64, 48, Fraction(25), Fraction(1, 25))

FILES: dict[str, Callable[[Path, bool], Sink]] = {
    "out.png": lambda path, overwrite: StillSink(path, overwrite=overwrite),
    "out.jpg": lambda path, overwrite: StillSink(path, overwrite=overwrite),
    "out.mp4": lambda path, overwrite: VideoFileSink(path, INFO, VideoOptions(overwrite=overwrite)),
    **{
        f"out{ending}": lambda path, overwrite: VideoFileSink(path, INFO, VideoOptions(overwrite=overwrite))
        for ending in (".mkv", ".mov", ".webm", ".gif", ".webp", ".apng")
    },
}
"""Sinks that write a file, by its name."""

SINKS: dict[str, Callable[[Path], Sink]] = {
    "preview": lambda folder: PreviewSlot(),
    "virtual camera": lambda folder: VirtualCameraSink(INFO, open_device=FakeVirtualDevice()),
    "lent": lambda folder: LentSink(PreviewSlot()),
    "recording": lambda folder: RecordingSink(folder / "live.mp4", INFO),
    **{name: lambda folder, name=name: FILES[name](folder / name, False) for name in FILES},  # type: ignore[misc]
}


def _frame(index: int = 0) -> Frame:
    return Frame(clips.scene((64, 48), index), Fraction(index, 25), index)


@pytest.fixture(params=list(SINKS))
def sink(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sink]:
    sink = SINKS[request.param](tmp_path)
    yield sink
    sink.abort()


@pytest.fixture(params=list(FILES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_close_and_abort_may_come_again(sink: Sink) -> None:
    sink.write(_frame())
    sink.close()
    sink.close()
    sink.abort()


def test_abort_may_come_first_and_again(sink: Sink) -> None:
    sink.abort()
    sink.abort()
    sink.close()


def test_opened_in_one_thread_written_and_closed_in_another(sink: Sink) -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            sink.write(_frame())
            sink.close()
        except BaseException as error:
            failed.append(error)

    writer = threading.Thread(target=work)
    writer.start()
    writer.join(20)
    assert not failed


def test_frame_given_is_not_changed(sink: Sink) -> None:
    frame = _frame()
    before = frame.image.copy()
    sink.write(frame)
    sink.close()
    assert (frame.image == before).all()


def test_file_has_its_name_only_when_complete(tmp_path: Path, name: str) -> None:
    with FILES[name](tmp_path / name, False) as sink:
        sink.write(_frame())
        assert not (tmp_path / name).exists()
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_exception_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyboardInterrupt), FILES[name](tmp_path / name, False) as sink:
        sink.write(_frame())
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_abort_after_close_keeps_the_result(tmp_path: Path, name: str) -> None:
    sink = FILES[name](tmp_path / name, False)
    sink.write(_frame())
    sink.close()
    sink.abort()
    assert (tmp_path / name).stat().st_size > 0


def test_existing_file_is_refused_and_untouched(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old")
    with pytest.raises(UsageError, match=r"already there.*--overwrite"):
        FILES[name](tmp_path / name, False)
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]


def test_existing_file_is_replaced_only_at_the_end(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old")
    with FILES[name](tmp_path / name, True) as sink:
        sink.write(_frame())
        assert (tmp_path / name).read_text() == "old"
    assert (tmp_path / name).read_bytes() != b"old"


def test_existing_file_survives_an_abort(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old")
    sink = FILES[name](tmp_path / name, True)
    sink.write(_frame())
    sink.abort()
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]


def test_missing_folder_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"no folder .*nowhere.*\.$"):
        FILES[name](tmp_path / "nowhere" / name, False)


def test_no_frame_is_an_error_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(SinkError):
        FILES[name](tmp_path / name, False).close()
    assert not list(tmp_path.iterdir())
