"""Download: a picture from the web, limited in size and time."""

import http.client
import time
from pathlib import PurePosixPath
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit

from engine.errors import PictureError
from models.http_get import TooLargeError, TooSlowError, open_url, read_blocks

LIMIT_BYTES: int = 32 * 1024 * 1024
"""A style picture of more bytes is a mistake."""

TIMEOUT_S: float = 15.0
"""Seconds for the whole picture."""

HEADERS: dict[str, str] = {"Accept": "image/*,*/*;q=0.5"}


def download_picture(
    address: str,
    *,
    limit_bytes: int = LIMIT_BYTES,
    timeout_s: float = TIMEOUT_S,
) -> tuple[bytes, str]:
    """Fetch a picture's file; what it holds is not checked.

    Args:
        address: http or https.
        limit_bytes: of the file.
        timeout_s: until the file is complete.

    Returns:
        The file's bytes, and a name for it made of the address.

    Raises:
        PictureError: no answer, not a picture, too large, or too slow.
    """
    try:
        return _fetch(address, limit_bytes, timeout_s), _name_of(address)
    except HTTPError as error:
        raise PictureError(f"The server does not give the picture ({error.code} {error.reason}).") from error
    except TooLargeError as error:
        limit_mb = limit_bytes // 2**20
        raise PictureError(f"The picture is larger than {limit_mb} MB. Save it smaller first.") from error
    except TooSlowError as error:
        raise PictureError("The picture comes too slowly. Save it to a file and drop that.") from error
    except TimeoutError as error:
        raise PictureError(_too_slow(timeout_s)) from error
    except URLError as error:
        reason = _too_slow(timeout_s) if isinstance(error.reason, TimeoutError) else f"{error.reason}"
        raise PictureError(f"The picture cannot be downloaded: {reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise PictureError(f"The picture cannot be downloaded: {error}.") from error


def _fetch(address: str, limit_bytes: int, timeout_s: float) -> bytes:
    deadline_s = time.monotonic() + timeout_s
    with open_url(address, headers=HEADERS, timeout_s=timeout_s) as answer:
        _check_kind(answer.headers.get_content_type())
        return b"".join(read_blocks(answer, limit_bytes=limit_bytes, deadline_s=deadline_s))


def _check_kind(kind: str) -> None:
    if kind.startswith("text/"):
        raise PictureError(
            "The address is that of a page, not of a picture. Open the picture itself in the browser "
            "and drag it from there, or copy it."
        )


def _name_of(address: str) -> str:
    parts = urlsplit(address)
    return unquote(PurePosixPath(parts.path).stem) or parts.hostname or "picture"


def _too_slow(timeout_s: float) -> str:
    return f"The server did not answer within {timeout_s:g} s."
