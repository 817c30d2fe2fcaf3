"""A gateway of an office: takes what the portal tells, and answers as it is told to."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class _Talk(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, dict(self.headers), body))
        time.sleep(self.server.pause)
        self.send_response(self.server.answer)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        self.wfile.write(b"x" * self.server.length)

    def log_message(self, *_said):
        """Tests print nothing of their own."""


class Gateway(ThreadingHTTPServer):
    daemon_threads = True
    answer, pause, length = 200, 0.0, 10

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.received = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/zalo?board=1"

    def told(self):
        return [json.loads(body) for _path, _headers, body in self.received]

    def handle_error(self, *_given):
        """Somebody who goes away in the middle of an answer is what some tests are about."""


@contextmanager
def gateway() -> Iterator[Gateway]:
    with Gateway() as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()
