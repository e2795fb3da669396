"""A film that stays on the device: whether it can, tried by really opening what decodes and codes it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from engine.errors import DeviceError, SourceError
from engine.frame import DeviceImage, downloaded
from engine.imaging import resize
from engine.settings import Settings
from engine.sinks import VideoOptions
from engine.sources import VideoFileSource
from engine.stream_info import ColourTags
from engine.stylizer import Stylizer
from engine.video import DeviceVideo, output_format

LOG: Final = logging.getLogger("impasto")

APART: Final = 2.0
"""Of 255: mean difference between the first picture as the device and as the CPU decodes it, at most."""


@dataclass(frozen=True, eq=False, slots=True)
class FilmOnDevice:
    """What reads and writes a film there; for a `Pipeline` and a `VideoFileSink`."""

    source: VideoFileSource
    """Gives its frames in the device's memory."""

    video: DeviceVideo
    """Codes them there."""

    options: VideoOptions
    """With the name of the encoder."""


class _NotThereError(Exception):
    """Why it cannot stay there."""


def open_on_device(
    source: VideoFileSource,
    output: Path,
    stylizer: Stylizer,
    looks: Sequence[Settings],
    options: VideoOptions,
    *,
    size: tuple[int, int],
    deinterlace: bool = True,
) -> FilmOnDevice | None:
    """Open a film once more, so that its frames stay on the device; None: they cannot, and the log says why.

    Args:
        source: the film as the CPU decodes it, at the frame with which painting begins.
        output: where it goes.
        stylizer: paints it.
        looks: all that it is painted with.
        options: how it is written; `auto` is then NVENC, if it opens.
        size: width and height in pixels at which it is painted and written.
        deinterlace: as for the source.
    """
    if stylizer.runtime.film_device is None:
        return None
    video = DeviceVideo(stylizer.runtime.film_device)
    try:
        _check_looks(size, stylizer, looks)
        encoders = _encoders(output, options.encoder, video)
        there = VideoFileSource(source.path, deinterlace=deinterlace, device=video)
        try:
            picture = resize(_checked_picture(there, source), *size)
            encoder = _checked_encoder(picture, there.info.colour, video, encoders)
        except BaseException:
            there.close()
            raise
    except (_NotThereError, SourceError, DeviceError) as reason:
        LOG.info("The film's frames go by way of the CPU's memory. %s", reason)
        return None
    LOG.info("The film's frames stay on the device; %s codes them.", encoder)
    return FilmOnDevice(there, video, replace(options, encoder=encoder))


def _check_looks(size: tuple[int, int], stylizer: Stylizer, looks: Sequence[Settings]) -> None:
    for look in looks:
        if needs := stylizer.needs_here(look, *size):
            raise _NotThereError(f"That is where {needs} is done.")


def _encoders(output: Path, asked: str, video: DeviceVideo) -> tuple[str, ...]:
    """Names of those to try, `auto` filled in."""
    kind = output_format(output, asked)
    if asked == "auto" and not kind.encoders:
        return video.default_encoders
    if asked not in video.encoders:
        name = kind.encoders[0] if asked == "auto" else asked
        raise _NotThereError(f"The encoder {name} takes no others; {', '.join(video.encoders)} would.")
    return (asked,)


def _checked_picture(there: VideoFileSource, here: VideoFileSource) -> DeviceImage:
    """The first picture in the device's memory, if it is as the CPU decodes it."""
    expected, picture = here.peek(), there.peek()
    if expected is None or not isinstance(picture, DeviceImage):
        raise _NotThereError("They are interlaced, of odd sides, or not 4:2:0 of 8 or 10 bits.")
    difference = downloaded(expected).astype(np.int16) - picture.download()
    if (apart := float(np.abs(difference).mean())) > APART:
        raise _NotThereError(f"The device decodes other colours, {apart:.1f} of 255 apart.")
    return picture


def _checked_encoder(
    picture: DeviceImage, colour: ColourTags, video: DeviceVideo, encoders: Sequence[str]
) -> str:
    """Try it with a picture: the first encoder that works."""
    for name in encoders:
        reason = video.why_not_coded(video.encoder(name), picture, colour)
        if reason is None:
            return name
        LOG.info("The encoder %s does not take the device's frames: %s.", name, reason)
    raise _NotThereError("No encoder takes them.")
