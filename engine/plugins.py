"""Sources and sinks that other packages add, found by their entry points: `scheme:rest` opens one.

A package names a callable in its `pyproject.toml`; the entry point's name is the scheme:

    [project.entry-points."impasto.sources"]
    ndi = "impasto_ndi:open_source"     # (rest: str) -> Source

    [project.entry-points."impasto.sinks"]
    ndi = "impasto_ndi:open_sink"       # (rest: str, info: StreamInfo) -> Sink
"""

import re
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Final

from engine import sinks, sources
from engine.errors import ImpastoError, SinkError, SourceError, UsageError
from engine.sinks import Sink
from engine.sources import Source
from engine.stream_info import StreamInfo
from engine.tasks import PICTURES, Address

SOURCES: Final = "impasto.sources"
"""Entry-point group of callables `(rest: str) -> Source`."""

SINKS: Final = "impasto.sinks"
"""Entry-point group of callables `(rest: str, info: StreamInfo) -> Sink`."""

_ADDRESS: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(.*)", re.DOTALL)
"""Two characters or more before the colon: one is the letter of a Windows drive."""

_STREAM: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://.*", re.DOTALL)
"""What FFmpeg opens over a network, unless a plugin knows the scheme."""


def parse_address(text: str) -> Address | None:
    """The address in a text, or None: an installed package knows no such scheme, so it is a file's name."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    address = Address(match[1].lower(), match[2])
    known = address.scheme in _names(SOURCES) or address.scheme in _names(SINKS)
    return address if known and not Path(text).exists() else None


def open_source(what: str | Path | Address) -> Source:
    """Open a video file, a picture file, a network stream, or the source of a plugin.

    Args:
        what: a file; a network stream such as `rtsp://camera/stream`, which is live; or `scheme:rest` with
            the scheme of an installed package.

    Raises:
        SourceError: it cannot be opened, or the package that should open it fails.
        UsageError: no package gives frames for this scheme, or several do.
    """
    address = parse_address(what) if isinstance(what, str) else what
    if isinstance(address, Address):
        opened = _open(address, SOURCES, SourceError, address.rest)
        if not isinstance(opened, Source):
            raise SourceError(_wrong_kind(address, opened, "Source"))
        return opened
    if isinstance(what, str) and is_stream(what):
        return sources.NetworkStreamSource(what)
    path = Path(str(what))
    return sources.StillSource(path) if _is_picture(path) else sources.VideoFileSource(path)


def open_sink(what: str | Path | Address, info: StreamInfo) -> Sink:
    """Open a video file, a picture file (for one frame), or the sink of a plugin.

    Args:
        what: a file, which must not be there yet, or `scheme:rest` with the scheme of an installed package.
        info: of the frames to come: `source.info`.

    Raises:
        SinkError: it cannot be opened, or the package that should open it fails.
        UsageError: no package takes frames for this scheme, or several do; or the file cannot be made.
    """
    address = parse_address(what) if isinstance(what, str) else what
    if isinstance(address, Address):
        opened = _open(address, SINKS, SinkError, address.rest, info)
        if not isinstance(opened, Sink):
            raise SinkError(_wrong_kind(address, opened, "Sink"))
        return opened
    path = Path(str(what))
    return sinks.StillSink(path) if _is_picture(path) else sinks.VideoFileSink(path, info)


def is_stream(text: str) -> bool:
    """Whether a text that no package knows is the address of a network stream."""
    return _STREAM.fullmatch(text) is not None


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in PICTURES.suffixes


def _open(address: Address, group: str, error_type: type[ImpastoError], *given: object) -> object:
    """What the plugin of this address makes of the arguments."""
    plugin = _find(address, group)
    try:
        return plugin.load()(*given)
    except ImpastoError:
        raise
    except Exception as error:  # a plugin may raise anything
        raise error_type(
            f'The package "{_package(plugin)}" failed to open "{address}" ({error or type(error).__name__}). '
            "Check what follows the colon, or update the package."
        ) from error


def _wrong_kind(address: Address, opened: object, wanted: str) -> str:
    return (
        f'"{address}" was opened as a {type(opened).__name__}, which is no {wanted} of Impasto. '
        "Update the package that brings it."
    )


def _find(address: Address, group: str) -> EntryPoint:
    found = [one for one in entry_points(group=group) if one.name.lower() == address.scheme]
    does = "gives" if group == SOURCES else "takes"
    if not found:
        others = ", ".join(f"{name}:" for name in _names(group)) or "none"
        raise UsageError(f'No package {does} frames for "{address.scheme}:". Installed: {others}.')
    if len(found) > 1:
        packages = ", ".join(_package(one) for one in found)
        raise UsageError(
            f'Several packages {does[:-1]} frames for "{address.scheme}:": {packages}. Uninstall all but one.'
        )
    return found[0]


def _package(plugin: EntryPoint) -> str:
    return plugin.dist.name if plugin.dist else plugin.value


def _names(group: str) -> list[str]:
    return sorted({one.name.lower() for one in entry_points(group=group)})
