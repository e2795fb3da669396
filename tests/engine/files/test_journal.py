import os
from pathlib import Path

import numpy as np
import pytest

from engine.files import Entry, Journal, packets_of, read_journal
from engine.files.parts import is_held

PACKETS = [np.random.default_rng(index).bytes(4 + index) for index in range(6)]
ENTRIES = [Entry(2 * index, 2 * index - 1, 2, index == 0) for index in range(6)]


def written(path: Path, number: int = 6) -> Journal:
    journal = Journal(path)
    journal.add(Entry(0, 0, 0, False), b"extradata")
    for entry, packet in list(zip(ENTRIES, PACKETS, strict=True))[:number]:
        journal.add(entry, packet)
    return journal


def packets_in(path: Path) -> list[bytes]:
    return [packet for _, packet in packets_of(path, read_journal(path)[1])]


def test_what_was_written_down_is_read_again(tmp_path: Path) -> None:
    written(tmp_path / "journal").close()
    extradata, entries = read_journal(tmp_path / "journal")
    assert extradata == b"extradata"
    assert [(one.pts, one.dts, one.duration, one.is_keyframe) for one in entries] == [
        (one.pts, one.dts, one.duration, one.is_keyframe) for one in ENTRIES
    ]
    assert packets_in(tmp_path / "journal") == PACKETS


def test_wherever_a_journal_is_cut_off_what_lies_before_is_read(tmp_path: Path) -> None:
    written(tmp_path / "journal").close()
    whole, (_, entries) = (tmp_path / "journal").read_bytes(), read_journal(tmp_path / "journal")
    for size in range(entries[0].end, len(whole)):
        (tmp_path / "cut").write_bytes(whole[:size])
        assert packets_in(tmp_path / "cut") == PACKETS[: sum(entry.end <= size for entry in entries)]


def test_whatever_byte_is_damaged_only_what_lies_before_is_read(tmp_path: Path) -> None:
    written(tmp_path / "journal").close()
    whole, (_, entries) = (tmp_path / "journal").read_bytes(), read_journal(tmp_path / "journal")
    for place in range(entries[0].begin, len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        (tmp_path / "damaged").write_bytes(flipped)
        assert packets_in(tmp_path / "damaged") == PACKETS[: sum(entry.end <= place for entry in entries)]


@pytest.mark.parametrize(
    "content", [b"", b"impasto journal 1\n", b"impasto journal 1\n" + bytes(99), b"RIFF"]
)
def test_what_is_no_journal_is_not_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "journal").write_bytes(content)
    with pytest.raises(ValueError):
        read_journal(tmp_path / "journal")


def test_a_journal_goes_on_after_any_of_its_entries(tmp_path: Path) -> None:
    written(tmp_path / "left").close()
    _, entries = read_journal(tmp_path / "left")
    journal = Journal.going_on(tmp_path / "left", tmp_path / "own", entries[2])
    journal.add(ENTRIES[3], b"another")
    journal.close()
    assert packets_in(tmp_path / "own") == [*PACKETS[:3], b"another"]
    assert [path.name for path in tmp_path.iterdir()] == ["own"]


@pytest.mark.skipif(os.name == "nt", reason="an open file is held there by itself")
def test_a_journal_is_held_as_long_as_it_is_written(tmp_path: Path) -> None:
    journal = written(tmp_path / "left", 3)
    assert is_held(tmp_path / "left")
    journal.close()
    _, entries = read_journal(tmp_path / "left")
    journal = Journal.going_on(tmp_path / "left", tmp_path / "own", entries[-1])
    assert is_held(tmp_path / "own")
    journal.close()
    assert not is_held(tmp_path / "own")
