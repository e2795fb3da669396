"""Pictures from a web server on loopback."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from engine import PictureError, download_picture


class Pages(BaseHTTPRequestHandler):
    """A few pages, each with a trap."""

    released = Event()

    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        if self.path == "/silent":
            self.released.wait(5)
            return
        if self.path == "/gone":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if self.path == "/page" else "image/png")
        self.end_headers()
        self.send_body()

    def send_body(self) -> None:
        if self.path == "/drip":
            while not self.released.wait(0.02):
                self.wfile.write(b"x")
        else:
            self.wfile.write(b"x" * (5000 if self.path == "/large" else 10))

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what these tests are about."""


@pytest.fixture
def web() -> Iterator[str]:
    Pages.released.clear()
    server = Server(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    Pages.released.set()
    server.shutdown()
    server.server_close()


def test_a_picture_comes_with_a_name(web: str) -> None:
    assert download_picture(f"{web}/Blue%20Poles.png?size=1") == (b"x" * 10, "Blue Poles")


def test_a_page_is_not_a_picture(web: str) -> None:
    with pytest.raises(PictureError, match="page, not of a picture"):
        download_picture(f"{web}/page")


def test_a_picture_that_is_not_there_says_so(web: str) -> None:
    with pytest.raises(PictureError, match="404"):
        download_picture(f"{web}/gone")


def test_a_picture_above_the_limit_is_refused(web: str) -> None:
    with pytest.raises(PictureError, match="larger than"):
        download_picture(f"{web}/large", limit_bytes=4000)


def test_a_server_that_sends_drop_by_drop_is_given_up(web: str) -> None:
    begun_s = time.monotonic()
    with pytest.raises(PictureError, match="slowly"):
        download_picture(f"{web}/drip", timeout_s=0.3)
    assert time.monotonic() - begun_s < 2


def test_a_silent_server_is_given_up(web: str) -> None:
    with pytest.raises(PictureError, match=r"within 0\.2 s"):
        download_picture(f"{web}/silent", timeout_s=0.2)


def test_a_server_may_not_send_us_to_a_file(web: str) -> None:
    with pytest.raises(PictureError, match="file:"):
        download_picture(f"{web}/away")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/p.png", "http://", "http://[bad/p.png"])
def test_an_address_that_leads_nowhere_is_one_sentence(address: str) -> None:
    with pytest.raises(PictureError, match=r"cannot be downloaded"):
        download_picture(address)
