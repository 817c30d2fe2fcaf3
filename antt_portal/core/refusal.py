"""The wrong moment or the wrong data: said to the person in words, never as an error page."""

from django.utils.functional import Promise


class Refused(Exception):
    """A verb says no. ``code`` is for programs and tests, ``text`` (translatable Vietnamese) for people."""

    def __init__(self, code: str, text: str | Promise) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text

    def __str__(self) -> str:
        return str(self.text)
