"""A mail server that takes everything at once and keeps nothing; a program of its own that prints its port.

It speaks only as much of RFC 5321 as smtplib does, so that it leaves the processor to whoever is measured.
"""

import asyncio

ANSWERS = {b"EHLO": b"250 8BITMIME\r\n", b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}
END_OF_MAIL = b"\r\n.\r\n"


class Sink(asyncio.Protocol):
    def __init__(self) -> None:
        self.rest, self.is_mail = b"", False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._say(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.rest += data
        while self.rest:
            end = END_OF_MAIL if self.is_mail else b"\r\n"
            before, found, after = self.rest.partition(end)
            if not found:
                return
            self.rest = after
            self._answer(before)

    def _answer(self, said: bytes) -> None:
        verb = said[:4].upper()
        self._say(b"250 OK\r\n" if self.is_mail else ANSWERS.get(verb, b"250 OK\r\n"))
        self.is_mail = not self.is_mail and verb == b"DATA"

    def _say(self, answer: bytes) -> None:
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.write(answer)


async def main() -> None:
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
