"""A network camera on loopback: MJPEG over HTTP, with the faults that network cameras have."""

import socket
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Literal, Self

import cv2
import numpy as np

from engine.frame import Image

Mode = Literal["play", "freeze", "garbage", "torn", "locked"]
"""`freeze` keeps the connection and sends nothing; `garbage` sends noise; `torn` sends pictures of which half
is noise; `locked` wants a password."""


class MjpegServer:
    """Serves pictures over and over. `address` stays the same when it is stopped and started again.

    Args:
        images: (H, W, 3) uint8 RGB each.
        rate: pictures per second.
    """

    def __init__(self, images: Sequence[Image], rate: float = 50.0) -> None:
        self.mode: Mode = "play"
        self._jpegs = [cv2.imencode(".jpg", image[:, :, ::-1])[1].tobytes() for image in images]
        self._pause_s = 1 / rate
        self._port = 0
        self._stopped = Event()
        self._server: _Server | None = None
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}/video.mjpg"

    def start(self) -> None:
        """Come (back) to the address."""
        self._stopped.clear()
        self._server = _Server(("127.0.0.1", self._port), self)
        self._port = self._server.server_address[1]
        Thread(target=self._server.serve_forever, args=(0.02,), name="mjpeg-server", daemon=True).start()

    def stop(self) -> None:
        """Hang up on everybody, and refuse new connections."""
        server, self._server = self._server, None
        if server is not None:
            self._stopped.set()
            server.shutdown()
            server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def feed(self, connection: socket.socket) -> None:
        """Send pictures until it is stopped, or nobody listens."""
        number = 0
        noise = np.random.default_rng(1)
        while not self._stopped.wait(self._pause_s):
            if self.mode == "garbage":
                connection.sendall(noise.bytes(4000))
            elif self.mode != "freeze":
                jpeg = self._jpegs[number % len(self._jpegs)]
                half = len(jpeg) // 2
                connection.sendall(_part(jpeg if self.mode == "play" else noise.bytes(half) + jpeg[half:]))
                number += 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], camera: MjpegServer) -> None:
        self.camera = camera
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, _Server)
        if self.server.camera.mode == "locked":
            self.send_error(401)
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        try:
            self.server.camera.feed(self.connection)
        except OSError:
            return  # nobody listens any more

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _part(jpeg: bytes) -> bytes:
    head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
    return head.encode() + jpeg + b"\r\n"
