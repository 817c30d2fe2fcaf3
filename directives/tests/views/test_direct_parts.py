"""The superior's document, the campaign, and where else a directive shows."""

import pytest
from django.urls import reverse

from antt_portal.core import blobs
from antt_portal.core.papers import PDF
from directives.incoming import Columns, enter
from directives.models import (
    Campaign,
    CampaignStatus,
    Directive,
    IncomingDocument,
    Instrument,
    OfficialLetter,
    Relation,
)
from directives.tests.audiences import CLOSING, a_directive, issued, scene
from directives.tests.office import DRAFTED, TODAY, a_draft, blank_page
from directives.writing.checking import Stage, findings_of
from enterprises.models import Role
from enterprises.tests.factories import BoardFactory, actor, board_organisation

pytestmark = pytest.mark.django_db
PROMISE = "Thực hiện văn bản số 12/KH-UBND (gửi kèm theo), Ban Quản lý đề nghị rà soát."
TITLE = "Kế hoạch số 12/KH-UBND"


@pytest.fixture
def made(client):
    found = scene()
    client.force_login(found.office.officer.user)
    return found


def page_of(letter):
    return reverse("directives:direct", args=[letter.public_id])


def send(client, letter, part, **typed):
    return client.post(page_of(letter), {"part": part, **typed})


def arrived(own, by, *, with_file=True):
    columns = Columns(TODAY, "Ủy ban nhân dân thử nghiệm", "Kế hoạch thử", number="12", symbol="KH-UBND")
    document = enter(own, columns, by=by, at=DRAFTED)
    if with_file:
        blob = blobs.keep_bytes(blank_page(), media_type=PDF, board_id=own.board_id, at=DRAFTED)
        IncomingDocument.objects.filter(pk=document.pk).update(file=blob, file_name="ke-hoach.pdf")
    return IncomingDocument.objects.get(pk=document.pk)


def promising(made, titles=()):
    letter = a_draft(made.office, body=[{"text": PROMISE}, {"text": CLOSING}])
    data = {**letter.data, "attachments": [{"title": title, "file": None} for title in titles]}
    OfficialLetter.objects.filter(pk=letter.pk).update(data=data)
    return OfficialLetter.objects.get(pk=letter.pk)


def codes(letter):
    return [one.code for one in findings_of(letter, Stage.DRAFT, on=TODAY)]


@pytest.mark.parametrize("titles", [[], [TITLE]])
def test_the_superiors_file_is_the_enclosure_that_the_letter_promises(client, made, titles):
    letter = promising(made, titles)
    document = arrived(made.office.own, made.office.clerk)
    assert codes(letter) == ["enclosure-missing"]
    send(client, letter, "superior", superior=document.public_id)
    assert codes(letter) == []
    edit = client.get(reverse("directives:letter-edit", args=[letter.public_id]))
    assert [(one.title, one.superior) for one in edit.context["bundle"]] == [("12/KH-UBND", document)]
    send(client, letter, "superior")
    assert codes(letter) == ["enclosure-missing"]


def test_a_document_without_its_file_and_one_of_another_number_enclose_nothing(client, made):
    letter = promising(made, ["Kế hoạch số 112/KH-UBND"])
    document = arrived(made.office.own, made.office.clerk, with_file=False)
    send(client, letter, "superior", superior=document.public_id)
    assert codes(letter) == ["enclosure-missing"]
    assert "chưa gửi kèm được" in client.get(page_of(letter)).content.decode()
    blob = blobs.keep_bytes(blank_page(), media_type=PDF, board_id=letter.board_id, at=DRAFTED)
    IncomingDocument.objects.update(file=blob, file_name="ke-hoach.pdf")
    assert codes(letter) == ["enclosure-missing"]  # 12 is not 112


def test_the_register_is_searched_on_the_page_and_another_boards_is_not(client, made):
    letter = a_draft(made.office)
    own = arrived(made.office.own, made.office.clerk)
    other_board = board_organisation(BoardFactory())
    strangers = arrived(other_board, actor(Role.CLERK, other_board))
    assert client.get(page_of(letter), {"document": "ke hoach 12"}).context["documents"] == [own]
    assert client.get(page_of(letter), {"document": "khác"}).context["documents"] == []
    assert send(client, letter, "superior", superior=strangers.public_id).status_code == 404
    assert send(client, letter, "superior", superior="x").status_code == 404


def test_a_campaign_and_the_days_to_acknowledge_are_chosen(client, made):
    letter, board = a_draft(made.office), made.office.own.board
    days = {"starts_on": TODAY, "ends_on": TODAY}
    campaign = Campaign.objects.create(board=board, status=CampaignStatus.RUNNING, name="Cao điểm", **days)
    closed = Campaign.objects.create(board=board, status=CampaignStatus.CLOSED, name="Cũ", **days)
    send(client, letter, "campaign", campaign=campaign.public_id, acknowledge_workdays="5")
    directive = Directive.objects.get(letter=letter)
    assert (directive.campaign, directive.acknowledge_workdays) == (campaign, 5)
    for wrong in ({"campaign": closed.public_id, "acknowledge_workdays": "5"}, {"acknowledge_workdays": "0"}):
        assert send(client, letter, "campaign", **wrong).status_code == 422
    directive.refresh_from_db()
    assert (directive.campaign, directive.acknowledge_workdays) == (campaign, 5)


def test_a_part_that_is_none_is_not_found(client, made):
    assert send(client, a_draft(made.office), "x").status_code == 404


# ---- elsewhere ----


def test_what_a_directive_asks_stands_with_its_letter_and_not_among_the_instruments(client, made):
    directive = a_directive(made)
    client.force_login(actor(Role.UNIT_HEAD, made.office.own).user)
    assert directive.instrument not in client.get(reverse("directives:instruments")).context["instruments"]
    page = reverse("directives:instrument", args=[directive.instrument.public_id])
    assert client.get(page).url == directive.letter.get_absolute_url()
    item = directive.instrument.obligations.first()
    edit = reverse("directives:obligation", args=[directive.instrument.public_id, item.public_id])
    assert client.get(edit).status_code == 404


def test_an_enterprise_learns_nothing_of_a_directive_by_its_instrument_and_no_filing_asks_it(client, made):
    directive = issued(made)
    tenant = made.people[made.tenants[0][0].pk][0]
    client.force_login(tenant.user)
    assert client.get(reverse("directives:instrument", args=[directive.instrument.public_id])).status_code == 404
    in_force = Instrument.objects.filter(board=directive.board).in_force_during(directive.instrument.valid_from, TODAY)
    assert directive.instrument not in in_force


def test_replacing_an_issued_directive_begins_another_and_its_page_says_whom_it_will_reach(client, made):
    out = issued(made)
    address = f"{reverse('directives:letter-new')}?related={out.letter.public_id}"
    client.post(address, {"relation": Relation.REPLACES, "unit_code": ""})
    letter = OfficialLetter.objects.get(related=out.letter)
    assert Directive.objects.get(letter=letter).audience.count() == 2
    said = f"Sẽ gửi đến 3 nơi đã nhận văn bản {out.letter}."
    assert said in client.get(letter.get_absolute_url()).content.decode()
    assert "sẽ gửi đến 3 nơi đã nhận" in client.get(page_of(letter)).content.decode()
