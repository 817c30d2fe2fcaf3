"""Who signs for the board and with which key: only its administrator says so."""

import io
from contextlib import nullcontext
from datetime import date

import pytest
from django.urls import reverse
from PIL import Image

from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from directives.models import LetterKind, OfficialLetter, SigningKey
from directives.tests.office import DRAFTED, delegated, staffed_office
from directives.views.editor_page import signers_of
from enterprises.models import Authority, Delegation, Role
from enterprises.people.delegating import end, grant
from enterprises.tests.factories import UserFactory, actor

pytestmark = pytest.mark.django_db
PAGE = "directives:delegations"
KEYS = {"leader": {"file": "khong-mo.p12"}, "agency": {"file": "khong-mo.p12"}}


@pytest.fixture
def office(settings):
    settings.SIGNING_KEYS = KEYS
    return staffed_office()


@pytest.fixture
def administrator(client, office):
    one = actor(Role.ADMINISTRATOR, office.own)
    client.force_login(one.user)
    return one


def typed(signer, **changes):
    said = {"user": signer.public_id, "authority": "TL.", "for_office": "Trưởng ban", "office": "Chánh Văn phòng"}
    return {**said, "document": "QĐ 7/QĐ-BQL", "valid_from": "01/03/2026", "valid_to": "", **changes}


def picture(mode="RGBA", kind="PNG"):
    file = io.BytesIO()
    Image.new(mode, (60, 30)).save(file, kind)
    file.seek(0)
    file.name = f"chu-ky.{kind.lower()}"
    return file


def test_the_administrator_grants_and_ends_an_authority(client, office, administrator):
    assert client.post(reverse("directives:delegation-grant"), typed(office.unit_head.user)).status_code == 302
    given = Delegation.objects.get(user=office.unit_head.user)
    assert given.lines == "TL. TRƯỞNG BAN / CHÁNH VĂN PHÒNG"
    ending = reverse("directives:delegation-end", args=[given.public_id])
    for day in ("28/02/2026", "hôm nay", ""):
        client.post(ending, {"last_day": day})
    given.refresh_from_db()
    assert given.valid_to is None
    client.post(ending, {"last_day": "30/06/2026"})
    client.post(ending, {"last_day": "31/12/2026"})
    given.refresh_from_db()
    assert given.valid_to == date(2026, 6, 30)
    verbs = AuditEntry.objects.filter(subject_id=given.public_id).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["delegation.grant", "delegation.end"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"office": ""}, 422),
        ({"valid_from": "32/01/2026"}, 422),
        ({"authority": "XX."}, 422),
        ({"user": "x"}, 422),
        ({"valid_to": "28/02/2026"}, 409),
        ({"document": ""}, 409),
        ({"for_office": " "}, 409),
        ({"valid_from": "01/01/2019"}, 409),
        ({"authority": "TUQ."}, 409),  # without a last day
        ({"letter_kinds": ["bức thư"]}, 422),
    ],
)
def test_a_faulty_authority_is_shown_again(client, office, administrator, changes, status):
    answer = client.post(reverse("directives:delegation-grant"), typed(office.unit_head.user, **changes))
    assert answer.status_code == status
    assert not Delegation.objects.filter(user=office.unit_head.user).exists()


def test_an_authority_may_be_for_some_kinds_of_letters_and_says_so(client, office, administrator):
    told = typed(office.unit_head.user, letter_kinds=[LetterKind.SUBMISSION])
    answer = client.post(reverse("directives:delegation-grant"), told, follow=True)
    assert "Chỉ ký: Tờ trình" in answer.content.decode()
    assert signers(office, LetterKind.SUBMISSION) == {office.leader.user, office.unit_head.user}
    assert signers(office, LetterKind.OFFICIAL_LETTER) == {office.leader.user}


def signers(office, kind):
    letter = OfficialLetter(issuer=office.own, kind=kind, drafted_by=office.officer.user)
    return {one.user for one in signers_of(letter)}


def test_somebody_who_does_not_work_here_cannot_sign(client, administrator):
    stranger = UserFactory()
    assert client.post(reverse("directives:delegation-grant"), typed(stranger)).status_code == 422


