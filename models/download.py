"""Gets weights over HTTP, with resume, or from a folder; nothing unverified gets its final name."""

import errno
import hashlib
import http.client
import os
import time
import urllib.error
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from models.errors import ModelError, UsageError
from models.http_get import TooLargeError, open_url, read_blocks
from models.registry import NetworkInfo, WeightsFile, paths

Progress = Callable[[str, int, int | None], None]
"""Called with the file's name, the bytes done, and the bytes in all (None: the server does not say)."""

ATTEMPTS = 4
"""Connections in a row that bring nothing new before giving up."""

TIMEOUT_S = 30.0
"""Seconds of silence after which a connection counts as lost."""

MAX_BYTES = 2 * 1024**3
"""No network is larger: a server that sends more is not followed."""

_CHUNK_BYTES = 256 * 1024
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""HTTP answers that may be better a moment later."""


class _LostError(Exception):
    """The connection failed in a way that trying again may cure."""


def get(
    entry: NetworkInfo, folder: Path, *, source: Path | None = None, progress: Progress, wait_s: float = 1.0
) -> tuple[Path, ...]:
    """Install a network's files; those already there and right are kept.

    Args:
        entry: the network.
        folder: where the files go; made when missing.
        source: a folder with the files, for people without internet; None = download.
        progress: called often.
        wait_s: seconds before the second attempt; doubles with each.

    Returns:
        The installed files.

    Raises:
        UsageError: the source is not a folder.
        ModelError: a file cannot be had, is not the right one, or cannot be written.
    """
    if source is not None and not source.is_dir():
        raise UsageError(f"{source} is not a folder; give the one that holds {_names(entry)}.")
    _make(folder)
    for file, path in zip(entry.files, paths(entry, folder), strict=True):
        if path.is_file() and sha256(path) == file.sha256:
            continue
        if source is not None:
            copy(file, source / file.name, path, progress)
        else:
            download(file, path, progress, wait_s=wait_s)
    return paths(entry, folder)


def download(file: WeightsFile, path: Path, progress: Progress, *, wait_s: float = 1.0) -> None:
    """Download one file to `path`; what arrived of it before, in `path` + `.part`, is not fetched again.

    Raises:
        ModelError: as in `get`.
    """
    part = path.with_name(path.name + ".part")
    resumed = _size(part) > 0
    _fetch(file, part, progress, wait_s)
    if sha256(part) != file.sha256 and resumed:  # the beginning may be of a file that has changed since
        part.unlink()
        _fetch(file, part, progress, wait_s)
    if sha256(part) != file.sha256:
        size = _size(part)
        part.unlink()
        raise ModelError(
            f"{file.url} gave {size:,} bytes that are not {file.name}: another SHA-256. "
            "Perhaps a login page of your network, or a changed file. "
            "Try again elsewhere, or get the file by other means and add --from DIR."
        )
    _finish(part, path)


def copy(file: WeightsFile, source: Path, path: Path, progress: Progress) -> None:
    """Copy one file from a folder and verify it.

    Raises:
        ModelError: as in `get`.
    """
    if not source.is_file():
        raise ModelError(
            f"{file.name} is not in {source.parent}. Download it from {file.url} and put it there."
        )
    if sha256(source) != file.sha256:
        raise ModelError(
            f"{source} is not the file it should be: another SHA-256. Download it from {file.url}."
        )
    part = path.with_name(path.name + ".part")
    total = _size(source)
    with source.open("rb") as opened:
        _write(part, 0, _blocks(opened), lambda done: progress(file.name, done, total))
    _finish(part, path)


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file.

    Raises:
        ModelError: it cannot be read.
    """
    try:
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}. Check its permissions.") from error


