"""Downloads: a picture from the web, never too large and never for ever. Called in background threads."""

import http.client
import time
from collections.abc import Callable
from http.client import HTTPMessage
from pathlib import PurePosixPath
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from app.window.messages import WindowError

LIMIT_BYTES: int = 32 * 1024 * 1024
"""A style picture of more bytes is a mistake."""

TIMEOUT_S: float = 15.0
"""Seconds for the whole picture."""

HEADERS: dict[str, str] = {"User-Agent": "Impasto", "Accept": "image/*,*/*;q=0.5"}
"""Some servers refuse Python's own name."""

CHUNK_BYTES: int = 64 * 1024


class DownloadError(WindowError):
    """A picture cannot be had from an address."""


class _WebOnly(HTTPRedirectHandler):
    """A server may send us to another address of the web, not to a file of this computer or to FTP."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise DownloadError(f"The address leads to {urlsplit(newurl).scheme}:, which is not the web.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download_picture(
    address: str,
    *,
    limit_bytes: int = LIMIT_BYTES,
    timeout_s: float = TIMEOUT_S,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[bytes, str]:
    """Fetch a picture.

    Returns:
        The file's bytes, and a name for it made of the address.

    Raises:
        DownloadError: no answer, not a picture, too large, or too slow.
    """
    deadline = clock() + timeout_s
    try:
        request = Request(address, headers=HEADERS)
        with _opener().open(request, timeout=timeout_s) as answer:
            _check_kind(answer.headers.get_content_type())
            return _read(answer, limit_bytes, deadline, clock), _name_of(address)
    except HTTPError as error:
        raise DownloadError(f"The server does not give the picture ({error.code} {error.reason}).") from error
    except TimeoutError as error:
        raise DownloadError(_too_slow(timeout_s)) from error
    except URLError as error:
        reason = _too_slow(timeout_s) if isinstance(error.reason, TimeoutError) else f"{error.reason}"
        raise DownloadError(f"The picture cannot be downloaded: {reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise DownloadError(f"The picture cannot be downloaded: {error}.") from error


def _opener() -> OpenerDirector:
    return build_opener(_WebOnly())


def _check_kind(kind: str) -> None:
    if kind.startswith("text/"):
        raise DownloadError(
            "The address is that of a page, not of a picture. Open the picture itself in the browser "
            "and drag it from there, or copy it."
        )


def _read(
    answer: http.client.HTTPResponse, limit_bytes: int, deadline: float, clock: Callable[[], float]
) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := answer.read1(CHUNK_BYTES):
        parts.append(part)
        size += len(part)
        if size > limit_bytes:
            raise DownloadError(
                f"The picture is larger than {limit_bytes // 2**20} MB. Save it smaller first."
            )
        if clock() > deadline:
            raise DownloadError("The picture comes too slowly. Save it to a file and drop that.")
    return b"".join(parts)


def _name_of(address: str) -> str:
    parts = urlsplit(address)
    return unquote(PurePosixPath(parts.path).stem) or parts.hostname or "picture"


def _too_slow(timeout_s: float) -> str:
    return f"The server did not answer within {timeout_s:g} s."
