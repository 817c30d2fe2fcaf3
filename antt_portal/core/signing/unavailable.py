"""A key that cannot sign now: said in words, nothing is signed, the paper stays as it was."""

from django.utils.functional import Promise

from antt_portal.core.refusal import Refused


class KeyUnavailable(Refused):
    """``text`` has a gap for each of ``values``."""

    def __init__(self, code: str, text: str | Promise, **values: str) -> None:
        super().__init__(code, str(text) % values)
