"""The journal of a film that is being coded, and how one goes on that an earlier run has begun."""

from __future__ import annotations  # Packet is generic only in the stubs

import logging
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Final, cast

from av.packet import Packet
from av.video.stream import VideoStream

from engine.errors import SinkError, reason_of
from engine.files import Entry, Journal, journal_of, journals_beside, packets_of, read_journal
from engine.sinks.kept import Kept

LOG: Final = logging.getLogger("impasto")

LEAST_ROOM: Final = 2**30
"""Bytes: on a disk with less room no journal is kept, as it takes as much as the film's pictures."""


_ANEW: Final = "An earlier run was cut off, but the film was begun anew: "


class FilmJournal:
    """Writes down the packets of a film; first those come out of it that an earlier run has written down.

    Nothing that goes wrong with a journal ends a film: it then has none.

    Args:
        part: of the film; the journal lies beside it.
        recipe: of the film: only by the same one can it be gone on with.
        tick: seconds, of the times of packets.
        extradata: the encoder's; None = it is known only with the first packet.
        resume: go on with a film that was cut off; otherwise begin anew.
    """

    def __init__(
        self, part: Path, recipe: str, tick: Fraction, *, extradata: bytes | None, resume: bool = True
    ) -> None:
        self._path, self._ending, self._tick = journal_of(part, recipe), part.suffix, tick
        self._earlier = journals_beside(part, recipe)
        self._journal: Journal | None = None
        self._entries: list[Entry] = []
        self._extradata: bytes | None = None
        self.kept: Kept | None = None
        """What is there already; None = the film begins anew."""
        self._last_dts: int | None = None
        self._free: list[int] = []
        self._given_up = False
        self.warnings: tuple[str, ...] = ()
        """Why a film that was cut off is begun anew all the same."""
        self.left = False
        """Whether it was left to be gone on with."""
        if resume and self._earlier:
            self._go_on(extradata)
        if self._journal is None:
            with self._trouble():
                self._check_room()
                self._journal = Journal(self._path)

    def through(
        self, packets: Iterable[Packet[VideoStream]], stream: VideoStream, extradata: bytes
    ) -> Iterator[Packet[VideoStream]]:
        """What is to be muxed now: the first time all that is kept, then each packet, which is written down.

        Raises:
            SinkError: the encoder is not as it was; then nothing of the earlier run is left in the way.
        """
        yield from self._kept_packets(stream, extradata)
        for packet in packets:
            if self._last_dts is not None and packet.dts is not None:
                packet.dts = self._last_dts = self._following(packet.dts, self._last_dts)
            self._write_down(packet, extradata)
            yield packet

    def close(self) -> None:
        """Let go of the file. May be called twice."""
        if self._journal is not None:
            with suppress(OSError):
                self._journal.close()

    def remove(self) -> None:
        """The film is complete, or given up: remove all that was kept of it."""
        self.close()
        parts = [path.with_suffix(self._ending) for path in self._earlier]
        for path in (self._path, *self._earlier, *parts):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def leave(self, *, keep: bool = False) -> None:
        """The film, or its journal, is given up: what an earlier run began is kept, with what was added.

        With `keep` also what this run wrote down, if it came to that.
        """
        self.close()
        written = self._extradata is not None and not self._given_up
        self.left = self.kept is not None or (keep and written)
        if not self.left:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _go_on(self, extradata: bytes | None) -> None:
        """Take the journal that goes furthest; the part beside it cannot be gone on with, and is removed."""
        found = [(_read(path), path) for path in self._earlier]
        (known, entries), left = max(found, key=lambda one: len(one[0][1]))
        free = sorted(entry.pts for entry in entries if entry.pts > entries[-1].dts)
        if len(free) == len(entries):  # so few that the next ones would have no times to be decoded at
            return
        if extradata is not None and extradata != known:
            self.warnings = (f"{_ANEW}the encoder does not code as it did then.",)
            return
        try:
            self._journal = Journal.going_on(left, self._path, entries[-1])
        except OSError as error:
            self.warnings = (f'{_ANEW}"{left.name}" cannot be written ({reason_of(error)}).',)
            return
        self._entries, self._extradata = entries, known
        self.kept = Kept(len(entries), max(entry.pts for entry in entries) * self._tick)
        self._last_dts, self._free = entries[-1].dts, free
        with suppress(OSError):
            left.with_suffix(self._ending).unlink(missing_ok=True)

    def _kept_packets(self, stream: VideoStream, extradata: bytes) -> Iterator[Packet[VideoStream]]:
        entries, self._entries = self._entries, []
        if not entries:
            return
        if extradata != self._extradata:
            self.remove()
            raise SinkError(
                "The encoder does not go on as it began: its driver may be another now. "
                "Begin again: nothing of the earlier run is in the way any more"
            )
        for entry, content in packets_of(self._path, entries):
            yield _packet(entry, content, stream, self._tick)

    def _write_down(self, packet: Packet[VideoStream], extradata: bytes) -> None:
        if self._given_up or self._journal is None:
            return
        with self._trouble():
            self._check_room()
            if packet.pts is None or packet.dts is None:
                raise ValueError("A packet has no time.")
            if self._extradata is None:
                self._extradata = extradata
                self._journal.add(Entry(0, 0, 0, False), extradata)
            entry = Entry(packet.pts, packet.dts, packet.duration or 0, packet.is_keyframe)
            self._journal.add(entry, bytes(packet))

    def _following(self, dts: int, last: int) -> int:
        """A packet's time of decoding after the one before it.

        Pictures are decoded as early before they are shown as some come before others in another order: an
        encoder that begins anew counts from before its first picture, into what is kept. The times that it
        would have had there are those at which the last pictures that are kept are shown.
        """
        return self._free.pop(0) if self._free else max(dts, last + 1)

    def _check_room(self) -> None:
        if shutil.disk_usage(self._path.parent).free < LEAST_ROOM:
            raise OSError("There is little room on the disk.")

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        """Where the journal cannot be written inside, the film goes on without."""
        try:
            yield
        except (OSError, ValueError) as error:
            LOG.info("The film could not be gone on with if it were cut off now: %s", error)
            self._given_up = True
            self.leave()


def whole_frames(entries: Sequence[Entry]) -> int:
    """How many entries, from the first on, are all the frames up to one time.

    Frames are coded in another order than they are shown in: where coding was cut off, some that are shown
    earlier may be missing. A packet is never shown before it is decoded, so none that is missing is shown
    before the last one is decoded. The last entry is left out, so that there is a frame to go on with.
    """
    shown = [entry.pts for entry in entries]
    latest = list(accumulate(shown, max))
    soonest = list(accumulate(reversed(shown), min))[::-1]
    for number in range(len(entries) - 1, 0, -1):
        if latest[number - 1] < soonest[number] and latest[number - 1] <= entries[-1].dts:
            return number
    return 0


def _read(path: Path) -> tuple[bytes, list[Entry]]:
    """What of a journal can be gone on with: nothing, if it cannot be read."""
    try:
        extradata, entries = read_journal(path)
    except (OSError, ValueError) as error:
        LOG.info("%s cannot be read: %s", path.name, error)
        return b"", []
    return extradata, entries[: whole_frames(entries)]


def _packet(entry: Entry, content: bytes, stream: VideoStream, tick: Fraction) -> Packet[VideoStream]:
    packet = cast("Packet[VideoStream]", Packet(content))
    packet.stream, packet.time_base = stream, tick
    packet.pts, packet.dts, packet.duration = entry.pts, entry.dts, entry.duration
    packet.is_keyframe = entry.is_keyframe
    return packet
