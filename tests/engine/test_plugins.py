from fractions import Fraction
from pathlib import Path

import pytest

from engine.errors import SinkError, SourceError, UsageError
from engine.pictures import Picture, save_picture
from engine.plugins import open_sink, open_source, parse_address
from engine.sinks import StillSink, VideoFileSink
from engine.sources import NetworkStreamSource, StillSource, VideoFileSource
from engine.stream_info import StreamInfo
from engine.tasks import Address
from tests.clips import write_clip
from tests.fakes import frame, solid
from tests.plugins import install

INFO = StreamInfo(40, 32, Fraction(25), Fraction(1, 25))


def _photo(path: Path) -> Path:
    save_picture(path, Picture(solid(1)))
    return path


def test_frames_come_from_an_installed_package(example: Path) -> None:
    with open_source("grey:3") as source:
        frames = list(source)
    assert [float(one.time) for one in frames] == [0.0, 0.04, 0.08]
    assert frames[0].image.mean() == 100


def test_frames_go_to_an_installed_package(example: Path, tmp_path: Path) -> None:
    with open_sink(f"count:{tmp_path / 'times.txt'}", INFO) as sink:
        sink.write(frame(1))
    assert (tmp_path / "times.txt").read_text() == f"40x32 [{float(frame(1).time)}]"


@pytest.mark.parametrize("text", [r"C:\clips\grey.mp4", "c:2", "clip.mp4", "unknown:2", "rtsp://host/grey:2"])
def test_what_no_package_knows_is_a_file(example: Path, text: str) -> None:
    assert parse_address(text) is None


def test_a_file_that_is_really_called_so_is_a_file(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("grey:2").touch()
    assert parse_address("grey:2") is None


def test_an_address_is_read_whatever_its_case(example: Path) -> None:
    assert parse_address("GREY://Here") == Address("grey", "//Here")


def test_a_scheme_that_only_takes_frames_gives_none(example: Path) -> None:
    with pytest.raises(UsageError, match=r'No package gives frames for "count:".*gone:, grey:, path:'):
        open_source("count:times.txt")


def test_a_package_that_fails_is_named(example: Path) -> None:
    with pytest.raises(SourceError, match=r'grey-example.*failed to open "gone:".*no_such_module'):
        open_source("gone:")
    with pytest.raises(SourceError, match=r'grey-example.*failed to open "grey:many"'):
        open_source("grey:many")


def test_what_is_no_source_or_sink_is_refused(example: Path) -> None:
    with pytest.raises(SourceError, match="no Source"):
        open_source("path:.")
    with pytest.raises(SinkError, match="no Sink"):
        open_sink("list:", INFO)


def test_two_packages_with_one_scheme_are_both_named(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "other", "grey-too", "[impasto.sources]\ngrey = other:Source\n")
    monkeypatch.syspath_prepend(tmp_path / "other")
    with pytest.raises(UsageError, match=r"Several packages give frames.*grey-too, grey-example"):
        open_source("grey:2")


def test_files_are_opened_by_what_they_are(tmp_path: Path) -> None:
    clip, photo = write_clip(tmp_path / "a.mp4"), _photo(tmp_path / "a.png")
    with open_source(str(clip)) as video, open_source(photo) as still:
        assert isinstance(video, VideoFileSource)
        assert isinstance(still, StillSource)
    sink = open_sink(tmp_path / "b.mp4", INFO)
    sink.abort()
    assert isinstance(sink, VideoFileSink)
    with open_sink(str(tmp_path / "b.png"), INFO) as picture:
        picture.write(frame(1))
    assert isinstance(picture, StillSink)


def test_a_video_is_iterated(tmp_path: Path) -> None:
    times = [frame.time for frame in open_source(str(write_clip(tmp_path / "a.mp4")))]
    assert times == [Fraction(index, 25) for index in range(10)]


def test_what_has_slashes_after_its_scheme_is_a_network_stream(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4")
    with open_source(clip.as_uri()) as source:
        assert isinstance(source, NetworkStreamSource)
    with pytest.raises(SourceError, match="gopher"):
        open_source("gopher://camera")


def test_a_package_comes_before_a_network_stream(example: Path) -> None:
    with pytest.raises(SourceError, match="grey-example"):
        open_source("grey://three")
