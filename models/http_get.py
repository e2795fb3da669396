"""HTTP GET: one answer, read block by block and never past a limit. The only HTTP client of the program."""

import time
import urllib.request
from collections.abc import Iterator, Mapping
from http.client import HTTPMessage, HTTPResponse
from typing import IO
from urllib.error import URLError
from urllib.parse import urlsplit

USER_AGENT = "Impasto"
"""Some servers refuse Python's own name."""

BLOCK_BYTES: int = 256 * 1024
"""At most this many bytes in a block."""


class TooLargeError(Exception):
    """A server sends more bytes than were asked for."""


class TooSlowError(Exception):
    """A server has not sent everything by the deadline."""


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects within the web only: urllib itself would also follow one to FTP."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        scheme = urlsplit(newurl).scheme
        if scheme not in ("http", "https"):
            raise URLError(f"the address leads to {scheme}:, which is not the web")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def open_url(address: str, *, headers: Mapping[str, str] | None = None, timeout_s: float) -> HTTPResponse:
    """Send a GET request; close the answer after use (it is a context manager).

    Args:
        address: http or https.
        headers: of the request, besides `User-Agent`.
        timeout_s: seconds of silence after which the connection counts as lost.

    Raises:
        HTTPError: the server answers with an error.
        OSError, HTTPException, ValueError: there is no connection, or the address is none.
    """
    request = urllib.request.Request(address, headers={"User-Agent": USER_AGENT, **(headers or {})})
    answer: HTTPResponse = urllib.request.build_opener(_WebOnly()).open(request, timeout=timeout_s)
    return answer


def read_blocks(
    answer: HTTPResponse,
    *,
    limit_bytes: int,
    deadline_s: float | None = None,
) -> Iterator[bytes]:
    """The body of an answer as it arrives.

    Args:
        answer: from `open_url`.
        limit_bytes: of the whole body.
        deadline_s: when it has to be complete, by `time.monotonic`; None = any time.

    Raises:
        TooLargeError: the body is larger than the limit.
        TooSlowError: the deadline passed.
        OSError, HTTPException: the connection is lost.
    """
    size = 0
    while block := answer.read1(BLOCK_BYTES):
        size += len(block)
        if size > limit_bytes:
            raise TooLargeError(f"more than {limit_bytes:,} bytes")
        if deadline_s is not None and time.monotonic() > deadline_s:
            raise TooSlowError("the deadline passed")
        yield block
