"""All tracks of a file that go beside the new pictures: sound, subtitles, further video, cover art.

Tracks are copied packet for packet where the container can hold them; other sound and text subtitles are
coded anew; what remains is left out, and said. The file is read a second time, alongside the pictures, so
that memory stays flat.
"""

from __future__ import annotations  # Packet is generic only in the stubs

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.stream import AttachmentStream, Discard, Disposition, Stream
from av.subtitles.stream import SubtitleStream

from engine.video.container import open_container, painted_stream, start_of
from engine.video.copied_track import CopiedTrack, can_hold
from engine.video.formats import OutputFormat
from engine.video.sound_track import EncodedSound
from engine.video.subtitle_track import EncodedSubtitles, is_text

_NAMES: Final = {"audio": "sound track", "subtitle": "subtitle track", "video": "video track"}
INTERLEAVED_S: Final = 5
"""Seconds by which the tracks of a file may lie apart: so long a cut file is read on after its end."""

_COVER_ENDINGS: Final = {"mjpeg": "jpg", "png": "png"}


class KeptTracks:
    """Everything in a file but the video stream that is painted.

    Times are counted from the file's start (see `start_of`), as those of the painted frames are.

    Args:
        path: the file, opened here.
        output: the container they go to. Its video stream must be there already: players take the first
            track for the main one.
        kind: what the container holds.
        begin: seconds of the file that are 0 of the new one; what lies before is left out.
        end: seconds of the file at which the new one ends; None = with it.

    Raises:
        SourceError: the file cannot be opened.
    """

    def __init__(
        self,
        path: Path,
        output: OutputContainer,
        kind: OutputFormat,
        begin: Fraction = Fraction(0),
        end: Fraction | None = None,
    ) -> None:
        self._path, self._output, self._kind = path, output, kind
        self._source = open_container(path)
        self._broke_off = False
        self._left_out: list[str] = []
        self._waiting: Packet[Stream] | None = None
        self._tracks: dict[int, CopiedTrack | EncodedSound | EncodedSubtitles] = {}
        painted = painted_stream(self._source)
        self._start = start_of(self._source, painted) + begin
        self._length = None if end is None else end - begin
        self._cuts = bool(begin)
        for stream in self._source.streams:
            if painted is None or stream.index != painted.index:
                self._take_over(stream)
        chosen = [self._source.streams[index] for index in self._tracks]
        self._packets = self._source.demux(*chosen) if chosen else iter(())

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be kept as it was, one sentence each."""
        said = [sentence for track in self._tracks.values() for sentence in track.warnings()]
        if self._left_out:
            said.insert(0, _left_out(self._left_out))
        if self._broke_off:
            said.append("The sound is damaged; it was kept up to the damage.")
        return tuple(said)

    def until(self, time: Fraction | None) -> Iterator[Packet[Stream]]:
        """The packets up to a time in seconds, ready to be muxed; with None, all that are left."""
        while (packet := self._waiting or self._next()) is not None:
            self._waiting = packet
            if time is not None and packet.dts is not None and packet.dts * packet.time_base > time:
                return
            self._waiting = None
            yield from self._tracks[packet.stream.index].take(packet)
        if time is None:
            for track in self._tracks.values():
                yield from track.finish()

    def close(self) -> None:
        """Close the file. May be called twice."""
        self._source.close()

    def _next(self) -> Packet[Stream] | None:
        """The next packet of the part."""
        while (packet := self._demux()) is not None:
            time = packet.pts if packet.pts is not None else packet.dts
            at = None if time is None else time * packet.time_base
            if at is None or packet.stream.disposition & Disposition.attached_pic:
                return packet
            if self._length is not None and at > self._length + INTERLEAVED_S:
                return None
            if not (self._cuts and at < 0) and not (self._length is not None and at >= self._length):
                return packet
        return None

    def _demux(self) -> Packet[Stream] | None:
        try:
            packet = next(self._packets, None)
        except av.FFmpegError:
            self._broke_off = True
            self._packets = iter(())
            return None
        if packet is not None and self._start:
            ticks = round(self._start / packet.time_base)
            packet.pts = None if packet.pts is None else packet.pts - ticks
            packet.dts = None if packet.dts is None else packet.dts - ticks
        return packet

    def _take_over(self, stream: Stream) -> None:
        if stream.discard == Discard.all:  # an mp4's list of chapters; they are kept by themselves
            return
        if stream.type == "data" and "timecode" in stream.metadata:  # muxers write it by themselves
            self._output.metadata["timecode"] = stream.metadata["timecode"]
            return
        track = self._track(stream)
        if track is not None:
            self._tracks[stream.index] = track
        elif not self._attach(stream):
            self._left_out.append(_name(stream))
            stream.discard = Discard.all

    def _track(self, stream: Stream) -> CopiedTrack | EncodedSound | EncodedSubtitles | None:
        if self._kind.is_animation or getattr(stream, "codec_context", None) is None:
            return None
        if self._copies(stream):
            return CopiedTrack(stream, self._output)
        if isinstance(stream, AudioStream) and self._kind.sound:
            return EncodedSound(stream, self._output, self._kind.sound, _name(stream))
        if isinstance(stream, SubtitleStream) and self._kind.subtitles and is_text(stream):
            return EncodedSubtitles(stream, self._output, self._kind.subtitles, _name(stream))
        return None

    def _copies(self, stream: Stream) -> bool:
        if stream.disposition & Disposition.attached_pic and self._kind.name != "mp4":
            return False  # Matroska has covers as attachments; QuickTime and WebM have none
        if stream.type == "audio" and stream.codec_context.name.startswith("pcm_") and not self._kind.pcm:
            return False
        return stream.type in _NAMES and can_hold(self._kind.name, stream)

    def _attach(self, stream: Stream) -> bool:
        """Keep a file within the file, such as a font or a cover, where the container has room for such."""
        if self._kind.name != "matroska":
            return False
        if isinstance(stream, AttachmentStream):
            name = stream.metadata.get("filename", "attachment")
            self._output.add_attachment(name, stream.mimetype or "application/octet-stream", stream.data)
            return True
        ending = _COVER_ENDINGS.get(getattr(stream.codec_context, "name", ""))
        if not stream.disposition & Disposition.attached_pic or ending is None:
            return False
        picture = _first_packet(self._path, stream.index)
        self._output.add_attachment(
            f"cover.{ending}", f"image/{'png' if ending == 'png' else 'jpeg'}", picture
        )
        return True


def _first_packet(path: Path, index: int) -> bytes:
    with open_container(path) as container:
        return next((bytes(packet) for packet in container.demux(container.streams[index])), b"")


def _name(stream: Stream) -> str:
    """What a track is called in sentences."""
    codec = getattr(stream, "codec_context", None)
    if stream.type == "attachment":
        return f'the attachment "{stream.metadata.get("filename", stream.index)}"'
    if stream.disposition & Disposition.attached_pic:
        return f"the cover picture {stream.index}"
    name = f"{_NAMES.get(stream.type, 'data track')} {stream.index}"
    if codec is None:
        return f"{name} (of an unknown kind)" if stream.type in _NAMES else name
    return f"{name} ({codec.name})"


def _left_out(names: list[str]) -> str:
    """One sentence for all that is lost."""
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    verbs = ("do", "were") if len(names) > 1 else ("does", "was")
    return f"{listed[0].upper()}{listed[1:]} {verbs[0]} not fit the new file and {verbs[1]} left out."
