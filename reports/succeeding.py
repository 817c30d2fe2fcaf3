"""What becomes of filings and recognitions: they stay with whoever handed them in and earned them.

An enterprise that is gone from every zone is asked for nothing more of the year that runs, unless it has filed for it.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from antt_portal.core.formats import vn_date
from antt_portal.core.workdays import evaluation_year
from enterprises.due import deadlines
from enterprises.models import Applicability, ApplicabilityStatus, Succession, SuccessionKind
from enterprises.organisations import decide_applicability
from enterprises.succession.parts import MOST_NAMED, Deed, Fate, Line, Named, Part, register
from enterprises.succession.presence import is_gone, tenants_of
from reports.models import Incident, IncidentStatus, PastRecognition, Recognition, RecognitionStatus, Report, ReportKind
from reports.opening import DEADLINE_OF
from reports.states import AWAITING_ENTERPRISE, ReportStatus

REASON_LENGTH = 300
HELD = (RecognitionStatus.RECOGNISED, RecognitionStatus.REVOKED)


def _yearly(succession: Succession) -> QuerySet[Report]:
    return Report.objects.yearly().filter(organisation=succession.organisation_id).order_by("year", "kind")


def _needless(succession: Succession) -> QuerySet[Report]:
    """Not handed in, of the year that runs on the day or later; what was asked before that day is still owed."""
    found = _yearly(succession).filter(status=ReportStatus.DRAFT, year__gte=evaluation_year(succession.effective_on))
    return found if is_gone(succession) else found.none()


def _years(succession: Succession) -> list[int]:
    """Evaluation years for which it is asked nothing any more."""
    if not is_gone(succession):
        return []
    year = evaluation_year(succession.effective_on)
    assessed = _yearly(succession).filter(year=year, kind=ReportKind.SELF_ASSESSMENT).exclude(status=ReportStatus.DRAFT)
    return [year + 1] if assessed.exists() else [year, year + 1]


def examine(succession: Succession) -> Iterator[Line]:
    if succession.kind == SuccessionKind.BOARD:
        yield from _of_board(succession)
        return
    ends = _needless(succession)
    text = _("Hồ sơ năm chưa nộp: không phải nộp nữa, bản nháp giữ nguyên")
    yield Line(Fate.ENDS, "yearly", text, ends.count(), _named(ends, is_filed=False))
    years = [str(year) for year in _years(succession)]
    text = _("Việc áp dụng trong năm đánh giá %(years)s") % {"years": ", ".join(years)}
    yield Line(Fate.ENDS, "years", text, len(years))
    rest = _yearly(succession).exclude(pk__in=ends.values("pk"))
    yield from _filings(rest)
    yield from _recognitions(succession)
    incidents = Incident.objects.filter(organisation=succession.organisation_id).exclude(status=IncidentStatus.CLOSED)
    yield Line(Fate.STAYS, "incidents", _("Vụ việc đang theo dõi: Ban Quản lý tiếp tục"), incidents.count())


def _of_board(succession: Succession) -> Iterator[Line]:
    """Whatever was begun there is finished there, by whoever acts there."""
    board = succession.organisation.board_id
    of_zone = Q(organisation__in=tenants_of(succession)) if succession.zone_id else Q()
    reports = Report.objects.filter(of_zone, board=board)
    open_ones = reports.exclude(status=ReportStatus.ACCEPTED)
    text = _("Hồ sơ, báo cáo đang mở: nộp và thẩm định tiếp tại Ban cũ")
    yield Line(Fate.STAYS, "reports-open", text, open_ones.count())
    yield Line(Fate.STAYS, "accepted", _("Hồ sơ, báo cáo đã tiếp nhận"), reports.count() - open_ones.count())
    held = Recognition.objects.filter(of_zone, board=board, status__in=HELD).count()
    held += PastRecognition.objects.filter(of_zone, board=board, is_recognised=True).count()
    yield Line(Fate.STAYS, "recognitions", _("Kết quả công nhận, giữ cơ quan công nhận của ngày quyết định"), held)


def _filings(rest: QuerySet[Report]) -> Iterator[Line]:
    owed = rest.filter(status__in=AWAITING_ENTERPRISE)
    text = _("Hồ sơ năm phải nộp hoặc bổ sung: hạn không đổi")
    yield Line(Fate.STAYS, "owed", text, owed.count(), _named(owed, is_filed=False))
    review = rest.filter(status=ReportStatus.SUBMITTED)
    text = _("Hồ sơ năm đang thẩm định: Ban Quản lý thẩm định tiếp")
    yield Line(Fate.STAYS, "reviewed", text, review.count(), _named(review))
    accepted = rest.filter(status=ReportStatus.ACCEPTED)
    yield Line(Fate.STAYS, "accepted", _("Hồ sơ năm đã tiếp nhận"), accepted.count(), _named(accepted))


def _named(reports: QuerySet[Report], *, is_filed: bool = True) -> list[Named]:
    """A draft is its owner's: the board sees it once it was handed in."""
    shown = reports[:MOST_NAMED]
    return [Named(one.title, one.get_absolute_url() if is_filed else "") for one in shown]


def _recognitions(succession: Succession) -> Iterator[Line]:
    its: Any = {"organisation": succession.organisation_id}
    proposed = Recognition.objects.filter(**its, status=RecognitionStatus.PROPOSED).select_related("batch")
    named = [Named(str(one.batch), one.batch.get_absolute_url()) for one in proposed[:MOST_NAMED]]
    text = _("Đang trong danh sách đề nghị công nhận: cân nhắc rút ra trước khi trình")
    yield Line(Fate.STAYS, "proposed", text, proposed.count(), named)
    held = Recognition.objects.filter(**its, status__in=HELD).order_by("-year")
    past = PastRecognition.objects.filter(**its, is_recognised=True).order_by("-year")
    said = _("Năm %(year)s, giấy công nhận %(number)s")
    named = [Named(said % {"year": one.year, "number": one.certificate_number or one.code}) for one in held]
    named += [Named(_("Năm %(year)s") % {"year": one.year}) for one in past]
    text = _("Kết quả công nhận: thuộc %(name)s, bên kế thừa không được tính là đã được công nhận")
    if succession.kind == SuccessionKind.RENAME:
        text = _("Kết quả công nhận: thuộc cùng pháp nhân, giấy công nhận in tên của ngày ký")
    yield Line(Fate.STAYS, "recognitions", text % {"name": succession.organisation}, len(named), named)


def carry_out(deed: Deed) -> None:
    succession = deed.succession
    years, reports = _years(succession), list(_needless(succession))
    for report in reports:
        deadlines.close(report, DEADLINE_OF[report.kind], at=deed.at)
    for year in years:
        _ask_nothing(deed, year)


def _ask_nothing(deed: Deed, year: int) -> None:
    succession = deed.succession
    known = Applicability.objects.filter(organisation=succession.organisation_id, year=year).first()
    if known is not None and known.status == ApplicabilityStatus.NOT_APPLICABLE:
        return
    said = _("%(what)s từ ngày %(day)s (%(document)s)")
    reason = said % {
        "what": succession.get_kind_display(),
        "day": vn_date(succession.effective_on),
        "document": succession.document,
    }
    decide_applicability(
        succession.organisation,
        year,
        ApplicabilityStatus.NOT_APPLICABLE,
        by=deed.by,
        at=deed.at,
        reason=reason[:REASON_LENGTH],
        recogniser=known.recogniser if known else None,
    )


register(Part(examine, carry_out))
