"""A timestamp from an authority (RFC 3161), where the settings name one."""

import asyncio
import urllib.request

from asn1crypto import tsp
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import set_tsp_headers

from antt_portal.core.refusal import Refused

SECONDS = 10
LONGEST_ANSWER = 100_000


class Authority(TimeStamper):
    """Asked over HTTP. One that does not answer stops the signature: a paper half as good is not asked for."""

    def __init__(self, url: str) -> None:
        TimeStamper.__init__(self)
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, question: bytes) -> tsp.TimeStampResp:
        request = urllib.request.Request(self._url, question, set_tsp_headers({}))  # noqa: S310 - from the settings
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                return tsp.TimeStampResp.load(answer.read(LONGEST_ANSWER), strict=True)
        except (OSError, ValueError) as error:
            text = _("Máy chủ cấp dấu thời gian không trả lời. Văn bản chưa được ký; thử lại sau.")
            raise Refused("timestamp", text) from error


def stamper() -> Authority | None:
    return Authority(settings.SIGNING_TIMESTAMP_URL) if settings.SIGNING_TIMESTAMP_URL else None
