"""What a board's own gateway is told (``antt_portal.operations.webhook_sending``), as the OpenAPI document says it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext_noop as _
from pydantic import Field

from antt_portal.api.shapes import Shape


class WebhookReader(Shape):
    name: str = Field(description=_("Tên người nhận."))
    phone: str = Field(description=_("Số điện thoại của đầu mối đã xác nhận."))
    language: Literal["vi", "en"] = Field(description=_("Ngôn ngữ của người nhận."))


class WebhookNotice(Shape):
    id: UUID = Field(description=_("Mã lượt gửi, cũng là Idempotency-Key: nhận hai lần thì chỉ báo một lần."))
    kind: str = Field(description=_("Loại thông báo."))
    group: str = Field(description=_("Nhóm thông báo đã chọn khi thêm webhook."))
    created_at: datetime = Field(description=_("Lập lúc."))
    title: str = Field(description=_("Một dòng nội dung."))
    url: str = Field(description=_("Trang trên Cổng; phải đăng nhập để xem."))
    to: WebhookReader


class WebhookTest(Shape):
    id: UUID = Field(description=_("Mã lượt gửi."))
    kind: Literal["test"]
    title: str = Field(description=_("Tên Cổng."))
