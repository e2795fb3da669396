"""Downloads resume, are verified, and fail with one clear line."""

import errno
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models import download
from models.errors import ModelError, UsageError
from models.registry import PAPER, NetworkInfo, WeightsFile
from tests.models.file_server import FileServer, serving

CONTENT = os.urandom(1_000_000)
PART = "weights.bin.part"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    monkeypatch.setenv("no_proxy", "*")
    with serving(CONTENT) as server:
        yield server


def entry(server: FileServer, content: bytes = CONTENT, size_bytes: int | None = None) -> NetworkInfo:
    file = WeightsFile("weights.bin", hashlib.sha256(content).hexdigest(), size_bytes, server.url)
    return replace(PAPER, files=(file,))


def quiet(name: str, done: int, total: int | None) -> None:
    """Nobody looks."""


def get(entry: NetworkInfo, folder: Path, source: Path | None = None) -> bytes:
    (path,) = download.get(entry, folder, source=source, progress=quiet, wait_s=0)
    return path.read_bytes()


def test_a_download_arrives_whole_and_tells_how_far_it_is(server: FileServer, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int | None]] = []
    folder = tmp_path / "not" / "there" / "yet"
    (path,) = download.get(entry(server), folder, progress=lambda *report: seen.append(report))
    assert path.read_bytes() == CONTENT
    assert seen[0] == ("weights.bin", 0, len(CONTENT)) and seen[-1] == (
        "weights.bin",
        len(CONTENT),
        len(CONTENT),
    )
    assert os.listdir(folder) == ["weights.bin"]


def test_a_cut_connection_is_resumed_where_it_stopped(server: FileServer, tmp_path: Path) -> None:
    server.cut_after = 300_000
    assert get(entry(server), tmp_path) == CONTENT
    assert server.asked == [None, "bytes=300000-"]


def test_a_download_continues_that_of_another_day(server: FileServer, tmp_path: Path) -> None:
    (tmp_path / PART).write_bytes(CONTENT[:400_000])
    assert get(entry(server), tmp_path) == CONTENT
    assert server.asked == ["bytes=400000-"]


def test_a_server_that_ignores_ranges_sends_all_again(server: FileServer, tmp_path: Path) -> None:
    server.ranges, server.cut_after = False, 300_000
    assert get(entry(server), tmp_path) == CONTENT


def test_a_server_that_never_says_the_length_is_followed(server: FileServer, tmp_path: Path) -> None:
    server.announces = False
    assert get(entry(server), tmp_path) == CONTENT


def test_a_complete_part_is_not_fetched_again(server: FileServer, tmp_path: Path) -> None:
    (tmp_path / PART).write_bytes(CONTENT)
    assert get(entry(server), tmp_path) == CONTENT
    assert server.asked == [f"bytes={len(CONTENT)}-"]


@pytest.mark.parametrize("size", [400_000, 1_000_000, 2_000_000])
def test_a_part_of_a_file_that_has_changed_is_dropped(server: FileServer, tmp_path: Path, size: int) -> None:
    (tmp_path / PART).write_bytes(b"old" * (size // 3))
    assert get(entry(server), tmp_path) == CONTENT
    assert server.asked[-1] is None


def test_an_installed_file_is_not_asked_for(server: FileServer, tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(CONTENT)
    assert get(entry(server), tmp_path) == CONTENT
    assert server.asked == []


def test_a_damaged_installed_file_is_replaced(server: FileServer, tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(CONTENT[:-1])
    assert get(entry(server), tmp_path) == CONTENT


def test_another_file_than_expected_is_refused_and_removed(server: FileServer, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"1,000,000 bytes that are not weights.bin.*--from DIR"):
        get(entry(server, content=b"something else"), tmp_path)
    assert os.listdir(tmp_path) == []


def test_a_file_of_another_size_is_not_even_downloaded(server: FileServer, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"would send 1,000,000 bytes where 999 bytes were expected"):
        get(entry(server, size_bytes=999), tmp_path)
    assert os.listdir(tmp_path) == []


def test_a_file_that_is_gone_is_not_asked_for_twice(server: FileServer, tmp_path: Path) -> None:
    server.answers = [404]
    with pytest.raises(ModelError, match=r"answered 404 Not Found.*--from DIR"):
        get(entry(server), tmp_path)
    assert len(server.asked) == 1


def test_a_busy_server_is_asked_again(server: FileServer, tmp_path: Path) -> None:
    server.answers = [503, 429]
    assert get(entry(server), tmp_path) == CONTENT


def test_a_server_that_stays_busy_is_given_up_on(server: FileServer, tmp_path: Path) -> None:
    server.answers = [503] * 10
    with pytest.raises(ModelError, match=r"answered 503 .* it continues where it stopped") as error:
        get(entry(server), tmp_path)
    assert len(server.asked) == download.ATTEMPTS
    assert "\n" not in str(error.value)


def test_no_network_is_one_clear_line(server: FileServer, tmp_path: Path) -> None:
    nobody = replace(entry(server).files[0], url="http://127.0.0.1:9/weights.bin")
    with pytest.raises(ModelError, match=r"could not be downloaded .* Check the connection"):
        get(replace(PAPER, files=(nobody,)), tmp_path)


def test_a_full_disk_is_one_clear_line(
    server: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk:
        def __enter__(self) -> "FullDisk":
            return self

        def __exit__(self, *error: object) -> None:
            return

        def write(self, block: bytes) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "open", lambda *args: FullDisk())
    with pytest.raises(ModelError, match=r"weights\.bin\.part cannot be written: No space left .* Make room"):
        get(entry(server), tmp_path)
    assert len(server.asked) == 1


def test_a_file_where_the_folder_should_be_is_one_clear_line(server: FileServer, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("not a folder")
    with pytest.raises(ModelError, match="cannot be written"):
        get(entry(server), tmp_path / "models")


def test_files_come_from_a_folder_without_internet(server: FileServer, tmp_path: Path) -> None:
    source, folder = tmp_path / "stick", tmp_path / "models"
    source.mkdir()
    (source / "weights.bin").write_bytes(CONTENT)
    assert get(entry(server), folder, source) == CONTENT
    assert server.asked == [] and os.listdir(folder) == ["weights.bin"]


def test_a_folder_without_the_file_says_where_to_get_it(server: FileServer, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"weights\.bin is not in .*Download it from http"):
        get(entry(server), tmp_path / "models", tmp_path)


def test_a_wrong_file_in_the_folder_is_refused(server: FileServer, tmp_path: Path) -> None:
    source, folder = tmp_path / "stick", tmp_path / "models"
    source.mkdir()
    (source / "weights.bin").write_bytes(CONTENT[:-1])
    with pytest.raises(ModelError, match="another SHA-256"):
        get(entry(server), folder, source)
    assert os.listdir(folder) == []


def test_a_source_that_is_no_folder_is_a_usage_error(server: FileServer, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is not a folder; give the one that holds weights\.bin"):
        get(entry(server), tmp_path, tmp_path / "nowhere")
