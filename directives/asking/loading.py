"""Loading what the portal ships with: the letter of Thái Bình 2020 and Thông tư 124/2021/TT-BCA, as one board's own."""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from antt_portal.core import audit
from antt_portal.core.actor import Doer
from antt_portal.core.canonical import digest
from antt_portal.core.folding import search_key
from directives.asking import instruments
from directives.models import Instrument, LetterStatus, ObligationKind, OfficialLetter, Source
from enterprises.models import Board, Organisation, OrganisationKind

DATA = Path(__file__).parent.parent / "data"
THAI_BINH_2020 = "thai-binh-2020"
TT124 = "tt124-2021"
# The letter is dated "năm 2020" without day and month, and reports a plan signed on 06/10/2020: it came after.
THAI_BINH_SINCE = date(2020, 10, 6)
ITEM_COUNT = 8


@cache
def shipped(name: str) -> dict[str, Any]:
    """One of the JSON files of ``directives/data``; read only."""
    data: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return data


@transaction.atomic
def store_letter(board: Board, data: dict[str, Any], *, by: Doer, at: datetime) -> OfficialLetter:
    """Keep a letter-as-data of the board, word for word. The same letter again is the one already there."""
    issuer = Organisation.objects.get(board=board, kind=OrganisationKind.BOARD)
    letter, created = OfficialLetter.objects.get_or_create(
        board=board,
        sha256=digest(data),
        status=LetterStatus.ON_FILE,
        defaults={
            "issuer": issuer,
            "number": data["number"],
            "symbol": data["symbol"],
            "subject": data["subject"],
            "search_key": search_key(f"{data['symbol']} {data['subject']}"),
            "changed_at": at,
            "year": data["date"]["year"],
            "data": data,
        },
    )
    if created:
        audit.record(letter, "officialletter.load", by=by, at=at, after={"symbol": letter.symbol})
    return letter


@transaction.atomic
def load_thai_binh_2020(board: Board, *, by: Doer, at: datetime) -> Instrument:
    """The eight items of the 2020 letter as eight standing obligations, in force. Loaded before: that one."""
    existing = Instrument.objects.filter(board=board, code=THAI_BINH_2020).order_by("-edition").first()
    if existing:
        return existing
    letter = store_letter(board, shipped(f"letters/{THAI_BINH_2020}"), by=by, at=at)
    instrument = instruments.draft(
        board,
        by=by,
        at=at,
        code=THAI_BINH_2020,
        source=Source.LETTER,
        title="Tám nội dung xây dựng khu kinh tế, khu công nghiệp an toàn về an ninh trật tự",
        title_en="Eight obligations for zones that are safe in security and order",
        citation=f"Công văn số …/{letter.symbol} năm {letter.year}",
        letter=letter,
        valid_from=THAI_BINH_SINCE,
    )
    described = shipped(f"fields-{THAI_BINH_2020}")
    for number, text in _numbered_items(letter.data):
        instruments.write_obligation(
            instrument,
            by=by,
            at=at,
            kind=ObligationKind.STANDING,
            code=f"{THAI_BINH_2020}-{number}",
            number=number,
            position=int(number),
            text=text,
            citation=f"mục {number}",
            audience={"classes": ["investor", "tenant"]},
            **_described(described[number]),
        )
    instruments.publish(instrument, by=by, at=at, seen=instrument.version)
    instrument.refresh_from_db()
    return instrument


def _numbered_items(letter: dict[str, Any]) -> list[tuple[str, str]]:
    items = [(part["label"].rstrip("."), part["text"]) for part in letter["body"] if "label" in part]
    if len(items) != ITEM_COUNT:
        raise ValueError(f"the letter has {len(items)} numbered items, not {ITEM_COUNT}")
    return items


@transaction.atomic
def load_tt124(board: Board, *, by: Doer, at: datetime) -> Instrument:
    """The five criteria, the eight barring events and the registration items of Thông tư 124. Loaded before: that one.

    Where the board has the 2020 letter, its obligations are mapped to the criteria.
    """
    existing = Instrument.objects.filter(board=board, code=TT124).order_by("-edition").first()
    if existing:
        return existing
    law = shipped(TT124)
    about = law["instrument"]
    instrument = instruments.draft(
        board,
        by=by,
        at=at,
        code=TT124,
        source=Source.LAW,
        title=about["title"]["vi"],
        title_en=about["title"]["en"],
        citation=f"Thông tư {about['number']}",
        valid_from=date.fromisoformat(about["valid_from"]["value"]),
        verified=about["valid_from"]["verified"],
    )
    _write_criteria(instrument, law, by=by, at=at)
    for position, item in enumerate(law["registration"]["items"], start=1):
        instruments.write_obligation(
            instrument,
            by=by,
            at=at,
            kind=ObligationKind.REGISTRATION,
            code=f"{TT124}-{item['key']}",
            number=item["number"],
            position=100 + position,
            text=item["text"]["vi"],
            text_en=item["text"]["en"],
            **_described(item),
        )
    instruments.publish(instrument, by=by, at=at, seen=instrument.version)
    _map_obligations(board, instrument, law["mapping"])
    instrument.refresh_from_db()
    return instrument


def _write_criteria(instrument: Instrument, law: dict[str, Any], *, by: Doer, at: datetime) -> None:
    criteria = {}
    for criterion in law["criteria"]:
        criteria[criterion["number"]] = instruments.write_obligation(
            instrument,
            by=by,
            at=at,
            kind=ObligationKind.CRITERION,
            code=f"{TT124}-c{criterion['number']}",
            number=str(criterion["number"]),
            position=criterion["number"],
            text=criterion["text"]["vi"],
            text_en=criterion["text"]["en"],
            citation=criterion["citation"]["vi"],
            **_described(criterion),
        )
    for position, event in enumerate(law["barring_events"], start=1):
        instruments.write_obligation(
            instrument,
            by=by,
            at=at,
            kind=ObligationKind.BARRING_EVENT,
            code=event["key"],
            number=event["letter"],
            position=10 + position,
            parent=criteria[event["criterion"]],
            text=_with_exception(event, "vi", "trừ"),
            text_en=_with_exception(event, "en", "unless"),
            citation=event["citation"]["vi"],
            title=event["title"]["vi"],
            title_en=event["title"]["en"],
            short_title=event["letter"],
            evidence_wanted=False,
            fields={"version": 1, "groups": []},
        )


def _with_exception(event: dict[str, Any], language: str, word: str) -> str:
    text: str = event["text"][language]
    unless = event.get("unless")
    return f"{text.rstrip('.')}, {word} {unless[language]}." if unless else text


def _described(item: dict[str, Any]) -> dict[str, Any]:
    """The translated columns of an obligation: ``title`` and ``title_en`` from {"vi", "en"}, and so on."""
    columns: dict[str, Any] = {"fields": item["fields"], "evidence_wanted": item["evidence_wanted"]}
    for name in ("title", "short_title", "help", "evidence_hint"):
        columns[name], columns[f"{name}_en"] = item[name]["vi"], item[name]["en"]
    return columns


def _map_obligations(board: Board, law: Instrument, mapping: list[dict[str, Any]]) -> None:
    letter = Instrument.objects.filter(board=board, code=THAI_BINH_2020).order_by("-edition").first()
    if letter is None:
        return
    pairs = [(row["obligation"], row["criteria"]) for row in mapping]
    standing = instruments.by_number(letter, ObligationKind.STANDING)
    criteria = instruments.by_number(law, ObligationKind.CRITERION)
    instruments.link_criteria(standing, criteria, pairs)
