"""`impasto live`: paint a camera, a screen, a stream or a film into a virtual camera or a recording."""

import argparse
import sys
import time
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from threading import Event
from typing import TYPE_CHECKING, Any

from app.automatic_size import AutomaticSize
from app.interrupt import event_on_signals
from app.options import (
    add_engine_options,
    add_smoothing_option,
    add_style_options,
    file_name,
    learn_styles,
    open_stylizer_for,
    read_settings,
    read_size,
    style_names,
)
from app.progress import progress
from app.report import LOG

if TYPE_CHECKING:
    from engine import LiveSession, Recording, SourceChoice, VirtualCameraSink

POLL_S: float = 0.1
"""Seconds between two looks at the session."""


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    from engine import LIVE_SMOOTHING

    parser = commands.add_parser(
        "live",
        help="paint a camera or a screen into a virtual camera, without a window",
        description="Paint a camera, a screen, a stream or a film live, without a window, until Ctrl-C: "
        "into a virtual camera for Zoom, Teams, Meet and OBS, into a recording, or both.",
    )
    _add_sources(parser)
    outputs = parser.add_argument_group("where it goes")
    outputs.add_argument(
        "--virtual-camera",
        nargs="?",
        const="",
        metavar="DEVICE",
        help="a virtual camera; DEVICE such as /dev/video10 (default: the first that is there)",
    )
    outputs.add_argument(
        "--size", type=read_size, metavar="WxH", help="of the virtual camera (default: the source's)"
    )
    outputs.add_argument(
        "--rate", type=_rate, default=Fraction(30), help="of the virtual camera (default: 30)"
    )
    outputs.add_argument("--record", type=file_name, metavar="FILE", help="an mp4 file")
    outputs.add_argument(
        "--sound", action="store_true", help="a film is heard; it is recorded with its sound anyway"
    )
    outputs.add_argument("--seconds", type=float, metavar="N", help="stop after so long (default: at Ctrl-C)")
    parser.add_argument("--quiet", action="store_true", help="no progress; warnings and errors only")
    add_style_options(parser)
    add_smoothing_option(parser, default=LIVE_SMOOTHING)
    add_engine_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Paint until Ctrl-C; that is the way to end it, so it is no failure."""
    from engine import LiveSession, Loudspeaker, UsageError

    if args.virtual_camera is None and args.record is None:
        raise UsageError(
            "The painted picture needs somewhere to go: --virtual-camera, or --record FILE. `impasto` "
            "without a command opens the window."
        )
    if args.record is not None and args.record.exists():
        raise UsageError(f'"{args.record}" is already there, and a recording replaces nothing. Rename it.')
    look = read_settings(args)
    choice = read_source(args)
    stylizer = open_stylizer_for(args, style_names(args), "live")
    settings = learn_styles(look, args, stylizer)
    settings = replace(settings, render_size=args.render_size or AutomaticSize().size)
    with event_on_signals(second_raises=True) as stop:
        loudspeaker = Loudspeaker() if args.sound else None
        session = LiveSession(stylizer, choice, settings, loudspeaker=loudspeaker)
        try:
            with closing(_Live(session, args, stop)) as live:
                live.run()
        finally:
            session.stop()
    return 0


def read_source(args: argparse.Namespace) -> "SourceChoice":
    """What the options name; without any, the first camera.

    Raises:
        SourceError: there is no such camera.
    """
    from engine import SourceChoice

    if args.demo:
        return SourceChoice("pattern")
    for kind in ("screen", "address", "video", "photo"):
        where = getattr(args, kind)
        if where is not None:
            return SourceChoice(kind, str(where))
    return _camera(args.camera or "0")


def _add_sources(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is painted").add_mutually_exclusive_group()
    group.add_argument(
        "--camera",
        metavar="CAMERA",
        help="its number from 0, its name or a part of it (default: 0, the first camera)",
    )
    group.add_argument(
        "--screen", nargs="?", const="", metavar="SCREEN", help="its number from 1, or LEFT,TOP,WIDTH,HEIGHT"
    )
    group.add_argument("--address", metavar="URL", help="of a network camera or stream: rtsp, http, https")
    group.add_argument("--video", type=file_name, metavar="FILE", help="a video file, played again and again")
    group.add_argument("--demo", action="store_true", help="a moving scene drawn by code")
    group.add_argument("--photo", type=file_name, metavar="FILE", help="a picture file")


def _camera(name: str) -> "SourceChoice":
    from engine import SourceChoice, SourceError, list_cameras

    cameras = list_cameras()
    found = [camera for camera in cameras if name in (camera.id, camera.name)]
    found += (
        [camera for camera in cameras if name.lower() in camera.name.lower()] if not name.isdigit() else []
    )
    found += cameras[int(name) : int(name) + 1] if name.isdigit() else []
    if not found:
        there = ", ".join(f"{number} {camera.name}" for number, camera in enumerate(cameras)) or "none"
        raise SourceError(f'There is no camera "{name}" (connected: {there}). Plug it in, or choose another.')
    return SourceChoice("camera", found[0].id, found[0].name)


_FILES = ("video", "photo")
"""Kinds of sources that never give a picture where they did not at first."""


class _Live:
    """Follows a session until it is to stop."""

    def __init__(self, session: "LiveSession", args: argparse.Namespace, stop: Event) -> None:
        self._session = session
        self._args = args
        self._stop = stop
        self._size = AutomaticSize()
        self._said = ""
        self._camera: VirtualCameraSink | None = None
        self._recording: Recording | None = None

    def run(self) -> None:
        """Until it is stopped, or so many seconds after the first picture.

        Raises:
            ImpastoError: what ended it before; or there is nothing of what was to be recorded.
        """
        from engine import SinkError

        end_s: float | None = None
        with progress("live", None, quiet=self._args.quiet) as bar:
            while not self._stop.wait(POLL_S) and (end_s is None or time.monotonic() < end_s):
                if end_s is None and self._session.preview.latest() is not None:
                    self._join()
                    end_s = time.monotonic() + (self._args.seconds or float("inf"))
                self._follow()
                bar.show(self._session.pipeline.meter.read())
        reading = self._session.pipeline.meter.read()
        self._say(f"{reading.frames} frames painted in {reading.seconds:.1f} s")
        if self._args.record is not None and self._recording is None:
            raise SinkError(f'"{self._args.record}" was not made: no picture came. Check the source.')

    def close(self) -> None:
        """Complete the recording, however long that takes: what was live cannot be had again.

        Raises:
            SinkError: it ended early.
        """
        for warning in self._recording.stop().result() if self._recording is not None else ():
            LOG.warning("%s", warning)
            print(f"impasto: {self._args.record}: {warning}", file=sys.stderr)

    def _join(self) -> None:
        """With the first picture: only then its size is known."""
        from engine import VirtualCameraSink

        args, session = self._args, self._session
        if args.virtual_camera is not None:
            self._camera = VirtualCameraSink(
                session.source.info, size=args.size, rate=args.rate, device=args.virtual_camera or None
            )
            session.add_sink(self._camera)
            width, height = self._camera.size
            self._say(
                f"virtual camera {self._camera.device}: {width} x {height}, {float(args.rate):g} per second"
            )
        if args.record is not None:
            self._recording = session.record(args.record)
            self._say(f"recording {args.record}")

    def _follow(self) -> None:
        """Keep up with the source, say what is wrong with it, and end with what cannot go on."""
        from engine import SinkError, SourceError

        session = self._session
        session.pipeline.wait(0)  # raises what ended it
        if session.choice.kind in _FILES and session.status().state == "waiting":
            raise SourceError(session.status().message)  # a file does not come back by itself
        if self._camera is not None and self._camera.error is not None:
            raise self._camera.error
        if self._recording is not None and self._recording.error:
            raise SinkError(self._recording.error)
        reading, info = session.pipeline.meter.read(), session.pipeline.info
        if self._args.render_size is None and self._size.update(reading, max(info.width, info.height)):
            session.pipeline.settings = replace(session.pipeline.settings, render_size=self._size.size)
        film = session.playback
        silent = film.sound_problem if film is not None else ""
        message = session.status().message or session.recovery.message or silent
        if message and message != self._said:
            self._say(message)
        self._said = message

    def _say(self, text: str) -> None:
        LOG.info("%s", text)
        if not self._args.quiet:
            print(f"impasto: {text}", file=sys.stderr)


def _rate(text: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise argparse.ArgumentTypeError(f'"{text}" is no rate; one is 30') from None
