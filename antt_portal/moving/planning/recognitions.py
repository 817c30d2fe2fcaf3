"""What was decided in years before the portal."""

from django.utils.translation import gettext as _

from antt_portal.core.formats import vn_date
from antt_portal.moving.planning.plan import Work
from antt_portal.moving.reading import Row
from enterprises.models import ENTERPRISE_KINDS
from reports.models import PastRecognition

FIELDS = {
    "result": "is_recognised",
    "decision": "decision_number",
    "decided_on": "decided_on",
    "recogniser": "recogniser",
}


def plan_recognitions(work: Work, rows: list[Row]) -> None:
    for row in rows:
        whose = work.organisation(row)
        if whose is None or row["year"] is None or not work.once(row, (whose[0], row["year"]), "year"):
            continue
        key, organisation = whose
        if organisation.kind and organisation.kind not in ENTERPRISE_KINDS:
            work.wrong(row, "organisation", _("Chỉ ghi kết quả công nhận của doanh nghiệp."))
        found = work.known.past.get((key, row["year"]))
        _sound(work, row, found)
        if (key, row["year"]) in work.known.recognised:
            work.wrong(row, "year", _("Năm này được xét trên Cổng; kết quả nằm ở trang Công nhận."))
        elif found:
            work.compare(row, found, FIELDS, whose=f"{organisation} · {found.year}")
        else:
            new = PastRecognition(board=work.board, organisation=organisation, year=row["year"])
            new.is_recognised, new.decided_on = bool(row["result"]), row["decided_on"]
            new.decision_number, new.recogniser = row["decision"] or "", row["recogniser"] or ""
            work.add(row, new)


def _sound(work: Work, row: Row, found: PastRecognition | None) -> None:
    if row["year"] > work.on.year:
        work.wrong(row, "year", _("Năm này chưa đến."))
    if row["decided_on"] and row["decided_on"] > work.on:
        day = vn_date(row["decided_on"])
        work.wrong(row, "decided_on", _("Ngày quyết định %(day)s chưa đến.") % {"day": day})
    if not row["result"]:
        return
    for key, on_record in (("decision", "decision_number"), ("decided_on", "decided_on")):
        if row[key] is None and key not in row.unfit and not (found and getattr(found, on_record)):
            words = _("Kết quả Đạt phải có “%(heading)s”.")
            work.wrong(row, key, words % {"heading": row.form.column(key).heading})
