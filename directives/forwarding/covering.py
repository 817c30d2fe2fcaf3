"""The covering letter of an investor: what its people write, and the letter that it makes around the bundle.

What is printed is Vietnamese in every language of the portal, so none of it is translated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from antt_portal.core.folding import ascii_name
from antt_portal.core.formats import vn_date
from directives.letters import KINDS
from directives.models import Directive, Obligation
from directives.writing.composing import blank_letter
from enterprises.models import Organisation, Zone

KIND = "covering_letter"
END_MARK = "./."
ASKED = "Đề nghị Quý công ty xác nhận đã nhận văn bản trên Cổng ANTT trong {days:02d} ngày làm việc kể từ ngày nhận"
REPORTED = " và báo cáo kết quả thực hiện trước ngày {day}"


@dataclass(frozen=True, kw_only=True)
class Covering:
    """What the investor writes. ``number`` and ``symbol`` stand in its own register; ``delegation`` is the public id of
    the authority that the words of the signature were taken from, empty when they were typed."""

    note: str = ""
    number: int | None = None
    symbol: str = ""
    dated_on: date | None = None
    delegation: str = ""
    authority: str = ""
    office: str = ""
    signer: str = ""

    @classmethod
    def stored(cls, data: Mapping[str, Any]) -> "Covering":
        """From what ``as_json`` made."""
        words = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        day = words.get("dated_on")
        return cls(**words | {"dated_on": date.fromisoformat(day) if day else None})

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"dated_on": self.dated_on.isoformat() if self.dated_on else None}

    @property
    def missing(self) -> list[str]:
        """The fields that a letter cannot go out without."""
        return [
            name for name in ("note", "number", "symbol", "dated_on", "office", "signer") if not getattr(self, name)
        ]


def suggested_note(directive: Directive) -> str:
    """What the investor may say to its tenants, with the days that the directive sets."""
    asked = Obligation.objects.filter(instrument__directive=directive, answer_wanted=True, due_on__isnull=False)
    last_day = asked.order_by("-due_on").values_list("due_on", flat=True).first()
    reported = REPORTED.format(day=vn_date(last_day)) if last_day else ""
    return f"{ASKED.format(days=directive.acknowledge_workdays)}{reported}."


def covering_letter(
    directive: Directive, investor: Organisation, covering: Covering, zones: Iterable[Zone], *, on: date
) -> dict[str, Any]:
    """The letter as data, under the name that ``investor`` has on the day it bears, or on ``on`` without one.

    It names no tenant: each of them gets it. Its files are those of the frozen bundle, by digest.
    """
    day = covering.dated_on
    blank = blank_letter(investor, KIND, on=day or on)
    agency = directive.manifest["agency"]
    passing = f"Thực hiện đề nghị của {agency}, {blank['issuer']} chuyển đến Quý công ty nguyên văn bộ văn bản sau:"
    return blank | {
        "number": covering.number,
        "symbol": covering.symbol,
        "date": {"day": day.day, "month": day.month, "year": day.year} if day else blank["date"],
        "subject": f"chuyển văn bản của {agency}",
        "recipients": [f"Các doanh nghiệp trong {zone.name}" for zone in zones],
        "body": [{"text": passing}, {"text": _closed(covering.note)}],
        "bundle": [_sent(directive)],
        "copies_to": ["Như trên", f"{agency} (để b/c)"],
        "signature": {
            "authority": covering.authority or None,
            "office": covering.office,
            "name": covering.signer,
        },
    }


def _closed(note: str) -> str:
    """One paragraph with the mark that ends a letter (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    said = " ".join(note.split()).removesuffix(END_MARK).rstrip(".")
    return f"{said}{END_MARK}"


def _sent(directive: Directive) -> dict[str, Any]:
    manifest = directive.manifest
    issued = date.fromisoformat(manifest["issued_on"])
    return {
        "document": {
            "type_name": KINDS[directive.letter.kind].type_in_sentence,
            "number": manifest["number"],
            "symbol": manifest["symbol"],
            "date": {"day": issued.day, "month": issued.month, "year": issued.year},
            "agency": manifest["agency"],
            "subject": manifest["subject"],
        },
        "version": manifest["version"],
        "files": [{"name": one["file_name"], "sha256": one["sha256"]} for one in manifest["files"]],
    }


def file_name_of(covering: Covering) -> str:
    number = "" if covering.number is None else str(covering.number)
    return f"{ascii_name(f'{number} {covering.symbol} thu chuyen')}.pdf"
