"""Every list of the portal is given as a file to whoever may see it, and to nobody else."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from antt_portal.tests.matrix.table import ROWS
from antt_portal.tests.matrix.world import World
from directives.models import LetterTemplate
from reports.models import PastRecognition
from reports.tests.factories import OPENED

# Somebody who may see a list.
LISTS = {
    "enterprises:organisations": "officer",
    "enterprises:tenants": "investor",
    "enterprises:people": "officer",
    "enterprises:contacts-waiting": "officer",
    "enterprises:deadlines": "editor",
    "enterprises:extensions": "officer",
    "enterprises:duties": "officer",
    "enterprises:duty-terms": "editor",
    "directives:letters": "officer",
    "directives:incoming-documents": "clerk",
    "directives:inbox": "editor",
    "directives:instruments": "officer",
    "directives:letter-templates": "officer",
    "directives:delegations": "administrator",
    "enterprises:successions": "administrator",
    "breaches": "administrator",
    "reports:queue": "officer",
    "reports:incidents": "officer",
    "reports:opinions": "agent",
    "reports:campaigns": "officer",
    "reports:rollups": "officer",
    "reports:evidence": "editor",
    "reports:recognition": "officer",
    "outbox": "officer",
    "imports": "administrator",
    "webhooks": "administrator",
    "api-tokens": "head",
    "notices": "officer",
    "enterprises:ladders": "officer",
    "enterprises:calendar": "officer",
    "directives:direct-reach": "officer",
    "reports:batch": "officer",
}
# Lists whose Excel file has a form of its own.
FORMS = {
    "enterprises:overdue-excel": "officer",
    "directives:register-excel": "clerk",
    "directives:incoming-excel": "clerk",
    "directives:coverage-excel": "officer",
}

# Their rows of the matrix put something into lists that are empty in a new world.
MAKE_SOMETHING = {
    *("directives:delivery", "reports:campaign", "reports:rollup", "import-run"),
    *("breach", "enterprises:succession", "webhook-test", "api-token-revoke"),
    *("enterprises:duty-term", "enterprises:deadline", "enterprises:extension-decide"),
}


@pytest.fixture
def world(db):
    return World()


def address_of(name: str, world: World) -> str:
    row = next(row for row in ROWS if row.name == name)
    return reverse(name, args=row.args(world))


def csv_rows(answer) -> list[list[str]]:
    text = b"".join(answer).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def excel_rows(answer) -> list[tuple]:
    """Of the last sheet, which is the list where there are several."""
    return list(load_workbook(io.BytesIO(b"".join(answer))).worksheets[-1].iter_rows(values_only=True))


def test_every_list_is_given_as_csv_and_excel(world, client):
    years = {
        "reports:recognition": {"year": world.filing.report.year},
        "enterprises:duty-terms": {"year": OPENED.year},
    }
    for row in ROWS:
        if row.name in MAKE_SOMETHING:
            row.args(world)
    LetterTemplate.objects.get_or_create(board=world.board, name="Mẫu thử", defaults={"data": {}, "changed_at": OPENED})
    for name, who in LISTS.items():
        client.logout()
        world.enter(client, who)
        asked = years.get(name, {})
        address = address_of(name, world)
        as_csv = csv_rows(client.get(address, {**asked, "file": "csv"}))
        as_excel = excel_rows(client.get(address, {**asked, "file": "xlsx"}))
        assert as_csv[0] == list(as_excel[0]), name
        assert len(as_csv) == len(as_excel), name
        assert len(as_csv) > 1, name


def test_a_list_with_a_form_of_its_own_is_given_as_csv_too(world, client):
    for row in ROWS:
        if row.name not in FORMS:
            continue
        client.logout()
        world.enter(client, FORMS[row.name])
        address = reverse(row.name, args=row.args(world))
        as_excel, as_csv = excel_rows(client.get(address)), csv_rows(client.get(address, {"file": "csv"}))
        assert [list(as_excel[0]), len(as_excel)] == [as_csv[0], len(as_csv)], row.name
        assert len(as_csv) > 1 or row.name == "enterprises:overdue-excel"


def test_a_file_is_refused_where_the_list_is(world, client):
    for who in ("editor", "agent"):
        client.logout()
        world.enter(client, who)
        for name in LISTS:
            address = address_of(name, world)
            page, file = client.get(address), client.get(address, {"file": "csv"})
            assert page.status_code == file.status_code, (who, name)
            b"".join(file)


def test_a_file_holds_what_the_filter_shows(world, client):
    world.enter(client, "officer")
    wanted = world.organisation.name
    rows = csv_rows(client.get(reverse("enterprises:organisations"), {"q": wanted, "file": "csv"}))
    assert [row[0] for row in rows[1:]] == [wanted]


def test_results_that_were_moved_in_are_a_list_of_their_own(world, client):
    given = {"is_recognised": True, "decision_number": "1/QĐ", "decided_on": OPENED.date()}
    PastRecognition.objects.create(board=world.board, organisation=world.organisation, year=2021, **given)
    world.enter(client, "officer")
    asked = {"year": 2021, "of": "past"}
    assert world.organisation.name in client.get(reverse("reports:recognition"), asked).content.decode()
    rows = csv_rows(client.get(reverse("reports:recognition"), {**asked, "file": "csv"}))
    assert [(row[0], row[3]) for row in rows[1:]] == [(world.organisation.name, "Đạt")]
