"""Who asks: the token in the ``Authorization`` header, in one place for every address of the API."""

import re
from datetime import datetime

from django.http import HttpRequest

from antt_portal.api.problems import NO_TOKEN, Problem
from antt_portal.api.reader import Reader
from antt_portal.api.tokens import holder_of
from antt_portal.core.client_address import client_address

BEARER = re.compile(r"bearer ([A-Za-z0-9._~+/=-]{20,200})", re.IGNORECASE)
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}


def reader_of(request: HttpRequest, *, at: datetime) -> Reader:
    """Never from the address, where logs and browsers would keep it. Raises Problem without one that stands."""
    told = BEARER.fullmatch(request.headers.get("Authorization", ""))
    token = holder_of(told[1], at=at) if told else None
    if token is None:
        raise Problem(NO_TOKEN, headers=CHALLENGE)
    return Reader(token, at, client_address(request))
