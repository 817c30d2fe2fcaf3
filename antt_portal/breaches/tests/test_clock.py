"""The register: what is written down, the clock of 72 hours, who is told of it and when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from antt_portal.breaches import keeping, tasks
from antt_portal.breaches.models import Breach
from antt_portal.breaches.pages import standing
from antt_portal.core.models import AuditEntry, Notice
from antt_portal.core.refusal import Refused
from enterprises.models import Role
from enterprises.tests.factories import actor

FOUND = datetime(2026, 2, 13, 16, 30, tzinfo=UTC)  # 23:30 on the Friday before Tết
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return actor(Role.ADMINISTRATOR)


def facts(**changes):
    told = {"what": "Gửi nhầm danh bạ", "affected": "Điện thoại", "people_count": None, "measures": ""}
    return keeping.Facts(**{"discovered_at": FOUND, **told, **changes})


@pytest.fixture
def breach(administrator):
    return keeping.enter(facts(), by=administrator, at=FOUND + HOUR)


def code(verb, *args, **how):
    with pytest.raises(Refused) as refused:
        verb(*args, **how)
    return refused.value.code


def at_hour(monkeypatch, hours):
    moment = FOUND + hours * HOUR
    for module in ("tasks", "pages"):
        monkeypatch.setattr(f"antt_portal.breaches.{module}.clock.now", lambda: moment)
    return moment


def steps():
    return list(Notice.objects.order_by("pk").values_list("params__step", flat=True))


def test_the_clock_counts_hours_from_the_discovery_over_nights_and_holidays(breach):
    assert breach.due_at == datetime(2026, 2, 16, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "label"), [(1, "Còn 71 giờ"), (71, "Còn 1 giờ"), (71.5, "Còn 0 giờ"), (73, "Quá hạn 1 giờ")]
)
def test_the_page_says_how_long_is_left(breach, monkeypatch, hours, label):
    at_hour(monkeypatch, hours)
    assert standing(breach).label == label


def test_administrators_are_told_at_once_and_while_it_runs_out_each_once(administrator, breach, monkeypatch):
    actor(Role.LEADER, administrator.organisation)
    for hours in (2, 47, 48, 50, 66, 71, 72, 73, 200):
        at_hour(monkeypatch, hours)
        tasks.remind_breaches()
    assert steps() == ["found", "h24", "h6", "late"]
    assert set(Notice.objects.values_list("recipient", flat=True)) == {administrator.user.pk}


def test_nights_without_a_run_are_caught_up_by_one_mail(breach, monkeypatch):
    at_hour(monkeypatch, 100)
    tasks.remind_breaches()
    assert steps() == ["found", "late"]


@pytest.mark.parametrize("end", ["report", "close"])
def test_the_clock_stops(administrator, breach, monkeypatch, end):
    how = {"seen": 1, "by": administrator, "at": FOUND + 30 * HOUR}
    if end == "report":
        keeping.report(breach, number="15/BC-BQL", reported_at=FOUND + 20 * HOUR, **how)
    else:
        keeping.close(breach, outcome="Không phải báo.", **how)
    at_hour(monkeypatch, 80)
    assert tasks.remind_breaches() == 0
    breach.refresh_from_db()
    assert standing(breach).label == {"report": "Đã báo trong hạn", "close": "Đã kết thúc"}[end]


def test_a_report_that_was_late_stays_late(administrator, breach):
    sent = FOUND + 73 * HOUR
    keeping.report(breach, number="15/BC-BQL", reported_at=sent, seen=1, by=administrator, at=sent)
    breach.refresh_from_db()
    assert standing(breach).label == "Đã báo, quá hạn"


def test_what_cannot_be_is_refused(administrator, breach):
    now = {"by": administrator, "at": FOUND + 5 * HOUR}
    assert code(keeping.enter, facts(discovered_at=FOUND + 6 * HOUR), **now) == "in-future"
    sent = {"number": "1", "seen": 1, **now}
    assert code(keeping.report, breach, reported_at=FOUND - HOUR, **sent) == "too-early"
    assert code(keeping.report, breach, reported_at=FOUND + 6 * HOUR, **sent) == "in-future"
    assert code(keeping.correct, breach, facts(), seen=7, **now) == "stale"
    keeping.report(breach, reported_at=FOUND + HOUR, **sent)
    assert code(keeping.report, breach, reported_at=FOUND + HOUR, **{**sent, "seen": 2}) == "reported"
    keeping.close(breach, outcome="Xong", seen=2, **now)
    assert code(keeping.correct, breach, facts(), seen=3, **now) == "closed"
    assert AuditEntry.objects.filter(subject_id=breach.public_id).count() == 3


def test_the_pages_write_correct_report_and_close(client, administrator):
    client.force_login(administrator.user)
    typed = {
        "what": "Gửi nhầm danh bạ",
        "affected": "Điện thoại",
        "day": "13/02/2026",
        "time": "23h30",
        "people_count": "x",
    }
    assert client.post(reverse("breach-new"), typed).status_code == 422
    made = client.post(reverse("breach-new"), {**typed, "people_count": ""}, follow=True)
    breach = Breach.objects.get()
    assert (breach.discovered_at, breach.people_count) == (FOUND, None)
    assert "24 giờ, 6 giờ" in made.content.decode()
    page = breach.get_absolute_url()
    client.post(page, {**typed, "people_count": "12", "version": 1})
    sent = {"number": "15/BC-BQL", "day": "12/02/2026", "time": "9h", "version": 2}
    early = client.post(reverse("breach-report", args=[breach.public_id]), sent)
    assert (early.status_code, "trước lúc phát hiện" in early.content.decode()) == (409, True)
    client.post(reverse("breach-report", args=[breach.public_id]), {**sent, "day": "15/02/2026"})
    assert (
        client.post(reverse("breach-close", args=[breach.public_id]), {"outcome": "", "version": 3}).status_code == 422
    )
    client.post(reverse("breach-close", args=[breach.public_id]), {"outcome": "Đã khắc phục", "version": 3})
    breach.refresh_from_db()
    assert (breach.people_count, breach.report_number, breach.outcome) == (12, "15/BC-BQL", "Đã khắc phục")
    assert "15/BC-BQL" in client.get(reverse("breaches")).content.decode()


def test_another_boards_register_is_not_there(client, breach):
    client.force_login(actor(Role.ADMINISTRATOR).user)
    assert client.get(breach.get_absolute_url()).status_code == 404
    assert "Gửi nhầm" not in client.get(reverse("breaches")).content.decode()
