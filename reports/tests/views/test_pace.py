"""How many files a person brings and takes away in a minute; another person, and another minute, are not concerned."""

import gc

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from antt_portal.core.list_files import CSV, PARAMETER
from antt_portal.core.tests.inspection.corpus import pdf
from enterprises.tests.factories import MembershipFactory
from reports.models import Evidence, EvidenceUse
from reports.tests.factories import Filing
from reports.tests.views.pages import enter, first_answer, of_answer

pytestmark = pytest.mark.django_db
LIBRARY = "/evidence/"


@pytest.fixture(autouse=True)
def two_a_minute(settings):
    settings.UPLOADS_PER_MINUTE = settings.DOWNLOADS_PER_MINUTE = 2
    cache.clear()
    with time_machine.travel("2026-10-28T14:05:00+07:00", tick=False) as traveller:
        yield traveller
    cache.clear()


@pytest.fixture
def filing():
    return Filing()


def take(client):
    answer = client.get(LIBRARY, {PARAMETER: CSV})
    b"".join(answer)
    return answer


def bring(client, filing, **headers):
    file = SimpleUploadedFile(f"{Evidence.objects.count()}.pdf", pdf())
    return client.post(of_answer(first_answer(filing.report), "evidence-add"), {"files": file}, headers=headers)


def test_who_takes_away_more_than_a_person_would_gets_no_more(client, filing, two_a_minute):
    enter(client, filing.editor)
    assert [take(client).status_code for _time in range(3)] == [200, 200, 429]
    refused = take(client)
    assert (refused.headers["Retry-After"], refused.headers.get("Content-Disposition")) == ("60", None)
    assert "Quá nhiều tệp" in refused.content.decode()
    gc.collect()  # a file that was made for nothing and left open would fail here
    assert client.get(LIBRARY).status_code == 200
    colleague = MembershipFactory(organisation=filing.organisation).user
    client.force_login(colleague)
    assert take(client).status_code == 200
    client.force_login(filing.editor.user)
    two_a_minute.shift(60)
    assert take(client).status_code == 200


def test_who_brings_more_than_a_person_would_brings_no_more(client, filing):
    enter(client, filing.editor)
    assert [bring(client, filing).status_code for _time in range(2)] == [302, 302]
    EvidenceUse.objects.all().delete()
    Evidence.objects.all().delete()
    assert bring(client, filing).status_code == 429
    told = bring(client, filing, **{"X-Upload": "1", "X-Requested-With": "XMLHttpRequest"})
    assert told.status_code == 429
    assert "Quá nhiều tệp" in told.json()["error"]
    assert not Evidence.objects.exists()
