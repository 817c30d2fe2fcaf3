"""A mail server that answers as it is told: what a real one says to an address goes through the real client."""

import socketserver
from contextlib import contextmanager
from threading import Thread


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.connections += 1
        self._say("220 thu.vidu.example")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":")[0].upper()
            if verb.startswith("RCPT"):
                self._say(self.server.answers.get(line.partition("<")[2].rstrip(">"), "250 OK"))
            elif verb == "DATA":
                self._say("354 go on")
                self._receive()
                self._say("250 OK")
            else:
                self._say("221 bye" if verb == "QUIT" else "250 OK")

    def _say(self, answer):
        self.wfile.write(f"{answer}\r\n".encode())

    def _receive(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.received.append(b"".join(lines).decode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    connections = 0

    def __init__(self, answers):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.answers, self.received = answers, []


@contextmanager
def mail_server(settings, **answers):
    """Have mail sent to a server of its own. ``answers``: mailbox (at vidu.example) → what RCPT is answered."""
    with _Server({f"{name}@vidu.example": answer for name, answer in answers.items()}) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()
