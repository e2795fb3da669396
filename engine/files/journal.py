"""A journal: what was coded of a film, packet by packet, in a file that can be used at every moment.

It is only ever added to. Each entry has a checksum, so that after a crash or a power cut all is used up to
the first byte that is missing or not as it was written.
"""

import os
import struct
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Self

from engine.files.parts import lock

FLUSH_S: Final = 1.0
"""Seconds after which an entry has reached the operating system: what a killed program may cost."""

SYNC_S: Final = 30.0
"""Seconds after which it has reached the disk: what a power cut may cost."""

_BEGIN: Final = b"impasto journal 1\n"
_HEAD: Final = struct.Struct("<IIqqqB")
"""Checksum of what follows, bytes of the packet, pts, dts, duration, whether it is a key frame."""

_CHECKED: Final = 4
"""Bytes of the checksum itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One packet of a video stream; times in ticks of the stream."""

    pts: int
    """When it is shown."""

    dts: int
    """When it is decoded: in the order of the entries."""

    duration: int
    """How long it is shown."""

    is_keyframe: bool
    """Decoding may begin with it."""

    begin: int = 0
    """Where in the file its bytes are."""

    size: int = 0
    """How many they are."""

    @property
    def end(self) -> int:
        """Where in the file its bytes end."""
        return self.begin + self.size


class Journal:
    """A journal that is being written, and held, so that no other run takes it for one that was left.

    Args:
        path: of a new file. Its first entry holds the encoder's extradata; the others are packets.

    Raises:
        OSError: it cannot be written.
    """

    _file: IO[bytes]
    _flushed_s: float
    _synced_s: float

    def __init__(self, path: Path) -> None:
        self._open(path, new=True)
        self._file.write(_BEGIN)

    @classmethod
    def going_on(cls, left: Path, path: Path, last: Entry) -> Self:
        """Go on with a journal that a killed run left, after one of its entries; it gets another name.

        Raises:
            OSError: it cannot be written.
        """
        journal = cls.__new__(cls)
        with left.open("r+b"):  # before it is renamed: it may be another person's
            pass
        left.rename(path)
        journal._open(path, new=False)
        journal._file.truncate(last.end)
        journal._file.seek(last.end)
        return journal

    def add(self, entry: Entry, packet: bytes) -> None:
        """Write a packet down; where in the file is found out here.

        Raises:
            OSError: the disk does not take it.
        """
        about = _HEAD.pack(0, len(packet), entry.pts, entry.dts, entry.duration, entry.is_keyframe)[_CHECKED:]
        checksum = zlib.crc32(packet, zlib.crc32(about))
        self._file.write(checksum.to_bytes(_CHECKED, "little") + about + packet)
        now_s = time.monotonic()
        if now_s - self._flushed_s >= FLUSH_S:
            self._flushed_s = now_s
            self._file.flush()
            if now_s - self._synced_s >= SYNC_S:
                self._synced_s = now_s
                os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let go of it. May be called twice.

        Raises:
            OSError: the disk does not take what was left.
        """
        self._file.close()

    def _open(self, path: Path, *, new: bool) -> None:
        self._file = os.fdopen(lock(path, new=new), "r+b")
        self._flushed_s = self._synced_s = time.monotonic()


def read_journal(path: Path) -> tuple[bytes, list[Entry]]:
    """The encoder's extradata, and all entries up to the first that is not whole.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no journal, or damaged at its very beginning.
    """
    with path.open("rb") as file:
        if file.read(len(_BEGIN)) != _BEGIN:
            raise ValueError("It is no journal.")
        entries = list(_entries(file))
        if not entries:
            raise ValueError("It is damaged at its beginning.")
        file.seek(entries[0].begin)
        return file.read(entries[0].size), entries[1:]


def packets_of(path: Path, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes]]:
    """The entries of a journal, each with its packet.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        for entry in entries:
            file.seek(entry.begin)
            yield entry, file.read(entry.size)


def _entries(file: IO[bytes]) -> Iterator[Entry]:
    left = os.fstat(file.fileno()).st_size - file.tell()
    while len(head := file.read(_HEAD.size)) == _HEAD.size:
        checksum, size, pts, dts, duration, key = _HEAD.unpack(head)
        left -= _HEAD.size + size
        if left < 0:  # before it is read: a damaged size may be four gigabytes
            return
        begin, packet = file.tell(), file.read(size)
        if zlib.crc32(packet, zlib.crc32(head[_CHECKED:])) != checksum:
            return
        yield Entry(pts, dts, duration, bool(key), begin, size)
