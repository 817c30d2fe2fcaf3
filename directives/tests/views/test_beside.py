"""Preview and findings beside a draft."""

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from antt_portal.core.documents import RenderFailed
from directives.tests.office import DRAFTED, a_draft
from directives.writing import previewing
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor

pytestmark = pytest.mark.django_db
DOUBLED = "Đề nghị các doanh nghiệp các doanh nghiệp kiểm tra phương tiện chữa cháy."


@pytest.fixture(autouse=True)
def today():
    cache.clear()
    with time_machine.travel(DRAFTED, tick=False):
        yield


@pytest.fixture
def letter(office, client):
    client.force_login(office.officer.user)
    return a_draft(office, body=[{"text": "Mở đầu."}, {"text": DOUBLED}, {"text": "Kết thúc./."}])


def of(letter, name, *more):
    return reverse(f"directives:{name}", args=[letter.public_id, *more])


@pytest.mark.parametrize("name", ["letter-beside", "letter-preview", "letter-page"])
def test_nobody_outside_the_board_sees_how_a_draft_will_look(client, letter, name):
    address = of(letter, name, *([1] if name == "letter-page" else []))
    for stranger in (actor(Role.OFFICER), actor(Role.HEAD, OrganisationFactory(board=letter.board))):
        client.force_login(stranger.user)
        assert client.get(address).status_code == 404
    client.force_login(actor(Role.CLERK, letter.issuer).user)
    assert client.get(address).status_code == 200


def test_a_finding_is_pinned_to_its_words(client, letter):
    shown = client.get(of(letter, "letter-beside"))
    ((page,), (remark,)) = shown.context["pages"], shown.context["remarks"]
    (pin,) = page.pins
    assert (pin.remark, remark.words) == (remark, "các doanh nghiệp các doanh nghiệp")
    (line,) = pin.lines
    assert line.y < pin.y < line.y + line.height
    assert "Lặp từ" in shown.content.decode()


def test_the_picture_of_a_page_is_drawn_from_the_pdf(client, letter):
    answer = client.get(of(letter, "letter-page", 1))
    content = b"".join(answer)
    assert content.startswith(b"\x89PNG")
    assert len(content) < 120_000
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(of(letter, "letter-page", 2)).status_code == 404
    assert client.get(of(letter, "letter-page", 0)).status_code == 404


def test_the_preview_is_made_once_for_one_text(client, letter, monkeypatch):
    client.get(of(letter, "letter-beside"))
    monkeypatch.setattr(previewing, "pool", None)
    assert client.get(of(letter, "letter-beside")).context["pages"]


def test_the_findings_are_there_when_nothing_can_be_printed(client, letter, monkeypatch):
    def fail(_letter):
        raise RenderFailed("no")

    monkeypatch.setattr("directives.views.beside.printed", fail)
    page = client.get(of(letter, "letter-beside")).content.decode()
    assert "Chưa dựng được bản xem trước" in page
    assert "Lặp từ" in page
    assert client.get(of(letter, "letter-page", 1)).status_code == 404


def test_pins_of_one_line_stand_below_each_other(client, office):
    twice = "Đề nghị các doanh nghiệp các doanh nghiệp rà soát hệ thống camera hệ thống camera./."
    letter = a_draft(office, body=[{"text": twice}])
    client.force_login(office.officer.user)
    (page,) = client.get(of(letter, "letter-beside")).context["pages"]
    first, second = page.pins
    assert second.y - first.y >= previewing.PIN_APART
