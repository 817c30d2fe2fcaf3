"""Two administrators agree that a board, or a zone, goes from one to the other; what is shown is what is done."""

import io
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse

from antt_portal.core import clock, wall
from antt_portal.core.formats import vn_date
from antt_portal.core.models import AuditEntry, Notice, Viewing
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.inspection.corpus import jpeg
from enterprises.middleware import SESSION_KEY
from enterprises.models import BoardTransfer, Membership, Organisation, Role, Succession, Zone
from enterprises.succession import transferring
from enterprises.succession.deciding import Ground
from enterprises.tasks import carry_out_successions
from enterprises.tests.factories import (
    BoardFactory,
    MembershipFactory,
    OrganisationFactory,
    ZoneFactory,
    actor,
    board_organisation,
    place,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return clock.today()


@pytest.fixture
def giver():
    return actor(Role.ADMINISTRATOR, board_organisation(BoardFactory(code="thai-binh-cu")))


@pytest.fixture
def taker():
    return actor(Role.ADMINISTRATOR, board_organisation(BoardFactory(code="hung-yen")))


@pytest.fixture
def set_clock(monkeypatch):
    return lambda at: monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def tenant(giver):
    tenant = OrganisationFactory(board=giver.organisation.board, tax_code="9900000012")
    place(tenant, ZoneFactory(board=tenant.board, name="KCN Ví Dụ Sông Xanh"))
    MembershipFactory(organisation=tenant, role=Role.HEAD)
    return tenant


def begun(giver, taker, on, **more):
    why = Ground("202/2025/QH15", on - timedelta(days=3))
    given = {"zone": None, "with_people": True, "on": on, "why": why, "by": giver, "at": clock.now()}
    return transferring.begin(taker.organisation.board, **{**given, **more})


def pressed(verb, found, by, **more):
    found.refresh_from_db()
    digest = transferring.examine(found, on=clock.today()).digest
    return verb(found, **{"digest": digest, "by": by, "at": clock.now(), "seen": found.version, **more})


def offered(giver, taker, on, **more):
    found = begun(giver, taker, on, **more)
    pressed(transferring.offer, found, giver)
    return found


def test_offered_by_the_one_and_taken_over_by_the_other(giver, taker, tenant, today):
    found = offered(giver, taker, today)
    assert not Organisation.objects.filter(predecessor=tenant).exists()
    pressed(transferring.take_over, found, taker)
    found.refresh_from_db()
    giver.organisation.board.refresh_from_db()
    assert (found.status, giver.organisation.board.closed_on) == ("done", today)
    assert Organisation.objects.get(predecessor=tenant).board == taker.organisation.board
    assert Succession.objects.filter(digest=found.digest, confirmed_by=taker.membership).count() == 1


def test_one_zone_goes_and_both_boards_go_on(giver, taker, tenant, today):
    zone = tenant.tenancies.get().zone
    pressed(transferring.take_over, offered(giver, taker, today, zone=zone), taker)
    assert {str(one.title) for one in Succession.objects.all()} == {"Chuyển khu sang Ban Quản lý khác"}
    assert Zone.objects.get(predecessor=zone).board == taker.organisation.board
    giver.organisation.board.refresh_from_db()
    assert giver.organisation.board.closed_on is None


def test_neither_side_does_what_is_the_others(giver, taker, today):
    found = begun(giver, taker, today)
    for verb, who in ((transferring.offer, taker), (transferring.take_over, giver)):
        with pytest.raises(Refused) as refused:
            pressed(verb, found, who)
        assert refused.value.code == "not-entitled"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.CLERK])
def test_only_administrators_offer_and_take_over(giver, taker, today, role):
    found = begun(giver, taker, today)
    with pytest.raises(Refused) as refused:
        pressed(transferring.offer, found, actor(role, giver.organisation))
    assert refused.value.code == "not-entitled"
    pressed(transferring.offer, found, giver)
    for act in (transferring.take_over, transferring.drop):
        more = {"reason": ""} if act is transferring.drop else {"digest": ""}
        with pytest.raises(Refused) as refused:
            act(found, by=actor(role, taker.organisation), at=clock.now(), seen=2, **more)
        assert refused.value.code == "not-entitled"


def test_nothing_is_taken_over_before_it_is_offered_and_nothing_twice(giver, taker, tenant, today):
    found = begun(giver, taker, today)
    with pytest.raises(Refused, match="đã được người khác xử lý"):
        pressed(transferring.take_over, found, taker)
    pressed(transferring.offer, found, giver)
    pressed(transferring.take_over, found, taker)
    with pytest.raises(Refused, match="đã được người khác xử lý"):
        pressed(transferring.take_over, found, taker)
    assert Organisation.objects.filter(predecessor=tenant).count() == 1


