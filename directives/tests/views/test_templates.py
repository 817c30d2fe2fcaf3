"""Templates of letters, and letters begun from them, blank, or about another."""

import pytest
import time_machine
from django.urls import reverse

from directives.models import LetterStatus, LetterTemplate, OfficialLetter, Relation
from directives.tests.office import DRAFTED, a_draft, a_letter, staffed_office, text
from enterprises.models import Organisation, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor

pytestmark = pytest.mark.django_db
NEW = "directives:letter-new"
SAID = "Đề nghị [[Tên doanh nghiệp]] báo cáo trước ngày [[Ngày]]./."


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(DRAFTED, tick=False):
        yield


@pytest.fixture
def office(client):
    office = staffed_office()
    client.force_login(office.unit_head.user)
    return office


@pytest.fixture
def template(office):
    data = text(office, recipients=["[[Tên doanh nghiệp]]"], body=[{"text": SAID}])
    return LetterTemplate.objects.create(
        board=office.own.board,
        name="Đôn đốc báo cáo",
        kind=data["kind"],
        data=data,
        changed_at=DRAFTED,
        changed_by=office.unit_head.user,
    )


def page(name, *rows):
    return reverse(f"directives:{name}", args=[row.public_id for row in rows])


def written(**changed):
    empty = dict.fromkeys(("symbol", "place", "urgency", "recipients", "also_to", "bases", "copies_to", "archive"), "")
    return {**empty, "name": "Mời họp", "subject": "mời họp", "body-0-text": "Mời [[Ai]] dự họp./.", **changed}


# ---- templates ----


def test_a_template_is_written_and_listed_with_its_placeholders(client, office):
    assert client.post(page("letter-template-new"), written()).status_code == 302
    shown = client.get(page("letter-templates")).content.decode()
    assert "Mời họp" in shown
    assert "Ai" in shown


def test_a_template_begins_with_the_text_of_a_letter(client, office):
    letter = a_draft(office, "rà soát camera")
    shown = client.get(page("letter-template-new"), {"letter": letter.public_id}).context["words"]
    assert shown["subject"].value() == "rà soát camera"
    assert client.get(page("letter-template-new"), {"letter": "x"}).status_code == 404


def test_two_templates_of_a_board_have_two_names(client, office, template):
    answer = client.post(page("letter-template-new"), written(name=template.name))
    assert answer.status_code == 422
    assert LetterTemplate.objects.count() == 1


def test_a_template_is_changed_and_its_rows_move_by_buttons(client, office, template):
    sent = written(name=template.name, **{"body-1-text": "Đoạn hai."})
    shown = client.post(page("letter-template", template), {**sent, "do": "row:up:1"}).context["forms"]
    assert shown.items[0]["text"].value() == "Đoạn hai."
    client.post(page("letter-template", template), sent)
    template.refresh_from_db()
    assert template.data["subject"] == "mời họp"


@pytest.mark.parametrize("rubbish", [{"name": ""}, {"urgency": "x"}, {"subject": "\U000f0000"}])
def test_a_template_with_rubbish_is_not_saved(client, office, template, rubbish):
    before = template.data
    assert client.post(page("letter-template", template), written(**rubbish)).status_code == 422
    template.refresh_from_db()
    assert template.data == before


def test_a_template_out_of_use_begins_no_letter(client, office, template):
    client.post(page("letter-template-use", template), {"in_use": "0"})
    assert client.get(reverse(NEW), {"template": template.public_id}).status_code == 404
    client.post(page("letter-template-use", template), {"in_use": "1"})
    assert client.get(reverse(NEW), {"template": template.public_id}).status_code == 200


def test_officers_use_templates_and_keepers_write_them(client, office, template):
    client.force_login(office.officer.user)
    assert client.get(page("letter-templates")).status_code == 200
    assert client.get(page("letter-template", template)).status_code == 403
    assert client.get(page("letter-template-new")).status_code == 403
    assert client.post(page("letter-template-use", template)).status_code == 403
    client.force_login(office.leader.user)
    assert client.get(page("letter-templates")).status_code == 403


