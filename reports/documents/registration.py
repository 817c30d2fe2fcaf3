"""Bản đăng ký: an enterprise's yearly registration."""

from dataclasses import dataclass
from typing import Any

from reports.documents.filing import Filing, InstrumentBlock
from reports.documents.reading import filed


@dataclass(frozen=True)
class Registration(Filing):
    kind = "registration"
    template_name = "documents/registration.html"

    @property
    def title(self) -> str:
        return f"Bản đăng ký phấn đấu đạt tiêu chuẩn “An toàn về an ninh, trật tự” năm {self.year}"

    @property
    def items(self) -> tuple[InstrumentBlock, ...]:
        return self.of_kinds("registration")


def registration(frozen: dict[str, Any]) -> Registration:
    """The kept paper; for a draft use ``previews.preview``."""
    return filed(Registration, frozen)
