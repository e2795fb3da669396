"""Video encoders: how each is asked for a quality, and whether it really opens on this machine."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import av
import av.logging
from av.codec.context import CodecContext
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from engine.errors import SinkError, UsageError

os.environ.setdefault("SVT_LOG", "1")  # SVT-AV1 says errors alone, not 20 lines whenever it is opened

DEFAULT: Final = "libx264"
"""Plays everywhere and is always there: what `auto` means."""

PROBE_SIZE: Final = (256, 256)
"""Hardware encoders refuse smaller pictures (NVENC: below 145 x 145)."""

Options = dict[str, str]


@dataclass(frozen=True, slots=True)
class Encoder:
    """An encoder of FFmpeg's, with the options that matter to us."""

    name: str
    """As FFmpeg calls it."""

    options: Callable[[int], Options]
    """From an H.264 constant rate factor (0..51, lower is better) to the encoder's own options."""

    pixel_format: str = "yuv420p"
    """The 8-bit 4:2:0 layout it takes."""


@dataclass(frozen=True, slots=True)
class EncoderState:
    """Whether an encoder can be used here."""

    name: str
    """As FFmpeg calls it."""

    works: bool
    """True when it opened."""

    reason: str = ""
    """Why it did not open."""


def _nvenc(crf: int) -> Options:
    return {"preset": "p4", "rc": "vbr", "cq": str(crf), "b:v": "0"}


def _qsv(crf: int) -> Options:
    return {"preset": "medium", "global_quality": str(crf)}


def _amf(crf: int) -> Options:
    return {"quality": "balanced", "rc": "cqp", "qp_i": str(crf), "qp_p": str(crf + 2)}


def _videotoolbox(crf: int) -> Options:
    return {"flags": "+qscale", "global_quality": str(118 * (100 - 2 * crf))}  # 118 is FF_QP2LAMBDA


def _vp9(crf: int) -> Options:
    return {"crf": str(round(crf * 1.4)), "b:v": "0", "deadline": "good", "cpu-used": "4", "row-mt": "1"}


_ENCODERS: Final = {
    encoder.name: encoder
    for encoder in (
        Encoder("libx264", lambda crf: {"preset": "veryfast", "crf": str(crf)}),
        Encoder(
            "libx265", lambda crf: {"preset": "fast", "crf": str(crf + 3), "x265-params": "log-level=none"}
        ),
        Encoder("libvpx-vp9", _vp9),
        Encoder("libsvtav1", lambda crf: {"preset": "8", "crf": str(round(crf * 1.35))}),
        Encoder("h264_nvenc", _nvenc),
        Encoder("hevc_nvenc", _nvenc),
        Encoder("av1_nvenc", _nvenc),
        Encoder("h264_qsv", _qsv, "nv12"),
        Encoder("hevc_qsv", _qsv, "nv12"),
        Encoder("h264_amf", _amf, "nv12"),
        Encoder("hevc_amf", _amf, "nv12"),
        Encoder("h264_videotoolbox", _videotoolbox, "nv12"),
        Encoder("hevc_videotoolbox", _videotoolbox, "nv12"),
    )
}


def rate_factor(quality: int) -> int:
    """Quality 0..100 to an H.264 constant rate factor: 0 is 42, 50 is 26, 75 is 18, 100 is 10.

    75 cannot be told from the original at a glance; at 100 files are about three times as large.

    Raises:
        UsageError: not between 0 and 100.
    """
    if not 0 <= quality <= 100:
        raise UsageError(f"Quality {quality} is out of range. Give a number from 0 (smallest) to 100 (best).")
    return round(42 - 0.32 * quality)


def choose_encoder(name: str, size: tuple[int, int], default: str = DEFAULT) -> tuple[Encoder, str | None]:
    """The encoder asked for, or the default one and a sentence that says why not.

    Args:
        name: `auto`, or the name of an encoder.
        size: width and height in pixels of the video: it is opened for just that.
        default: what `auto` means.

    Raises:
        UsageError: there is no encoder of that name.
        SinkError: not even the default one is there.
    """
    wanted = default if name == "auto" else name
    encoder = encoder_named(wanted)
    reason = why_not(encoder, size)
    if reason is None:
        return encoder, None
    if wanted == default:
        raise SinkError(
            f"The encoder {default} does not open ({reason}). Install PyAV with pip: it brings one."
        )
    return _ENCODERS[default], f"The encoder {name} does not open here ({reason}), so {default} is used."


def encoder_named(name: str) -> Encoder:
    """One of those that are known.

    Raises:
        UsageError: there is no encoder of that name.
    """
    if name not in _ENCODERS:
        raise UsageError(f'There is no encoder "{name}". Choose one of: auto, {", ".join(_ENCODERS)}.')
    return _ENCODERS[name]


def available_encoders() -> list[EncoderState]:
    """All known encoders, each tried for real. Takes up to a second or two."""
    reasons = {name: why_not(encoder, PROBE_SIZE) for name, encoder in _ENCODERS.items()}
    return [EncoderState(name, reason is None, reason or "") for name, reason in reasons.items()]


@contextmanager
def scheduling_kept() -> Iterator[None]:
    """Inside, an encoder may be opened; afterwards the calling thread is scheduled as before.

    SVT-AV1, run as root, gives the thread that opens it a real-time priority, and leaves it there.
    """
    if sys.platform != "linux":
        yield
        return
    policy, parameter = os.sched_getscheduler(0), os.sched_getparam(0)
    try:
        yield
    finally:
        if os.sched_getscheduler(0) != policy:
            os.sched_setscheduler(0, policy, parameter)


def why_not(
    encoder: Encoder, size: tuple[int, int], make: Callable[[], av.VideoFrame] | None = None
) -> str | None:
    """Open the encoder and code one frame: None when it works, else the reason in its own words.

    Args:
        encoder: to try.
        size: width and height in pixels.
        make: the frame; None = a grey one of the CPU's memory.
    """
    make = make or (lambda: av.VideoFrame(*size, encoder.pixel_format))
    try:
        code_one(encoder, size, make())
    except av.codec.codec.UnknownCodecError:
        return "this FFmpeg is built without it"
    except (av.FFmpegError, ValueError) as error:
        reason = error.strerror if isinstance(error, av.FFmpegError) else str(error)
        return _said(encoder, size, make()) or str(reason)
    return None


def _said(encoder: Encoder, size: tuple[int, int], frame: av.VideoFrame) -> str:
    """What an encoder that does not open says about it; empty: nothing.

    Only then does PyAV listen: meanwhile a decoder that is freed in one thread and logs in another would wait
    for itself, as both want the GIL.
    """
    before = av.logging.get_level()
    av.logging.set_level(av.logging.ERROR)
    try:
        with av.logging.Capture() as said, suppress(av.FFmpegError, ValueError):
            code_one(encoder, size, frame)
    finally:
        av.logging.set_level(before)
    return said[0][2].strip().rstrip(".") if said else ""


def code_one(
    encoder: Encoder, size: tuple[int, int], frame: av.VideoFrame
) -> "tuple[list[Packet[VideoStream]], str]":
    """Open an encoder and code one frame.

    Args:
        encoder: of which kind.
        size: width and height in pixels.
        frame: of that size.

    Returns:
        What was coded, and the name of the codec.
    """
    context = CodecContext.create(encoder.name, "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height = size
    context.pix_fmt = encoder.pixel_format
    context.time_base = Fraction(1, 25)
    context.framerate = Fraction(25)
    context.options = encoder.options(rate_factor(75))
    frame.pts = 0
    with scheduling_kept():
        return [*context.encode(frame), *context.encode(None)], context.codec.canonical_name
