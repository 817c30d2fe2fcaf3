"""What stands beside a draft: the findings of the check and the placeholders left, numbered as on the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antt_portal.core.refusal import Refused
from directives.asking.places import spot_of, text_at, with_text
from directives.letters.placeholders import placeholders_in
from directives.models import OfficialLetter
from directives.writing.checking import Finding, findings_of, stage_of

FIXES: dict[str, str | Promise] = {
    "doubled-phrase": gettext_lazy("Bỏ chữ lặp"),
    "subject-full-stop": gettext_lazy("Bỏ dấu chấm"),
    "archive-no-colon": gettext_lazy("Thêm dấu hai chấm"),
    "end-mark-missing": gettext_lazy("Thêm “./.”"),
    "not-nfc": gettext_lazy("Chuẩn hóa dấu"),
    "short-date": gettext_lazy("Viết đủ ngày, tháng"),
}
# Where to go for what no words in the text can mend: the words of the link, and its address on the page.
LEADS: dict[str, tuple[str | Promise, str]] = {
    "enclosure-missing": (gettext_lazy("Đính kèm"), "#enclosures"),
    "addressees-empty": (gettext_lazy("Thêm nơi nhận"), "#addressees"),
    "addressee-group-empty": (gettext_lazy("Chọn nơi nhận"), "#addressees"),
    "closing-not-addressed": (gettext_lazy("Thêm nơi nhận"), "#addressees"),
}


@dataclass(frozen=True)
class Remark:
    """``key`` names it in a form; ``words`` are those to blame, in the text at ``path``."""

    number: int
    code: str
    blocks: bool
    message: str
    path: str
    words: str
    around: str
    span: tuple[int, int] | None = None
    fix: str | None = None

    @property
    def key(self) -> str:
        return f"{self.code} {self.path} {self.span[0] if self.span else ''}".strip()

    @property
    def called(self) -> str:
        return spot_of(self.path).called

    @property
    def href(self) -> str:
        """The field on the editor's page."""
        spot = spot_of(self.path)
        fields = {"attachments": "#enclosures", "signature": "#id_delegation", "body": f"#id_body-{spot.index}-text"}
        return fields.get(spot.field, f"#id_{spot.field}") if spot.field in EDITED else ""

    @property
    def nth(self) -> int | None:
        """Which row of the body it is about, for pages whose rows have moved since."""
        spot = spot_of(self.path)
        return spot.index if spot.field == "body" else None

    @property
    def fix_label(self) -> str:
        if self.fix is None or self.span is None:
            return ""
        return str(FIXES.get(self.code, _("Sửa giúp")))

    @property
    def lead(self) -> tuple[str | Promise, str] | None:
        return None if self.fix_label else LEADS.get(self.code)


EDITED = frozenset(
    [
        "symbol",
        "place",
        "urgency",
        "subject",
        "recipients",
        "also_to",
        "bases",
        "body",
        "copies_to",
        "archive",
        "signature",
        "attachments",
    ]
)


def remarks_of(letter: OfficialLetter, *, on: date) -> list[Remark]:
    """What must be mended first."""
    found = [*_placeholders(letter.data), *_findings(letter, on)]
    found.sort(key=lambda one: not one["blocks"])
    return [Remark(number=number, **one) for number, one in enumerate(found, 1)]


def _placeholders(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in placeholders_in(data):
        text = text_at(data, one.path)
        yield {
            "code": "placeholder",
            "blocks": True,
            "message": _("Chỗ trống của mẫu chưa điền: %(name)s") % {"name": one.name},
            "path": one.path,
            "words": text[slice(*one.span)],
            "around": text,
            "span": one.span,
        }


def _findings(letter: OfficialLetter, on: date) -> Iterator[dict[str, Any]]:
    for one in findings_of(letter, stage_of(letter), on=on):
        text = text_at(letter.data, one.path)
        yield {
            "code": one.code,
            "blocks": one.blocks,
            "message": str(one.message),
            "path": one.path,
            "words": _words(one, text),
            "around": text if one.span else "",
            "span": one.span,
            "fix": one.fix,
        }


def _words(finding: Finding, text: str) -> str:
    return text[slice(*finding.span)] if finding.span else text


def mended(letter: OfficialLetter, key: str, *, on: date) -> dict[str, Any]:
    """The text with one remark mended. Raises Refused("no-fix") when it is not there any more."""
    for one in remarks_of(letter, on=on):
        if one.key == key and one.fix is not None and one.span is not None:
            start, end = one.span
            text = text_at(letter.data, one.path)
            return with_text(letter.data, one.path, " ".join(f"{text[:start]}{one.fix}{text[end:]}".split()))
    raise Refused("no-fix", _("Chỗ này đã đổi, không còn gì để sửa."))