def _fetch(file: WeightsFile, part: Path, progress: Progress, wait_s: float) -> None:
    """Fill `part` to its end, opening connections until one gets there."""
    attempt, reached = 0, 0
    while True:
        try:
            return _continue(file, part, progress)
        except (_LostError, http.client.HTTPException, OSError) as error:
            attempt = 1 if _size(part) > reached else attempt + 1
            reached = max(reached, _size(part))
            if attempt >= ATTEMPTS:
                raise ModelError(
                    f"{file.name} could not be downloaded from {file.url}: {_reason(error)}. "
                    "Check the connection and try again; it continues where it stopped."
                ) from error
            time.sleep(wait_s * 2 ** (attempt - 1))


def _continue(file: WeightsFile, part: Path, progress: Progress) -> None:
    """One connection: ask for what `part` lacks and append it.

    Raises:
        _LostError, OSError, HTTPException: trying again may help.
        ModelError: it will not.
    """
    have = _size(part)
    headers = {"Range": f"bytes={have}-"} if have else {}
    try:
        answer = open_url(file.url or "", headers=headers, timeout_s=TIMEOUT_S)
    except urllib.error.HTTPError as error:
        return _refused(file, part, error)
    with answer:
        start = _start(answer, part)
        length = answer.headers.get("Content-Length")
        total = start + int(length) if length and length.isdigit() else None
        _check_size(file, total)
        try:
            blocks = read_blocks(answer, limit_bytes=MAX_BYTES - start)
            _write(part, start, blocks, lambda done: progress(file.name, done, total))
        except TooLargeError as error:
            raise ModelError(
                f"{file.name} has more than {MAX_BYTES:,} bytes, so it is no network; stopped."
            ) from error
    if total is not None and _size(part) < total:
        raise _LostError(f"the connection was cut after {_size(part):,} of {total:,} bytes")


def _start(answer: http.client.HTTPResponse, part: Path) -> int:
    """Where in the file the answer begins: 0 when the server sends everything again."""
    if answer.status != http.HTTPStatus.PARTIAL_CONTENT:
        return 0
    start = _size(part)
    if not answer.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
        part.unlink(missing_ok=True)
        raise _LostError("the server sent another part of the file than it was asked for")
    return start


def _refused(file: WeightsFile, part: Path, error: urllib.error.HTTPError) -> None:
    with error:
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            if error.headers.get("Content-Range") == f"bytes */{_size(part)}":
                return  # everything was there already
            part.unlink(missing_ok=True)
            raise _LostError("the server no longer has the file this began as")
        if error.code in _PASSING:
            raise _LostError(f"the server answered {error.code} {error.reason}")
        raise ModelError(
            f"{file.url} cannot be downloaded: the server answered {error.code} {error.reason}. "
            "If you can get the file by other means, add --from DIR."
        ) from error


def _check_size(file: WeightsFile, total: int | None) -> None:
    if total is None:
        return
    if total > MAX_BYTES or file.size_bytes not in (None, total):
        expected = "a network's weights" if file.size_bytes is None else f"{file.size_bytes:,} bytes"
        raise ModelError(
            f"{file.url} would send {total:,} bytes where {expected} were expected; it was not downloaded."
        )


def _write(part: Path, start: int, blocks: Iterator[bytes], progress: Callable[[int], None]) -> None:
    done = start
    progress(done)
    try:
        output = part.open("ab" if start else "wb")
    except OSError as error:
        raise _unwritable(part, error) from error
    with output:
        for block in blocks:
            _put(output, block, part)
            done += len(block)
            progress(done)


def _put(output: BinaryIO, block: bytes, part: Path) -> None:
    try:
        output.write(block)
        output.flush()
    except OSError as error:
        raise _unwritable(part, error) from error


def _finish(part: Path, path: Path) -> None:
    try:
        os.replace(part, path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> ModelError:
    remedy = (
        "Make room and try again."
        if error.errno == errno.ENOSPC
        else "Check the folder, or set IMPASTO_DATA."
    )
    return ModelError(f"{path} cannot be written: {error.strerror}. {remedy}")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: stream.read(_CHUNK_BYTES), b"")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    return str(cause) or type(cause).__name__


def _names(entry: NetworkInfo) -> str:
    return " and ".join(file.name for file in entry.files)
