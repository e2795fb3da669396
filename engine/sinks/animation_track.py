"""The pictures of a GIF, an animated PNG or an animated WebP being written."""

from fractions import Fraction
from typing import Final

import av
from av.codec.context import Flags
from av.container import OutputContainer
from av.filter import Graph
from av.packet import Packet
from av.video.stream import VideoStream

from engine.frame import Pixels, downloaded
from engine.stream_info import StreamInfo
from engine.video import OutputFormat

TICKS: Final = {"gif": Fraction(1, 100), "webp": Fraction(1, 1000)}
"""Seconds by which a format counts; others count as the source does."""

SHORTEST_GIF_TICKS: Final = 2
"""What is to be shown for less, browsers show for a tenth of a second."""

_PIXELS: Final = {"gif": "pal8", "apng": "rgb24", "webp": "bgra"}


class AnimationTrack:
    """The frames of a picture format that moves. RGB stays RGB; a GIF gets a palette for every frame.

    Args:
        output: where the stream is added; the packets are to be muxed there.
        info: size, rate, time base.
        kind: GIF, animated PNG or WebP.
        quality: 0..100, for WebP.
    """

    def __init__(self, output: OutputContainer, info: StreamInfo, kind: OutputFormat, quality: int) -> None:
        self._info, self._kind = info, kind
        self._last: int | None = None
        self._left_out = 0
        options = {"quality": str(quality)} if kind.name == "webp" else {}
        stream = output.add_stream(kind.encoders[0], rate=info.rate, options=options)
        assert isinstance(stream, VideoStream)
        context = stream.codec_context
        context.width, context.height = info.width, info.height
        context.pix_fmt = _PIXELS[kind.name]
        self._tick = context.time_base = stream.time_base = TICKS.get(kind.name, info.time_base)
        context.flags |= Flags.frame_duration
        self._stream = stream
        self._palette = _palette_graph(info, self._tick) if kind.name == "gif" else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be written, one sentence each."""
        if not self._left_out:
            return ()
        return (f"A GIF shows at most 50 frames per second; {self._left_out} frames were left out.",)

    def encode(
        self, pixels: Pixels, time: Fraction, duration: Fraction | None = None
    ) -> "list[Packet[VideoStream]]":
        """The packets that one more picture brings forth.

        Args:
            pixels: (H, W, 3) uint8 RGB of the video's size.
            time: seconds; after the one before.
            duration: seconds; None = as the rate has it.
        """
        ticks = round(time / self._tick)
        if self._is_too_soon(ticks):
            self._left_out += 1
            return []
        self._last = ticks
        frame = self._coded(av.VideoFrame.from_ndarray(downloaded(pixels), "rgb24"))
        frame.pts, frame.time_base = ticks, self._tick
        frame.duration = max(1, round((duration or 1 / self._info.rate) / self._tick))
        return self._stream.encode(frame)

    def finish(self) -> "list[Packet[VideoStream]]":
        """What the encoder holds back."""
        return self._stream.encode(None)

    def _is_too_soon(self, ticks: int) -> bool:
        shortest = SHORTEST_GIF_TICKS if self._palette else 1
        return self._last is not None and ticks - self._last < shortest

    def _coded(self, frame: av.VideoFrame) -> av.VideoFrame:
        if self._palette is None:
            return frame.reformat(format=self._stream.pix_fmt)
        frame.pts = None
        self._palette.vpush(frame)
        return self._palette.vpull()


def _palette_graph(info: StreamInfo, tick: Fraction) -> Graph:
    """From RGB to 256 colours chosen for each frame, with error diffusion."""
    graph = Graph()
    source = graph.add_buffer(
        width=info.width, height=info.height, format=av.VideoFormat("rgb24"), time_base=tick
    )
    split, colours = graph.add("split"), graph.add("palettegen", "stats_mode=single:reserve_transparent=0")
    use, sink = graph.add("paletteuse", "new=1:dither=sierra2_4a"), graph.add("buffersink")
    source.link_to(split)
    split.link_to(colours, 0, 0)
    split.link_to(use, 1, 0)
    colours.link_to(use, 0, 1)
    use.link_to(sink)
    graph.configure()
    return graph
