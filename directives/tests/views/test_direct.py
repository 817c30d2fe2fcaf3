"""Making a directive of a draft, part by part."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.asking import directing
from directives.asking.directing import Asked, Line
from directives.models import Directive, Group, LetterStatus, ObligationKind, Way
from directives.tests.audiences import CLOSING, ITEM, a_directive, issued, scene
from directives.tests.office import DRAFTED, a_draft, carry
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor, place

pytestmark = pytest.mark.django_db


def address_of(letter, name="direct", *more):
    return reverse(f"directives:{name}", args=[letter.public_id, *more])


def send(client, letter, part, **typed):
    return client.post(address_of(letter), {"part": part, **typed})


def line(number, **chosen):
    return {f"line-{number}-{name}": value for name, value in {"duty": "act", "way": "direct", **chosen}.items()}


def item(number, passage, **chosen):
    typed = {"passage": passage, "kind": "directive", "due_kind": "", "title": "", **chosen}
    return {f"item-{number}-{name}": value for name, value in typed.items()}


@pytest.fixture
def made(client):
    found = scene()
    client.force_login(found.office.officer.user)
    return found


@pytest.fixture
def draft(made):
    return a_draft(made.office)


def lines_of(letter):
    lines = Directive.objects.get(letter=letter).audience.all()
    return [(one.group, one.zone, one.organisation, one.duty, one.way, one.excluded) for one in lines]


# ---- whom ----


def test_a_look_at_the_page_makes_no_directive(client, draft):
    answer = client.get(address_of(draft))
    assert "Văn bản thường" in answer.content.decode()
    assert not Directive.objects.exists()


def test_lines_are_saved_as_chosen_and_empty_rows_are_none(client, made, draft):
    zone, tenant = made.zones[0], made.tenants[0][0]
    typed = {
        **line(0, group="investors"),
        **line(1, group="tenants", zone=zone.public_id, way="forwarded"),
        **line(2, group="", organisation=tenant.public_id, excluded="on"),
        **line(3, group=""),
    }
    assert send(client, draft, "audience", **typed).status_code == 302
    assert lines_of(draft) == [
        (Group.INVESTORS, None, None, "act", Way.DIRECT, False),
        (Group.TENANTS, zone, None, "act", Way.FORWARDED, False),
        (Group.ORGANISATION, None, tenant, "act", Way.DIRECT, True),
    ]


def test_a_line_that_stands_twice_is_refused_and_what_was_typed_stays(client, draft):
    answer = send(client, draft, "audience", **line(0, group="units"), **line(1, group="units", duty="know"))
    assert answer.status_code == 409
    assert [row["duty"].value() for row in answer.context["audience"].rows] == ["act", "know"]
    assert not Directive.objects.filter(audience__isnull=False).exists()


def test_a_zone_without_a_group_is_no_line(client, made, draft):
    answer = send(client, draft, "audience", **line(0, group="", zone=made.zones[0].public_id))
    assert answer.status_code == 422
    assert "Chọn nhóm của khu này" in answer.content.decode()


def test_without_scripts_rows_are_added_and_removed_by_the_page_itself(client, made, draft):
    typed = {**line(0, group="investors"), **line(4, group="units")}
    added = send(client, draft, "audience", **typed, do="row")
    assert [row.prefix for row in added.context["audience"].rows] == ["line-0", "line-4", "line-5"]
    removed = send(client, draft, "audience", **typed, do="remove:0")
    assert [row["group"].value() for row in removed.context["audience"].rows] == ["units"]
    assert not Directive.objects.exists()


def test_an_organisation_is_found_without_accents_and_added_as_a_line(client, made, draft):
    one = OrganisationFactory(board=made.office.own.board, name="Công ty TNHH Thử Nghiệm Hòa Bình")
    found = send(client, draft, "audience", name="hoà binh", do="find")
    assert found.context["found"] == [one]
    added = send(client, draft, "audience", **line(0, group="units"), do=f"add:{one.public_id}")
    assert [row.named for row in added.context["audience"].rows] == [None, one]
    assert "Hòa Bình" in client.get(address_of(draft, "direct-names"), {"name": "hoa binh"}).content.decode()


def test_an_organisation_of_another_board_is_not_added(client, draft):
    stranger = OrganisationFactory()
    assert send(client, draft, "audience", do=f"add:{stranger.public_id}").status_code == 404
    answer = send(client, draft, "audience", **line(0, organisation=stranger.public_id))
    assert answer.status_code == 422
    assert stranger.name not in answer.content.decode()


# ---- who that is ----


def test_the_page_says_how_many_that_is_and_who_stands_apart(client, made, draft):
    send(client, draft, "audience", **line(0, group="investors"), **line(1, group="tenants", way="forwarded"))
    reach = client.get(address_of(draft)).context["reach"]
    assert (reach.everybody, reach.without_account, reach.in_nobodys_zone) == (8, 2, 1)
    assert reach.by_kind == [("Chủ đầu tư hạ tầng", 2), ("Chủ đầu tư thứ cấp", 6)]
    assert [count for _zone, count in reach.by_zone] == [4, 4]
    listed = client.get(address_of(draft, "direct-reach", "without-account")).context["page"]
    assert set(listed) == {made.nobodys, made.tenants[1][-1]}
    straight = {
        one
        for one in client.get(address_of(draft, "direct-reach", "everybody")).context["page"]
        if not one.has_investor
    }
    assert straight == {*made.investors, made.nobodys}
    assert list(client.get(address_of(draft, "direct-reach", "in-nobodys-zone")).context["page"]) == [made.nobodys]
    assert client.get(address_of(draft, "direct-reach", "nobody")).status_code == 404


def test_the_page_asks_as_much_of_the_database_for_fifty_as_for_five(client, made):
    directive = a_directive(made)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address_of(directive.letter)).status_code == 200
        return len(captured)

    few = queries()
    for _ in range(45):
        place(OrganisationFactory(board=made.office.own.board), made.zones[0])
    assert queries() == few


# ---- what is asked ----


def asked(letter):
    found = Directive.objects.get(letter=letter).instrument.obligations.order_by("position")
    return [(one.title, one.text, one.kind) for one in found]


def test_a_paragraph_and_a_sentence_become_obligations_in_the_order_of_the_letter(client, draft):
    typed = {
        **item(0, CLOSING, given="on", title="Thực hiện", kind="emphasis", traits=["handles_chemicals"]),
        **item(1, ITEM),
        **item(2, "", given="on", words="rà soát hệ thống camera", title="Camera", due_kind="workdays", due_offset="5"),
    }
    assert send(client, draft, "obligations", **typed).status_code == 302
    assert asked(draft) == [
        ("Camera", "rà soát hệ thống camera", ObligationKind.DIRECTIVE),
        ("Thực hiện", CLOSING, ObligationKind.EMPHASIS),
    ]
    stressed = Directive.objects.get(letter=draft).instrument.obligations.get(title="Thực hiện")
    assert stressed.audience == {"traits": ["handles_chemicals"]}
    assert stressed.answer_wanted is False


def test_what_is_no_longer_ticked_is_dropped_and_the_rest_keeps_its_figures(client, made):
    directive = a_directive(made, asked=[Asked(text=ITEM, title="Camera"), Asked(text=CLOSING, title="Hai")])
    first, second = directive.instrument.obligations.order_by("position")
    fields = {
        "version": 1,
        "groups": [{"key": "g", "title": "Số liệu", "fields": [{"key": "n", "type": "integer", "label": "Số"}]}],
    }
    type(first).objects.filter(pk=first.pk).update(fields=fields)
    send(
        client,
        directive.letter,
        "obligations",
        **item(0, ITEM, given="on", title="Camera", obligation=first.public_id, due_kind="tet", due_offset="-30"),
        **item(1, CLOSING, title="Hai", obligation=second.public_id),
    )
    (kept,) = directive.instrument.obligations.all()
    assert (kept.pk, kept.fields, kept.due_offset) == (first.pk, fields, -30)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Đặt tên ngắn"),
        ({"words": "Câu này văn bản không có"}, "không có nguyên văn"),
        ({"due_kind": "fixed"}, "Hạn thiếu ngày"),
        ({"due_kind": "workdays", "due_offset": "-1"}, "nhỏ hơn 0"),
        ({"due_kind": "fixed", "due_on": "31/31/2026"}, "Ngày"),
    ],
)
def test_what_makes_no_obligation_is_said_beside_its_row_and_nothing_is_saved(client, draft, wrong, said):
    typed = {**item(0, ITEM, given="on", title="Camera"), **{f"item-0-{name}": value for name, value in wrong.items()}}
    answer = send(client, draft, "obligations", **typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Directive.objects.exists()


def test_the_day_that_counting_from_today_gives_is_shown(client, made):
    directive = a_directive(made, asked=[Asked(text=ITEM, title="Camera", due_kind="workdays", due_offset=5)])
    with time_machine.travel(DRAFTED, tick=False):
        page = client.get(address_of(directive.letter)).content.decode()
    assert "Nếu phát hành hôm nay: hạn 16/03/2026." in page


def test_an_obligation_whose_words_are_gone_is_marked_and_stops_the_letter(client, made):
    directive = a_directive(made)
    letter = directive.letter
    type(letter).objects.filter(pk=letter.pk).update(
        data={**letter.data, "body": [{"text": "Lời văn khác hẳn."}, {"text": CLOSING}]}
    )
    rows = client.get(address_of(letter)).context["obligations"].rows
    assert [(row.is_gone, row.said) for row in rows] == [
        (True, ITEM),
        (False, "Lời văn khác hẳn."),
        (False, CLOSING),
        (False, ""),
    ]
    answer = client.post(
        reverse("directives:letter-submit", args=[letter.public_id]), {"version": letter.version}, follow=True
    )
    assert "Nội dung giao không còn nguyên văn trong văn bản: Rà soát camera." in answer.content.decode()


def test_figures_of_an_obligation_are_asked_on_a_page_of_their_own(client, made):
    directive = a_directive(made)
    one = directive.instrument.obligations.get(kind="directive")
    page = address_of(directive.letter, "direct-figures", one.public_id)
    assert client.get(page).status_code == 200
    rows = {"fields-TOTAL_FORMS": "1", "fields-INITIAL_FORMS": "0"}
    client.post(page, {**rows, "fields-0-label": "Số camera", "fields-0-type": "integer"})
    one.refresh_from_db()
    assert one.fields["groups"][0]["fields"][0]["label"] == "Số camera"
    assert (one.title, one.due_offset) == ("Rà soát camera", 10)
    forwarding = directive.instrument.obligations.get(kind="forwarding")
    assert client.get(address_of(directive.letter, "direct-figures", forwarding.public_id)).status_code == 404


# ---- and back ----


def test_a_draft_becomes_an_ordinary_letter_again(client, made):
    directive = a_directive(made)
    assert send(client, directive.letter, "withdraw").status_code == 302
    assert not Directive.objects.exists()
    carry(made.office, directive.letter, "submit")
    assert directive.letter.status == LetterStatus.CONTENT_REVIEW


def test_a_letter_under_way_is_read_and_not_directed(client, made):
    directive = a_directive(made)
    carry(made.office, directive.letter, "submit")
    assert client.get(address_of(directive.letter)).url == directive.letter.get_absolute_url()
    send(client, directive.letter, "audience", **line(0, group="units"))
    assert directive.audience.count() == 2


def test_a_decision_is_no_directive(client, made):
    decision = a_draft(made.office, kind="decision")
    assert client.get(address_of(decision)).status_code == 302


def test_colleagues_read_who_it_is_and_only_the_drafter_changes_it(client, made):
    directive = a_directive(made)
    client.force_login(made.office.clerk.user)
    assert client.get(address_of(directive.letter)).status_code == 403
    assert send(client, directive.letter, "withdraw").status_code == 403
    assert client.get(address_of(directive.letter, "direct-reach", "everybody")).status_code == 200
    for stranger in (actor(Role.OFFICER), made.people[made.investors[0].pk][0]):
        client.force_login(stranger.user)
        for page in (address_of(directive.letter), address_of(directive.letter, "direct-reach", "everybody")):
            assert client.get(page).status_code == 404
    assert Directive.objects.filter(pk=directive.pk).exists()


def test_typed_lines_outlive_the_session(client, made, draft):
    client.logout()
    send(client, draft, "audience", **line(0, group="agencies"))
    client.force_login(made.office.officer.user)
    rows = client.get(address_of(draft)).context["audience"].rows
    assert [row["group"].value() for row in rows] == ["agencies"]
    assert not directing.Directive.objects.exists()


def test_a_copied_directive_is_confirmed_on_its_page(client, made):
    directive = a_directive(made, lines=[Line(group=Group.INVESTORS)])
    Directive.objects.filter(pk=directive.pk).update(to_confirm=True)
    assert "chép từ đợt trước" in client.get(address_of(directive.letter)).content.decode()
    send(client, directive.letter, "confirm")
    assert not Directive.objects.get().to_confirm


def test_the_page_of_an_issued_directive_says_whom_it_reached(client, made):
    directive = issued(made)
    page = client.get(directive.letter.get_absolute_url()).content.decode()
    assert "Nơi nhận khi phát hành" in page
    assert "Rà soát camera" in page
    assert "Nơi nhận nếu phát hành hôm nay" not in page
