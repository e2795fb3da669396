"""A video file as a sink of frames."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import av
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from engine.errors import NOT_OF_THE_WORK, SinkError, SourceError
from engine.files import PartFile, recipe_of
from engine.frame import Frame
from engine.sinks.animation_track import AnimationTrack
from engine.sinks.base import Sink
from engine.sinks.film_journal import FilmJournal
from engine.sinks.kept import Kept
from engine.sinks.video_options import VideoOptions
from engine.sinks.video_track import VideoTrack, even
from engine.stream_info import StreamInfo
from engine.video import (
    MUXER_OPTIONS,
    Encoder,
    KeptTracks,
    OutputFormat,
    chapters_of,
    choose_encoder,
    longest_gap,
    movie_timescale,
    output_format,
    rate_factor,
)

if TYPE_CHECKING:
    from engine.video import DeviceVideo

_LEFT_OUT: Final = ("major_brand", "minor_version", "compatible_brands", "encoder")
"""Metadata of the original file that does not hold for the new one."""


class VideoFileSink(Sink):
    """Encodes frames into a file, with the sound of the original beside them.

    Every frame keeps its exact time. Colours are written in limited range, tagged. Pixels keep their shape.
    By the ending of the path the file may be a GIF, an animated PNG or WebP, which hold frames only.

    Args:
        path: its ending says the format (see `FORMATS`); named so only when complete.
        info: size, rate, time base and colours of the frames.
        options: encoder, quality, whether to keep sound, whether to replace an existing file.
        original: the file whose sound, subtitles and metadata are kept; None = there is none.
        begin: seconds of the original that are 0 of the new file.
        end: seconds of the original at which the new file ends; None = with it.
        device: where frames are coded, by an encoder that was tried there; None = in the CPU's memory.
        recipe: all that decides the frames, as `recipe_of` has it: with the same one the film is gone on with
            where an earlier run was cut off (see `kept`). None = it is always begun anew.

    Raises:
        UsageError: the path, encoder or quality cannot be.
        SinkError: the file cannot be written.
    """

    slow = True

    def __init__(
        self,
        path: Path | str,
        info: StreamInfo,
        options: VideoOptions | None = None,
        *,
        original: Path | None = None,
        begin: Fraction = Fraction(0),
        end: Fraction | None = None,
        device: "DeviceVideo | None" = None,
        recipe: str | None = None,
    ) -> None:
        options = options or VideoOptions()
        self._info, self._device = info, device
        self._said: list[str] = []
        self._last: int | None = None
        self._begin, self._finish = begin, end
        path = Path(path)
        kind = output_format(path, options.encoder)
        crf = rate_factor(options.quality)
        chosen = None if kind.is_animation else self._choose(options.encoder, kind)
        self._part = PartFile(path, overwrite=options.overwrite, inputs=[original] if original else [])
        self._file = open_part(self._part.part)
        self._tracks: KeptTracks | None = None
        self._journal: FilmJournal | None = None
        self._ended = False
        with self._failures():
            self._container = av.open(
                self._file,
                "w",
                format=kind.name,
                io_open=self._reopen,
                container_options=MUXER_OPTIONS.get(kind.name, {}),
            )
            self._track: VideoTrack | AnimationTrack
            if chosen is None:
                self._track = AnimationTrack(self._container, info, kind, options.quality)
            else:
                self._track = VideoTrack(self._container, info, chosen, chosen.options(crf), device)
            if original:
                self._keep(original, kind, options.sound)
            if kind.name in ("mp4", "mov"):
                self._container.container_options["movie_timescale"] = str(
                    movie_timescale(self._container, info.time_base)
                )
            if chosen is not None and recipe is not None:
                self._journal = self._opened_journal(
                    recipe_of(recipe, av.__version__, kind.name, info, chosen.name, crf), options
                )

    @property
    def kept(self) -> Kept | None:
        """What an earlier run painted of this very film: only frames after it are taken. None = nothing."""
        return self._journal.kept if self._journal else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What went otherwise than asked, one sentence each. Complete after `close`."""
        tracks = self._tracks.warnings if self._tracks else ()
        return (*self._said, *self._part.warnings, *self._track.warnings, *tracks)

    def write(self, frame: Frame) -> None:
        """Encode a frame, and take along the sound up to its time.

        Raises:
            SinkError: the file cannot be written; it is then removed.
        """
        with self._failures():
            self._check(frame)
            self._mux(self._track.encode(frame.pixels, frame.time, frame.duration))
            self._mux_sound(frame.time)

    def close(self) -> None:
        """Write what the encoder holds back and the rest of the sound; give the file its name."""
        if self._ended:
            return
        with self._failures():
            if self._last is None:
                raise SinkError(f'"{self._part.path}" was not written: there was not one frame.')
            self._mux(self._track.finish())
            self._mux_sound(None)
            self._container.close()
            self._file.close()
            self._end()
            self._part.commit()
            if self._journal:
                self._journal.remove()

    def abort(self) -> None:
        """Remove the file, at once: nothing is flushed."""
        self._give_up(keep=False)

    def break_off(self) -> None:
        """Remove the file, but keep what is needed to go on with it."""
        self._give_up(keep=True)

    @property
    def resumable(self) -> bool:
        """Whether the same film, begun again, goes on where this was given up."""
        return self._journal is not None and self._journal.left

    def _give_up(self, *, keep: bool) -> None:
        if self._ended:
            return
        with suppress(OSError, ValueError):
            self._file.close()  # first: then PyAV does not write a trailer
        with suppress(AttributeError, OSError, ValueError, av.FFmpegError):
            self._container.close()
        self._end()
        self._part.discard()
        if self._journal:
            self._journal.leave(keep=keep)

    def _end(self) -> None:
        self._ended = True
        if self._tracks:
            self._tracks.close()
        if self._journal:
            self._journal.close()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Whatever fails inside is said in one line; at most what can be gone on with stays behind."""
        try:
            yield
        except BaseException as error:
            # What a device has painted is waited for here; encoders on a GPU fail with an ExternalError.
            self._give_up(keep=isinstance(error, (*NOT_OF_THE_WORK, av.error.ExternalError)))
            if isinstance(error, av.FFmpegError | OSError | ValueError):
                raise SinkError(f'"{self._part.path}" cannot be written: {_reason(error)}') from error
            raise

    def _reopen(self, url: str, flags: int, options: dict[str, str]) -> IO[bytes]:
        """The muxer reads what it wrote once more, to move the index to the front."""
        self._file.flush()
        return self._part.part.open("rb")

    def _choose(self, encoder: str, kind: OutputFormat) -> Encoder:
        if self._device is not None:
            return self._device.encoder(encoder)
        size = even(self._info.width), even(self._info.height)
        chosen, warning = choose_encoder(encoder, size, *kind.encoders[:1])
        if warning:
            self._said.append(warning)
        return chosen

    def _keep(self, original: Path, kind: OutputFormat, sound: bool) -> None:
        """Take over metadata and chapters, and the other tracks if wanted.

        A file whose sound cannot be opened keeps its pictures.
        """
        try:
            if sound:
                self._tracks = KeptTracks(original, self._container, kind, self._begin, self._finish)
            with av.open(f"file:{original}") as source:
                self._container.metadata.update(
                    {key: value for key, value in source.metadata.items() if key not in _LEFT_OUT}
                )
                if not self._begin and self._finish is None:  # of a part their times would be others
                    self._keep_chapters(source, kind)
        except (SourceError, av.FFmpegError) as error:
            self._said.append(f"The sound could not be kept: {error}")

    def _keep_chapters(self, source: InputContainer, kind: OutputFormat) -> None:
        chapters = chapters_of(source)
        if chapters and kind.is_animation:
            self._said.append(f"The {len(chapters)} chapters do not fit the new file and were left out.")
        elif chapters:
            self._container.set_chapters(chapters)

    def _opened_journal(self, recipe: str, options: VideoOptions) -> FilmJournal:
        assert isinstance(self._track, VideoTrack)
        extradata = None if self._device else self._track.extradata()
        resume, tick = options.resume, self._info.time_base
        journal = FilmJournal(self._part.part, recipe, tick, extradata=extradata, resume=resume)
        self._said.extend(journal.warnings)
        if journal.kept:
            self._last = round(journal.kept.last / tick)
            self._said.append(f"Gone on with at {journal.kept.text}, where an earlier run was cut off.")
        return journal

    def _mux(self, packets: "Iterable[Packet[VideoStream]]") -> None:
        """Write what was coded; before the first of it what is kept of an earlier run, with its sound."""
        if self._journal and isinstance(self._track, VideoTrack):
            packets = self._journal.through(packets, self._track.stream, self._track.extradata())
        for packet in packets:
            time = None if packet.dts is None else packet.dts * self._info.time_base
            self._container.mux_one(packet)
            if time is not None:
                self._mux_sound(time)

    def _mux_sound(self, time: Fraction | None) -> None:
        if self._tracks:
            for packet in self._tracks.until(time):
                self._container.mux_one(packet)

    def _check(self, frame: Frame) -> None:
        """Refuse what an encoder would answer with a number, or not at all."""
        height, width = frame.pixels.shape[:2]
        if (width, height) != (self._info.width, self._info.height):
            raise SinkError(
                f"A frame is {width} x {height} pixels, but the video is "
                f"{self._info.width} x {self._info.height}. All frames of a video have one size."
            )
        ticks = round(frame.time / self._info.time_base)
        if ticks < 0:  # players would leave it out
            raise SinkError(f"A frame's time ({float(frame.time):.4f} s) is before 0, where a video begins.")
        if self._last is not None and ticks <= self._last:
            raise SinkError(f"A frame's time ({float(frame.time):.4f} s) is not after the one before it.")
        longest_s = longest_gap(self._container.format.name, self._info.time_base)
        if self._last is not None and (ticks - self._last) * self._info.time_base > longest_s:
            raise SinkError(
                f"A frame's time ({float(frame.time):.0f} s) is further from the one before it than such a "
                f'file can hold ({longest_s} s). Use ".mkv".'
            )
        self._last = ticks


def open_part(path: Path) -> IO[bytes]:
    """A file of our own under the muxer: its errors are Python's, and it can be let go without a trailer."""
    # Under a name of ASCII: PyAV hands it back as UTF-8, and a person's may be of any bytes.
    return open("part", "w+b", opener=lambda _, flags: os.open(path, flags | getattr(os, "O_BINARY", 0)))


def _reason(error: Exception) -> str:
    """What is wrong and what to do, in a line."""
    text = str(getattr(error, "strerror", None) or error).rstrip(".")
    if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"{text}. Free some space, or choose another disk."
    return f"{text}. Try --encoder libx264, or another place."
