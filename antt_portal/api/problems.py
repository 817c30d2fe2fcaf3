"""What went wrong, as a program reads it: ``application/problem+json`` (RFC 9457), with words in Vietnamese."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """``code`` is for programs and never changes; ``title`` is the same for all problems of the kind."""

    code: str
    status: int
    title: str | Promise
    what_to_do: str | Promise


BAD_REQUEST = Kind("bad-request", 400, _("Yêu cầu không hợp lệ"), _("Đọc tài liệu của địa chỉ này rồi gửi lại."))
BAD_QUERY = Kind(
    "bad-query", 400, _("Tham số không hợp lệ"), _("Mục errors ghi từng tham số và giá trị nhận được. Sửa rồi gửi lại.")
)
NO_TOKEN = Kind(
    "unauthorised",
    401,
    _("Chưa có khóa, hoặc khóa không dùng được"),
    _("Gửi khóa còn hiệu lực trong Authorization: Bearer …; không gửi trong địa chỉ."),
)
NO_SCOPE = Kind(
    "insufficient-scope", 403, _("Khóa không được đọc loại dữ liệu này"), _("Tạo khóa khác có quyền đọc cần dùng.")
)
NOT_SECURE = Kind(
    "https-only",
    403,
    _("Chỉ nhận yêu cầu qua HTTPS"),
    _("Khóa vừa đi qua mạng không mã hóa: thu hồi khóa, tạo khóa khác, rồi gửi đến địa chỉ bắt đầu bằng https://."),
)
NOT_FOUND = Kind(
    "not-found",
    404,
    _("Không có ở đây"),
    _("Mã không tồn tại, hoặc tổ chức giữ khóa không được xem. Hai trường hợp trả lời như nhau."),
)
NO_CURSOR = Kind(
    "unknown-cursor", 404, _("Không có vị trí đọc tiếp này"), _("Đọc lại từ đầu, rồi chỉ dùng địa chỉ trong mục next.")
)
NO_METHOD = Kind("method-not-allowed", 405, _("Chỉ có GET, HEAD và OPTIONS"), _("API này chỉ để đọc."))
TOO_MANY = Kind("too-many-requests", 429, _("Quá nhiều yêu cầu"), _("Chờ số giây ghi trong Retry-After rồi gửi tiếp."))
BROKEN = Kind(
    "server-error", 500, _("Lỗi của Cổng"), _("Lỗi đã được ghi lại. Gửi lại sau; nếu còn lỗi, báo cho Ban Quản lý.")
)
KINDS = (BAD_REQUEST, BAD_QUERY, NO_TOKEN, NO_SCOPE, NOT_SECURE, NOT_FOUND, NO_CURSOR, NO_METHOD, TOO_MANY, BROKEN)
OF_STATUS = {400: BAD_REQUEST, 401: NO_TOKEN, 403: NO_SCOPE, 404: NOT_FOUND, 405: NO_METHOD, 429: TOO_MANY}


class Problem(Exception):
    """Ends the request with this answer. ``errors`` are (parameter, reason)."""

    def __init__(
        self, kind: Kind, *, headers: Mapping[str, str] | None = None, errors: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.headers = dict(headers or {})
        self.errors = errors


def answer_to(problem: Problem) -> HttpResponse:
    kind = problem.kind
    said: dict[str, Any] = {
        "type": f"{settings.SITE_ORIGIN}{reverse('api-docs')}#{kind.code}",
        "title": str(kind.title),
        "status": kind.status,
        "code": kind.code,
        "detail": str(kind.what_to_do),
    }
    if problem.errors:
        said["errors"] = [{"parameter": name, "reason": reason} for name, reason in problem.errors]
    body = json.dumps(said, ensure_ascii=False).encode()
    return HttpResponse(body, status=kind.status, content_type=CONTENT_TYPE, headers=problem.headers)