@pytest.mark.parametrize("authority", [Authority.HEAD, Authority.ACTING])
@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        (date(2026, 6, 30), None, True),
        (date(2026, 1, 1), date(2026, 3, 1), True),
        (date(2026, 7, 1), None, False),
        (date(2026, 1, 1), date(2026, 2, 28), False),
    ],
)
def test_there_is_one_head_at_a_time(office, authority, first, last, overlaps):
    head = {"authority": Authority.HEAD, "for_office": "", "document": ""}
    days = {"valid_from": date(2026, 3, 1), "valid_to": date(2026, 6, 30)}
    delegated(office.own, office.leader, **head, **days)
    told = {"authority": authority, "office": "Trưởng ban", "valid_from": first, "valid_to": last}
    expected = pytest.raises(Refused, match="đã ký với tư cách") if overlaps else nullcontext()
    with expected:
        grant(office.own, office.unit_head.user, **told, by=office.clerk, at=DRAFTED)
    assert Delegation.objects.filter(user=office.unit_head.user).exists() is not overlaps


def test_deputies_may_sign_beside_the_head_and_each_other(office):
    told = {"authority": Authority.FOR_HEAD, "for_office": "Trưởng ban", "office": "Phó", "document": "QĐ 1"}
    grant(office.own, office.unit_head.user, **told, valid_from=date(2026, 3, 1), by=office.clerk, at=DRAFTED)
    assert Delegation.objects.count() == 2


def test_an_authority_can_end_on_its_first_day_and_not_be_made_longer(office):
    end(office.delegation, last_day=office.delegation.valid_from, by=office.clerk, at=DRAFTED)
    office.delegation.refresh_from_db()
    assert office.delegation.valid_to == office.delegation.valid_from


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.CLERK, Role.HEAD])
def test_nobody_else_says_who_signs(client, office, role):
    organisation = None if role == Role.HEAD else office.own
    client.force_login(actor(role, organisation).user)
    assert client.get(reverse(PAGE)).status_code == 403
    assert client.post(reverse("directives:delegation-grant"), typed(office.unit_head.user)).status_code == 403
    assert client.post(reverse("directives:signing-key-assign"), {}).status_code == 403
    assert Delegation.objects.count() == 1


def test_another_board_does_not_find_it(client, office):
    client.force_login(actor(Role.ADMINISTRATOR).user)
    key = SigningKey.objects.create(board_id=office.own.board_id, key_name="leader", user=office.leader.user)
    ending = reverse("directives:delegation-end", args=[office.delegation.public_id])
    assert client.post(ending, {"last_day": "01/01/2026"}).status_code == 404
    assert client.post(reverse("directives:signing-key-retire", args=[key.public_id])).status_code == 404
    assert list(client.get(reverse(PAGE)).context["delegations"]) == []


def assigned(client, **changes):
    return client.post(reverse("directives:signing-key-assign"), {"holder": "agency", "key_name": "agency", **changes})


def test_a_key_is_given_to_the_agency_and_a_new_one_takes_its_place_with_the_same_picture(
    client, office, administrator
):
    assert assigned(client, image=picture()).status_code == 302
    assert assigned(client, key_name="leader").status_code == 302
    old, new = SigningKey.objects.order_by("pk")
    assert (old.is_active, new.is_active, new.organisation) == (False, True, office.own)
    assert new.image == old.image is not None
    client.post(reverse("directives:signing-key-retire", args=[new.public_id]))
    client.post(reverse("directives:signing-key-retire", args=[new.public_id]))
    assert not SigningKey.objects.filter(is_active=True).exists()
    assert AuditEntry.objects.filter(verb="signingkey.retire").count() == 1


def test_a_signer_gets_a_key(client, office, administrator):
    assigned(client, holder=office.leader.user.public_id, key_name="leader")
    assert SigningKey.objects.get().user == office.leader.user


@pytest.mark.parametrize("wrong", [{"holder": "x"}, {"key_name": "khong-co"}])
def test_a_key_that_the_settings_do_not_have_is_not_given(client, office, administrator, wrong):
    assert assigned(client, **wrong).status_code == 422
    assert not SigningKey.objects.exists()


@pytest.mark.parametrize("file", ["jpeg", "script"])
def test_only_a_png_is_taken_as_the_picture_of_a_signature(client, office, administrator, file):
    image = picture("RGB", "JPEG")
    if file == "script":
        image = io.BytesIO(b"<svg onload=alert(1)>")
        image.name = "chu-ky.png"
    assert assigned(client, image=image).status_code == 409
    assert not SigningKey.objects.exists()


def test_the_page_lists_who_signs(client, office, administrator):
    shown = client.get(reverse(PAGE)).content.decode()
    assert "KT. TRƯỞNG BAN" in shown
