"""Evidence that is about to be no longer valid: who is told, when, how often."""

from datetime import timedelta

import pytest

from antt_portal.core.clock import local_date
from antt_portal.core.mail_message import message
from antt_portal.core.models import Notice
from reports.ending import announce_evidence
from reports.models import Evidence
from reports.tests.factories import OPENED, Filing
from reports.tests.test_library import add

DAY = timedelta(days=1)
TODAY = local_date(OPENED)

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    return Filing()


@pytest.fixture
def evidence(filing):
    return add(filing)


def run(evidence, *days_before):
    for days in days_before:
        announce_evidence(at=OPENED - days * DAY)
    return [(row.key.split(":")[3:5], row.recipient_id) for row in Notice.objects.filter(kind="evidence_ending")]


def expiring(evidence):
    Evidence.objects.filter(pk=evidence.pk).update(expires_on=TODAY)
    return evidence


def test_the_editors_are_told_thirty_and_seven_days_before(filing, evidence):
    day, own = TODAY.isoformat(), filing.editor.user_id
    told = run(expiring(evidence), 31, 30, 30, 12, 7, 2, 0, -1)
    assert told == [([day, "T-30"], own), ([day, "T-7"], own)]


def test_after_an_outage_the_nearest_step_alone_is_told(filing, evidence):
    assert [occasion for occasion, _who in run(expiring(evidence), 3)] == [[TODAY.isoformat(), "T-7"]]


def test_the_head_is_told_where_nobody_else_keeps_the_library(filing, evidence):
    filing.editor.membership.delete()
    assert [who for _occasion, who in run(expiring(evidence), 5)] == [filing.head.user_id]


def test_the_mail_names_the_file_and_its_last_day(evidence):
    run(expiring(evidence), 5)
    mail = message(Notice.objects.get(kind="evidence_ending"))
    assert str(evidence) in mail.subject
    assert TODAY.strftime("%d/%m/%Y") in mail.subject