def test_what_changed_since_the_preview_is_looked_at_again(giver, taker, tenant, today):
    found = offered(giver, taker, today)
    shown = transferring.examine(found, on=today).digest
    place(OrganisationFactory(board=tenant.board), tenant.tenancies.get().zone)
    with pytest.raises(Refused) as refused:
        pressed(transferring.take_over, found, taker, digest=shown)
    found.refresh_from_db()
    assert (refused.value.code, found.status) == ("changed", "offered")


def test_what_stands_in_the_way_is_not_even_offered(giver, taker, tenant, today):
    ZoneFactory(board=taker.organisation.board, name="KCN Ví Dụ Sông Xanh")
    with pytest.raises(Refused, match="Khu trùng tên"):
        offered(giver, taker, today)


def test_one_waits_at_a_time(giver, taker, today):
    found = begun(giver, taker, today)
    with pytest.raises(Refused, match="chưa xong"):
        begun(giver, taker, today)
    transferring.drop(found, reason="", by=giver, at=clock.now(), seen=1)
    assert begun(giver, taker, today).status == "draft"


def planned(giver, taker, today, set_clock):
    """Taken over ahead, and its day has come."""
    found = offered(giver, taker, today + timedelta(days=9))
    assert pressed(transferring.take_over, found, taker).status == "planned"
    assert carry_out_successions() == 0
    set_clock(clock.now() + timedelta(days=9))
    return found


def test_a_day_to_come_is_waited_for(giver, taker, tenant, today, set_clock):
    found = planned(giver, taker, today, set_clock)
    assert carry_out_successions() == 1
    found.refresh_from_db()
    assert (found.status, carry_out_successions()) == ("done", 0)
    assert Organisation.objects.get(predecessor=tenant).board == taker.organisation.board


def test_whoever_took_it_over_and_left_holds_it(giver, taker, tenant, today, set_clock):
    found = planned(giver, taker, today, set_clock)
    Membership.objects.filter(pk=taker.membership.pk).update(valid_to=today)
    assert carry_out_successions() == 1
    found.refresh_from_db()
    assert (found.status, "không còn làm việc này" in found.reason) == ("offered", True)
    assert not Organisation.objects.filter(predecessor=tenant).exists()


def test_what_stands_in_the_way_on_its_day_holds_it_and_both_are_told(giver, taker, tenant, today, set_clock):
    found = planned(giver, taker, today, set_clock)
    ZoneFactory(board=taker.organisation.board, name="KCN Ví Dụ Sông Xanh")
    carry_out_successions()
    found.refresh_from_db()
    assert (found.status, "Khu trùng tên" in found.reason) == ("offered", True)
    told = [one.recipient for one in Notice.objects.filter(kind="board_transfer", params__what="held")]
    assert told == [giver.user, taker.user]


def test_each_is_told_behind_its_own_wall(giver, taker, today):
    found = offered(giver, taker, today)
    transferring.drop(found, reason="Chưa có nghị quyết", by=taker, at=clock.now(), seen=2)
    told = Notice.objects.filter(kind="board_transfer").order_by("pk")
    assert [(one.params["what"], one.recipient, one.board_id) for one in told] == [
        ("offered", taker.user, taker.board_id),
        ("dropped", giver.user, giver.board_id),
        ("dropped", taker.user, taker.board_id),
    ]
    assert {one.params["why"] for one in told} == {"", "Chưa có nghị quyết"}
    verbs = AuditEntry.objects.filter(subject_id=found.public_id).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["boardtransfer.begin", "boardtransfer.offer", "boardtransfer.drop"]


def test_what_was_dropped_before_it_was_offered_nobody_else_learns_of(giver, taker, today):
    transferring.drop(begun(giver, taker, today), reason="", by=giver, at=clock.now(), seen=1)
    assert not Notice.objects.exists()
    assert not BoardTransfer.objects.visible_to(taker).exists()


def typed(taker, on, **more):
    day = vn_date(on)
    ground = {"effective_on": day, "document": "202/2025/QH15", "documented_on": day}
    return {"to": taker.organisation.board.code, "with_people": "on", **ground, **more}


def address(name, found):
    return reverse(f"enterprises:board-transfer{name}", args=[found.public_id])


def act_for(client, one):
    """By now each works for both boards."""
    session = client.session
    session[SESSION_KEY] = str(one.membership.public_id)
    session.save()


def press(client, name, found):
    page = client.get(found.get_absolute_url())
    found.refresh_from_db()
    form = {"version": found.version, "digest": page.context["preview"].digest}
    return client.post(address(name, found), form, follow=True).content.decode()


