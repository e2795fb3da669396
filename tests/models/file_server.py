"""A small HTTP server on loopback that can be told to misbehave."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class FileServer:
    """Serves one file, at any path."""

    content: bytes
    """The file."""

    ranges: bool = True
    """Whether it honours Range."""

    cut_after: int | None = None
    """The next answer ends after so many bytes of its body; the one after that is whole."""

    answers: list[int] = field(default_factory=list)
    """Status codes to answer with first, one a request."""

    announces: bool = True
    """Whether it says how long the file is."""

    asked: list[str | None] = field(default_factory=list)
    """The Range of each request so far."""

    url: str = ""
    """Where the file is."""


@contextmanager
def serving(content: bytes) -> Iterator[FileServer]:
    """Serve until the end of the `with` block."""
    server = FileServer(content)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(self, server)

        def log_message(self, format: str, *args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        server.url = f"http://127.0.0.1:{http.server_address[1]}/weights.bin"
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def _answer(request: BaseHTTPRequestHandler, server: FileServer) -> None:
    asked = request.headers.get("Range")
    server.asked.append(asked)
    if server.answers:
        request.send_error(server.answers.pop(0))
        return
    start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and server.ranges else 0
    size = len(server.content)
    if start >= size:
        request.send_response(416)
        request.send_header("Content-Range", f"bytes */{size}")
        request.end_headers()
        return
    request.send_response(206 if start else 200)
    if start:
        request.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
    if server.announces:
        request.send_header("Content-Length", str(size - start))
    request.end_headers()
    stop, server.cut_after = server.cut_after, None
    request.wfile.write(server.content[start:] if stop is None else server.content[start : start + stop])