def test_templates_of_another_board_are_not_there(client, template):
    client.force_login(actor(Role.UNIT_HEAD).user)
    assert client.get(page("letter-template", template)).status_code == 404
    assert client.get(reverse(NEW), {"template": template.public_id}).status_code == 404
    assert template.name not in client.get(page("letter-templates")).content.decode()


# ---- beginning ----


def begun():
    return OfficialLetter.objects.filter(status=LetterStatus.DRAFT).latest("pk")


def test_a_letter_from_a_template_is_filled_with_what_was_asked(client, office, template):
    asked = client.get(reverse(NEW), {"template": template.public_id}).context["form"]
    assert [field.label for field in asked] == ["Tên doanh nghiệp", "Ngày", "Đơn vị soạn thảo, trong ký hiệu"]
    client.post(f"{reverse(NEW)}?template={template.public_id}", {"value-0": "Công ty Ví Dụ", "value-1": ""})
    letter = begun()
    assert letter.data["recipients"] == ["Công ty Ví Dụ"]
    assert letter.data["body"][0]["text"] == "Đề nghị Công ty Ví Dụ báo cáo trước ngày [[Ngày]]./."
    assert letter.drafted_by == office.unit_head.user


def test_a_placeholder_left_is_shown_as_something_to_mend(client, office, template):
    client.post(f"{reverse(NEW)}?template={template.public_id}", {"value-0": "Công ty Ví Dụ"})
    (left,) = client.get(page("letter-edit", begun())).context["remarks"]
    assert (left.code, left.blocks, left.words) == ("placeholder", True, "[[Ngày]]")


def test_a_blank_letter_has_the_head_of_the_day_and_the_symbol_of_the_unit(client, office):
    Organisation.objects.filter(
        pk=OrganisationFactory(board=office.own.board, kind=OrganisationKind.UNIT, parent=office.own).pk
    ).update(code="QHXD")
    client.post(reverse(NEW), {"kind": "official_letter", "unit_code": "QHXD"})
    assert begun().symbol == "BQL-QHXD"
    assert client.post(reverse(NEW), {"kind": "certificate"}).status_code == 422


@pytest.mark.parametrize("relation", list(Relation))
def test_a_letter_about_another_names_it_and_is_linked(client, office, relation):
    related = a_letter(office, LetterStatus.ISSUED)
    address = f"{reverse(NEW)}?related={related.public_id}&relation={relation}"
    assert client.get(address).context["form"]["relation"].value() == relation
    client.post(address, {"relation": relation})
    letter = begun()
    assert (letter.related, letter.relation) == (related, relation)
    cited = f"số {related.number_text}/{related.symbol} ngày 09 tháng 3 năm 2026"
    if relation == Relation.COPIES:
        assert letter.data["original"]["number"] == related.number
    else:
        assert cited in letter.data["body"][0 if relation != Relation.REPLACES else -1]["text"]
    assert client.get(page("letter-edit", letter)).status_code == 200


def test_nothing_is_begun_about_a_letter_that_is_not_out_or_not_ours(client, office):
    draft, theirs = a_draft(office), a_letter(staffed_office(), LetterStatus.ISSUED)
    for other in (draft, theirs):
        assert client.get(reverse(NEW), {"related": other.public_id}).status_code == 404
    assert client.get(reverse(NEW), {"related": "x"}).status_code == 404


def test_only_those_who_compose_begin_letters(client, office):
    for person, status in ((office.officer, 200), (office.clerk, 403), (office.leader, 403)):
        client.force_login(person.user)
        assert client.get(reverse(NEW)).status_code == status
    client.force_login(actor(Role.HEAD).user)
    assert client.get(reverse(NEW)).status_code == 403
