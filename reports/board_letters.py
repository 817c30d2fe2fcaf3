"""Letters of the board about the yearly filing: requests to mend a dossier, and certificates of its own."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.core.models import Paper
from antt_portal.core.refusal import Refused
from directives.models import LetterKind, OfficialLetter
from directives.states import OUT
from directives.writing import composing
from enterprises.actor import Actor
from reports.models import AnswerReview, Recognition, Report, ReportStatus
from reports.recognition_papers import board_of
from reports.wording import lowered


@transaction.atomic
def draft_request(report: Report, *, by: Actor, at: datetime) -> OfficialLetter:
    """A công văn that asks the enterprise to mend what the dossier was returned for; the one under way where there is.

    Raises Refused("not-returned"), and Refused("nothing-to-mend") for a return without items.
    """
    locked = Report.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=report.pk)
    if locked.status != ReportStatus.RETURNED:
        raise Refused("not-returned", _("Hồ sơ không ở trạng thái cần bổ sung; chưa lập công văn."))
    under_way = OfficialLetter.objects.about(locked._meta.label_lower, locked.public_id).under_way().first()
    if under_way is not None:
        return under_way
    items = _items(locked)
    if not items:
        raise Refused("nothing-to-mend", _("Lần trả này không ghi nội dung nào cần bổ sung."))
    board = board_of(locked.board_id)
    return composing.draft(board, _request_data(locked, items, at=at), by=by, at=at, about=locked)


def _items(report: Report) -> list[dict[str, object]]:
    due = report.mend_by
    day = {"day": due.day, "month": due.month, "year": due.year} if due else None
    marked = AnswerReview.objects.filter(
        submission__report=report, submission__number=report.submission_count, to_mend=True
    ).select_related("answer__obligation")
    return [
        {"obligation": str(one.answer.obligation), "remark": _one_line(one.comment), "due_on": day}
        for one in marked.order_by("answer__position")
    ]


def _one_line(text: str) -> str:
    """A cell of a table is one paragraph."""
    return " ".join(text.split())


def _request_data(report: Report, items: list[dict[str, object]], *, at: datetime) -> dict[str, object]:
    on = local_date(at)
    board = board_of(report.board_id)
    name, to = board.name_on(on).name, report.organisation.name_on(on).name
    last = report.submissions.order_by("-number").first()
    with translation.override("vi"):
        title = lowered(report.title)
    handed_in = f"hồ sơ {last.receipt} ngày {vn_date(local_date(last.submitted_at))}" if last else "hồ sơ"
    return {
        **composing.blank_letter(board, LetterKind.REQUEST_TO_SUPPLEMENT, on=on),
        "subject": f"bổ sung {title}",
        "recipients": [to],
        "body": [
            {"text": f"{name} nhận được {handed_in} của {to}. Qua thẩm định, đề nghị bổ sung các nội dung sau:"},
            {"text": f"Đề nghị {to} hoàn thiện và nộp lại hồ sơ trên cổng trước thời hạn nêu trên./."},
        ],
        "items": items,
    }


def requests_for(report: Report) -> list[OfficialLetter]:
    """The issued letters about a dossier, latest first."""
    return list(OfficialLetter.objects.about(report._meta.label_lower, report.public_id).out().defer("data"))


def letters_about(report: Report) -> list[OfficialLetter]:
    """Those under way as well, for the board."""
    return list(OfficialLetter.objects.about(report._meta.label_lower, report.public_id).defer("data"))


def certificate_links(recognitions: Iterable[Recognition]) -> dict[UUID, str]:
    """Where the certificate of each can be opened, by public id; two queries."""
    kind, ids = Recognition._meta.label_lower, [one.public_id for one in recognitions]
    links = {one.subject_id: reverse("reports:paper", args=[one.public_id]) for one in Paper.objects.about(kind, *ids)}
    for letter in OfficialLetter.objects.about(kind, *ids).filter(status__in=OUT).defer("data"):
        if letter.about_id:
            links[letter.about_id] = reverse("reports:letter-file", args=[letter.public_id])
    return links
