"""Every mail about an incident says what happened in its subject."""

import pytest

from antt_portal.core import outbox
from antt_portal.core.models import Notice
from reports.incidents.following import add, answer, ask, close, reopen
from reports.tests.incidents.happening import LATER, Happening
from reports.tests.incidents.test_figures import recount

pytestmark = pytest.mark.django_db

SUBJECTS = {
    "incident_reported": "Vụ việc mới: Đánh nhau, {name}",
    "incident_corrected": "Sửa nội dung vụ việc: Đánh nhau, {name}",
    "incident_asked": "Trả lời về vụ việc Đánh nhau trước 17:05 03/11/2026",
    "incident_told": "Trả lời về vụ việc: Đánh nhau, {name}",
    "incident_decided": "Kết luận về vụ việc Đánh nhau: Nghiêm trọng",
    "incident_ended": "Đã kết thúc vụ việc Đánh nhau",
}


@pytest.fixture
def here():
    """Everything happened once."""
    here = Happening()
    incident = here.followed()
    recount(here, incident, LATER, injured=2)
    ask(incident, "Bao nhiêu người?", by=here.officer, at=LATER)
    answer(incident, "Sáu người.", by=here.editor, at=LATER)
    here.decide(incident)
    incident.refresh_from_db()
    close(incident, note="Đã hòa giải.", by=here.officer, at=LATER, seen=incident.version)
    reopen(incident, reason="Tái diễn.", by=here.officer, at=LATER, seen=incident.version)
    add(incident, "Đã cử tổ công tác.", by=here.agent, at=LATER)
    return here


def test_each_kind_says_it_in_the_subject(here):
    first = {notice.kind: notice for notice in Notice.objects.order_by("-pk")}
    said = {kind: outbox.message(notice).subject for kind, notice in first.items()}
    assert said == {kind: words.format(name=here.organisation.name) for kind, words in SUBJECTS.items()}


def test_opened_again_and_followed_have_words_of_their_own(here):
    last = {notice.kind: notice for notice in Notice.objects.order_by("pk")}
    assert outbox.message(last["incident_ended"]).subject == "Mở lại vụ việc Đánh nhau"
    assert outbox.message(last["incident_told"]).subject.startswith("Diễn biến vụ việc: Đánh nhau")


def test_a_sign_is_called_one():
    Happening().report(is_sign=True)
    assert outbox.message(Notice.objects.first()).subject.startswith("Dấu hiệu vụ việc: Đánh nhau")


def test_every_mail_leads_to_the_incident(here):
    for notice in Notice.objects.all():
        assert f"/incidents/{notice.subject_id}/" in outbox.message(notice).body