@pytest.mark.postgres
def test_from_the_form_of_the_one_to_the_page_of_the_other(client, giver, taker, tenant, today):
    paper = io.BytesIO(jpeg())
    paper.name = "Nghị quyết.jpg"
    client.force_login(giver.user)
    listed = client.get(reverse("enterprises:board-transfer-new")).content.decode()
    assert (taker.organisation.name in listed, f'value="{giver.organisation.board.code}"' in listed) == (True, False)
    client.post(reverse("enterprises:board-transfer-new"), typed(taker, today, file=paper))
    found = BoardTransfer.objects.get()
    assert "KCN Ví Dụ Sông Xanh" in client.get(found.get_absolute_url()).content.decode()
    client.force_login(taker.user)
    assert client.get(found.get_absolute_url()).status_code == 404
    client.force_login(giver.user)
    assert "Đã gửi." in press(client, "-offer", found)
    client.force_login(taker.user)
    assert found.get_absolute_url() in client.get(reverse("enterprises:successions")).content.decode()
    shown = client.get(found.get_absolute_url()).content.decode()
    assert ("KCN Ví Dụ Sông Xanh" in shown, "Nhận, thực hiện ngay" in shown) == (True, True)
    assert b"".join(client.get(address("-file", found))) == jpeg()
    assert Viewing.objects.get(kind="file").board_id == giver.board_id
    assert "Đã thực hiện." in press(client, "-take-over", found)
    assert Organisation.objects.get(predecessor=tenant).board == taker.organisation.board
    for one in (giver, taker):
        client.force_login(one.user)
        act_for(client, one)
        written = Succession.objects.get(board=one.board_id)
        assert written.get_absolute_url() in client.get(found.get_absolute_url()).content.decode()


def test_who_would_take_it_over_may_decline_with_a_reason(client, giver, taker, today):
    found = offered(giver, taker, today)
    client.force_login(taker.user)
    client.post(address("-drop", found), {"version": 2, "reason": "Chưa có nghị quyết"})
    client.force_login(giver.user)
    shown = client.get(found.get_absolute_url()).content.decode()
    assert ("Chưa có nghị quyết" in shown, "Đã bỏ" in shown) == (True, True)
    assert "<button" not in shown.split("<main")[1]


def test_administrators_of_a_third_board_see_nothing(client, giver, taker, today):
    found = offered(giver, taker, today)
    stranger = actor(Role.ADMINISTRATOR, board_organisation(BoardFactory()))
    client.force_login(stranger.user)
    answers = [client.get(address(page, found)).status_code for page in ("", "-file")]
    answers += [client.post(address(act, found)).status_code for act in ("-offer", "-take-over", "-drop")]
    assert set(answers) == {404}


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": "khong-co"},
        {"to": ""},
        {"to": "thai-binh-cu"},
        {"documented_on": "01/01/2999"},
        {"document": "Tối mật 12"},
        {"effective_on": "32/13/2026"},
        {"zone": "00000000-0000-0000-0000-000000000000"},
    ],
)
def test_what_is_typed_wrong_is_said_and_nothing_is_written(client, giver, taker, today, wrong):
    client.force_login(giver.user)
    answer = client.post(reverse("enterprises:board-transfer-new"), {**typed(taker, today), **wrong})
    assert answer.status_code in {409, 422}
    assert not BoardTransfer.objects.exists()


def test_a_zone_of_another_board_is_no_choice(client, giver, taker, today):
    client.force_login(giver.user)
    strange = ZoneFactory(board=taker.organisation.board)
    answer = client.post(reverse("enterprises:board-transfer-new"), typed(taker, today, zone=strange.public_id))
    assert (answer.status_code, BoardTransfer.objects.count()) == (422, 0)


def test_without_another_board_there_is_nothing_to_choose(client, giver):
    client.force_login(giver.user)
    page = client.get(reverse("enterprises:board-transfer-new")).content.decode()
    assert "Chưa có Ban Quản lý nào khác" in page
    assert 'name="to"' not in page


@pytest.mark.postgres
def test_either_board_reads_the_row_and_only_work_for_both_writes_it(giver, taker, today):
    found = begun(giver, taker, today)
    for one in (giver, taker):
        with wall.within([one.board_id]):
            assert BoardTransfer.objects.get() == found
            with pytest.raises(Exception, match="row-level security"), transaction.atomic():
                BoardTransfer.objects.update(reason="Một bên sửa")
    with wall.within([BoardFactory().pk]):
        assert not BoardTransfer.objects.exists()
    with transferring.behind_both(found):
        assert BoardTransfer.objects.update(reason="Cả hai") == 1
    assert connection.vendor == "postgresql"
