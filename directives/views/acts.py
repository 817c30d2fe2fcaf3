"""The acts that carry a letter on. What cannot be undone is confirmed on a page of its own first."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from antt_portal.core import blobs, clock
from antt_portal.core.documents.pictures import page_count
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from antt_portal.core.workflow import stale
from directives.forms.letter_acts import NumberForm, ScanForm, SendBackForm
from directives.models import LetterStatus, OfficialLetter
from directives.permissions import can_edit_letter, can_review_content, can_send_back, can_sign, is_its_clerk
from directives.views.letter_loading import seen_letter
from directives.views.letters import letter_page
from directives.writing import issuing, signing
from directives.writing.checking import findings_of, stage_of
from directives.writing.registering import next_number, reserved_for
from directives.writing.signatures import official_file
from enterprises.actor import Actor
from enterprises.middleware import PortalRequest
from enterprises.proving import asks_who

UNPROCESSABLE = 422
CONFLICT = 409
Allowed = Callable[[Actor, OfficialLetter], bool]
Verb = Callable[..., Any]


def _act(allowed: Allowed, verb: Verb, done: str | Promise, *, asks: Promise | None = None) -> Callable[..., Any]:
    """The view of an act that one press does: load, allow, act, answer. ``asks`` names one that asks who is there."""

    @require_POST
    @explain_refusal(back_to="directives:letter")
    def view(request: PortalRequest, public_id: UUID) -> HttpResponse:
        found = _letter(request, public_id, allowed)
        verb(found, by=request.actor, at=clock.now(), seen=seen_version(request))
        messages.success(request, str(done))
        return redirect(found)

    return require_POST(asks_who(asks)(view)) if asks else view


def _letter(request: PortalRequest, public_id: UUID, allowed: Allowed) -> OfficialLetter:
    found = seen_letter(request, public_id)
    require(allowed(request.actor, found))
    return found


submit = _act(can_edit_letter, issuing.submit, gettext_lazy("Đã trình duyệt nội dung."))
approve = _act(can_review_content, issuing.approve, gettext_lazy("Đã duyệt nội dung; văn thư kiểm tra thể thức."))
pass_layout = _act(is_its_clerk, signing.lay_before_signer, gettext_lazy("Đã kiểm tra thể thức và trình ký."))
sign_paper = _act(
    is_its_clerk,
    issuing.record_paper_signature,
    gettext_lazy("Đã ghi nhận văn bản được ký trên giấy."),
    asks=gettext_lazy("Ghi nhận chữ ký trên giấy"),
)
seal = _act(
    is_its_clerk,
    signing.seal_digitally,
    gettext_lazy("Đã ký số của cơ quan."),
    asks=gettext_lazy("Ký số của cơ quan"),
)
issue = _act(
    is_its_clerk,
    issuing.issue,
    gettext_lazy("Đã phát hành; văn bản đã có trong sổ."),
    asks=gettext_lazy("Phát hành văn bản"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@asks_who(gettext_lazy("Ký văn bản"))
@explain_refusal(back_to="directives:letter")
def sign(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The paper itself, what the check says and who prepared it; then the signature."""
    found = _letter(request, public_id, can_sign)
    if request.method == "POST":
        signing.sign_digitally(found, by=request.actor, at=clock.now(), seen=seen_version(request))
        messages.success(request, _("Đã ký; văn thư cấp số và đóng dấu."))
        return redirect(found)
    if found.status != LetterStatus.TO_SIGN:
        raise stale()
    file = official_file(found)
    context = {
        "letter": found,
        "file": file,
        "pages": range(1, _pages(file) + 1),
        "findings": findings_of(found, stage_of(found), on=clock.today()),
        "send_back_form": SendBackForm(),
    }
    return render(request, "directives/sign.html", context)


def _pages(file: Any) -> int:
    if file is None:
        return 0
    with blobs.open_blob(file.blob) as stored:
        return page_count(stored.read())


@require_http_methods(["GET", "HEAD", "POST"])
@asks_who(gettext_lazy("Cấp số văn bản"))
@explain_refusal(back_to="directives:letter")
def number(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The number it would get, or one that was kept; then the number."""
    found = _letter(request, public_id, is_its_clerk)
    now, kept = clock.now(), reserved_for(found, on=clock.today())
    form = NumberForm(request.POST if request.method == "POST" else None, kept=kept)
    if request.method == "POST" and form.is_valid():
        reserved = form.cleaned_data["reserved"]
        numbered = issuing.number(found, by=request.actor, at=now, seen=seen_version(request), reserved=reserved)
        messages.success(request, _("Đã cấp số %(number)s.") % {"number": numbered})
        return redirect(found)
    if found.status != LetterStatus.SIGNED:
        raise stale()
    return render(request, "directives/number.html", _number_context(found, form, now), status=_status(form))


def _number_context(letter: OfficialLetter, form: NumberForm, now: datetime) -> dict[str, Any]:
    on = clock.local_date(now)
    return {"letter": letter, "form": form, "next_number": f"{next_number(letter, on=on):02d}", "today": on}


def _status(form: NumberForm) -> int:
    return UNPROCESSABLE if form.errors else 200


@require_POST
def scan(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The sheet as it was signed and stamped by hand; it takes the place of the agency's digital signature."""
    found = _letter(request, public_id, is_its_clerk)
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return letter_page(request, found, status=UNPROCESSABLE, scan=form)
    upload = form.cleaned_data["file"]
    try:
        at, seen = clock.now(), seen_version(request)
        signing.keep_scan(found, upload.file, upload.name, by=request.actor, at=at, seen=seen)
    except Refused as refused:
        form.add_error("file", str(refused))
        return letter_page(request, found, status=CONFLICT, scan=form)
    messages.success(request, _("Đã lưu bản chụp, giữ nguyên tệp. Bản chụp không mang chữ ký số của cổng."))
    return redirect(found)


@require_POST
def send_back(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _letter(request, public_id, can_send_back)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return letter_page(request, found, status=UNPROCESSABLE, send_back=form)
    reason, seen = form.cleaned_data["reason"], seen_version(request)
    try:
        issuing.send_back(found, reason=reason, by=request.actor, at=clock.now(), seen=seen)
    except Refused as refused:
        form.add_error(None, str(refused))
        return letter_page(request, found, status=CONFLICT, send_back=form)
    messages.success(request, _("Đã trả lại người soạn kèm lý do."))
    return redirect(found)
