"""The coverage page of a board: figures, lists, reminders, newcomers and what is taken along."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.core.clock import VIETNAM
from directives.models import Delivery, LetterStatus, Nudge, OfficialLetter
from directives.tests.audiences import ISSUED, issued, scene
from directives.tests.forwardings import FORWARDED, forwarded, own_delivery
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor, place

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = ISSUED + 10 * DAY
FOUND, NO_CONTENT, FORBIDDEN, GONE = 302, 204, 403, 404


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    cache.clear()
    monkeypatch.setattr("antt_portal.core.clock.now", lambda: LATER)


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def directive(made):
    return issued(made)


@pytest.fixture
def officer(client, made):
    client.force_login(made.office.officer.user)
    return client


def page_of(directive, part="", **asked):
    path = reverse(f"directives:coverage{part}", args=[directive.public_id])
    return f"{path}?{'&'.join(f'{name}={value}' for name, value in asked.items())}" if asked else path


def body(response):
    assert response.status_code == 200
    return response.content.decode()


def said(response):
    return [str(message) for message in response.wsgi_request._messages]


class TestFigures:
    def test_denominator_rungs_omissions_and_moment_are_told(self, officer, directive, made):
        text = " ".join(body(officer.get(page_of(directive))).split())
        assert "8 nơi phải nhận khi phát hành, nay 8" in text
        assert "2 chưa có tài khoản" in text
        assert "Số liệu lúc 19/03/2026" in text
        assert "Chưa được báo: 6 nơi, do ai" in text
        assert str(made.investors[0]) in text
        assert "quá hạn 7 ngày" in text

    def test_the_table_beside_the_bars_has_the_same_numbers_in_the_same_order(self, officer, directive, made):
        forwarded(made, directive)
        text = body(officer.get(page_of(directive)))
        pattern = r'aria-label="([^"]+): (\d+) phải nhận, (\d+) báo cáo, (\d+) xác nhận, (\d+) mở, (\d+) chưa'
        cells = r'<a href="[^"]+">([^<]+)</a></th>' + r"<td[^>]+>(\d+)</td>" * 5
        bars = [
            (name, all_, sent, opened, acknowledged, reported)
            for name, all_, reported, acknowledged, opened, waiting in re.findall(pattern, text)
            for sent in [str(int(all_) - int(waiting))]
        ]
        assert re.findall(cells, text) == bars
        assert len(bars) == 4  # two zones, two classes

    @pytest.mark.parametrize("written", ["%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M"])
    def test_figures_of_a_moment_in_the_past(self, officer, directive, made, written):
        forwarded(made, directive)
        moment = (ISSUED + timedelta(minutes=1)).astimezone(VIETNAM)
        text = " ".join(body(officer.get(page_of(directive, at=moment.strftime(written)))).split())
        assert f'value="{moment:%d/%m/%Y %H:%M}"' in text
        assert "Chưa được báo: 6 nơi" in text
        assert 'hx-trigger="every' not in text
        assert "Nhắc các chủ đầu tư" not in text

    @pytest.mark.parametrize("at", ["x", "2026-02-31T10:00", "9999-12-31T23:59", "0001-01-01T00:00", ""])
    def test_a_moment_that_makes_no_sense_is_now_or_the_issue(self, officer, directive, at):
        assert "phải nhận khi phát hành" in body(officer.get(page_of(directive, at=at)))

    def test_a_moment_that_cannot_be_read_stays_as_typed_and_is_said(self, officer, directive):
        text = body(officer.get(page_of(directive, at="31/02/2026 10:00")))
        assert 'value="31/02/2026 10:00"' in text
        assert "hoặc không đọc được" in text
        assert "hoặc không đọc được" not in body(officer.get(page_of(directive)))

    @pytest.mark.parametrize(("person", "leads"), [("officer", True), ("unit_head", True), ("leader", False)])
    def test_it_leads_those_who_roll_up_to_a_report_about_it(self, client, made, directive, person, leads):
        client.force_login(getattr(made.office, person).user)
        address = f"{reverse('reports:rollup-new')}?directive={directive.public_id}"
        assert (address in body(client.get(page_of(directive)))) is leads

    def test_it_costs_the_same_for_few_and_for_many(self, client):
        def queries(tenants):
            made = scene(tenants)
            client.force_login(made.office.officer.user)
            directive = issued(made)
            forwarded(made, directive)
            client.get(page_of(directive))
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                body(client.get(page_of(directive)))
            return len(captured)

        assert queries(1) == queries(6)


class TestLive:
    def ask(self, client, directive, seen):
        return client.get(page_of(directive), headers={"HX-Request": "true", "X-Figures-Seen": seen})

    def stamp(self, client, directive):
        return re.search(r'X-Figures-Seen": "([^"]+)"', body(client.get(page_of(directive))))[1]

    def test_nothing_new_is_no_content(self, officer, directive):
        assert self.ask(officer, directive, self.stamp(officer, directive)).status_code == NO_CONTENT

    def test_what_changed_is_put_in_its_place_and_said(self, officer, directive, made):
        seen = self.stamp(officer, directive)
        own = Delivery.objects.filter(directive=directive, organisation=made.investors[0])
        own.update(delivered_at=FORWARDED, opened_at=FORWARDED, acknowledged_at=FORWARDED)
        text = body(self.ask(officer, directive, seen))
        assert "<html" not in text
        assert '<div hx-swap-oob="innerHTML:#told">Nhận: 1 (+1); Mở: 1 (+1); Xác nhận: 1 (+1)</div>' in text
        assert f'id="count-{made.investors[0].public_id}" hx-swap-oob="true"' in text

    @pytest.mark.parametrize("seen", ["x", "1-2", "-" * 40, "9" * 5000])
    def test_a_mangled_stamp_gets_the_figures(self, officer, directive, seen):
        assert 'id="figures"' in body(self.ask(officer, directive, seen))


class TestLists:
    def test_a_branch_by_htmx_is_rows_alone_and_by_link_a_page(self, officer, directive, made):
        path = page_of(directive, "-places", investor=made.investors[0].public_id)
        part = body(officer.get(path, headers={"HX-Request": "true"}))
        whole = body(officer.get(path))
        assert "<html" not in part
        assert "<html" in whole
        for text in (part, whole):
            assert all(str(one) in text for one in (*made.tenants[0], made.both))
            assert str(made.tenants[1][0]) not in text

    def test_nonsense_narrows_nothing(self, officer, directive, made):
        text = body(officer.get(page_of(directive, "-places", zone="x", rung="9", who="?", investor="1", kind="z")))
        assert all(str(one) in text for one in made.everybody)

    def test_fifty_are_shown_at_once(self, client):
        made = scene(30)
        client.force_login(made.office.officer.user)
        directive = issued(made)
        text = body(client.get(page_of(directive, "-places")))
        assert text.count('class="rung ') == 50
        assert "Trang 1/2" in text


class TestReminding:
    def press(self, client, directive, **data):
        return client.post(page_of(directive, "-nudge"), data)

    def test_one_press_reminds_the_investors_that_have_not_forwarded(self, officer, directive, made):
        forwarded(made, directive)
        answer = self.press(officer, directive, group="forwarding")
        assert said(answer) == ["Đã nhắc 1 nơi."]
        assert Nudge.objects.get().organisation == made.investors[1]
        again = self.press(officer, directive, group="forwarding")
        assert said(again)[-1] == "1 nơi hôm nay đã được nhắc, không nhắc thêm."

    def test_a_list_is_reminded_as_it_is_narrowed(self, officer, directive, made):
        forwarded(made, directive)
        query = f"investor={made.investors[0].public_id}"
        answer = self.press(officer, directive, group="listed", query=query)
        assert answer.url == page_of(directive, "-places") + "?" + query
        assert {one.organisation for one in Nudge.objects.all()} == {*made.tenants[0], made.both}

    def test_those_without_people_are_told_of(self, officer, directive, made):
        answer = self.press(officer, directive, organisation=made.nobodys.public_id)
        assert "1 nơi không có người nhận" in said(answer)[0]

    @pytest.mark.parametrize("data", [{}, {"group": "x"}, {"organisation": "x"}])
    def test_what_names_nobody_is_not_there(self, officer, directive, data):
        assert self.press(officer, directive, **data).status_code == GONE

    def test_an_organisation_of_another_board_is_not_there(self, officer, directive):
        assert self.press(officer, directive, organisation=OrganisationFactory().public_id).status_code == GONE

    def test_a_clerk_looks_on(self, client, made, directive):
        client.force_login(made.office.clerk.user)
        assert "Nhắc" not in body(client.get(page_of(directive))).partition("<main")[2]
        assert self.press(client, directive, group="forwarding").status_code == FORBIDDEN


class TestNewcomers:
    def test_they_are_listed_before_and_added_by_one_press(self, officer, directive, made):
        new = OrganisationFactory(board=made.office.own.board)
        place(new, made.zones[0])
        assert "Thêm 1 nơi mới" in body(officer.get(page_of(directive)))
        assert str(new) in body(officer.get(page_of(directive, "-newcomers")))
        answer = officer.post(page_of(directive, "-newcomers"), {"organisation": [new.public_id]})
        assert said(answer) == ["Đã thêm 1 nơi mới."]
        text = " ".join(body(officer.get(page_of(directive))).split())
        assert "8 nơi phải nhận khi phát hành, nay 9" in text
        assert "1 thêm sau ngày phát hành" in text

    def test_they_are_given_as_a_file_while_they_can_be_added(self, officer, directive, made):
        new = OrganisationFactory(board=made.office.own.board)
        place(new, made.zones[0])
        asked = page_of(directive, "-newcomers")
        file = b"".join(officer.get(asked, {"file": "csv"})).decode()
        assert file.splitlines()[1:] == [f"{new.name},Chủ đầu tư thứ cấp,Chủ đầu tư hạ tầng chuyển"]
        OfficialLetter.objects.filter(pk=directive.letter_id).update(status=LetterStatus.RECALLED)
        assert len(b"".join(officer.get(asked, {"file": "csv"})).decode().splitlines()) == 1

    def test_nobody_is_added_that_was_not_chosen_or_not_offered(self, officer, directive, made):
        place(OrganisationFactory(board=made.office.own.board), made.zones[0])
        stranger = OrganisationFactory()
        officer.post(page_of(directive, "-newcomers"), {"organisation": [stranger.public_id]})
        assert Delivery.objects.filter(directive=directive).count() == 8


class TestTakenAlong:
    def sheets(self, client, directive, **asked):
        answer = client.get(page_of(directive, "-excel", **asked))
        return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))

    def test_excel_has_the_figures_and_the_list_as_narrowed(self, officer, directive, made):
        forwarded(made, directive)
        made.tenants[0][0].name = "=cmd|'/c calc'!A1"
        made.tenants[0][0].save()
        book = self.sheets(officer, directive, investor=made.investors[0].public_id)
        figures = dict(book["Độ phủ"].iter_rows(min_row=2, values_only=True))
        assert (figures["Phải nhận"], figures["Đã gửi"], figures["Chưa được báo"]) == (8, 6, 3)
        assert figures["Số liệu lúc"].strftime("%d/%m/%Y") == "19/03/2026"
        rows = list(book["Danh sách"].iter_rows(min_row=2))
        assert len(rows) == 3
        dangerous = next(row for row in rows if row[0].value.startswith("=cmd"))
        assert (dangerous[0].data_type, dangerous[0].quotePrefix) == ("s", True)
        assert rows[0][4].is_date

    def test_pdf_has_the_same_of_the_same_moment(self, officer, directive, made, pdf_of):
        forwarded(made, directive)
        at = (ISSUED + timedelta(minutes=1)).isoformat()[:16]
        answer = officer.get(page_of(directive, "-pdf", at=at))
        text = "".join(page.extract_text() for page in pdf_of(b"".join(answer.streaming_content)).pages)
        assert "Chưa được báo: 6 nơi" in text
        assert f"Số liệu lúc {(ISSUED + timedelta(minutes=1)).astimezone():%d/%m/%Y}"[:20] in text
        assert str(made.both) in text


class TestAnInvestor:
    @pytest.fixture
    def both(self, made, directive):
        return [forwarded(made, directive, number) for number in (0, 1)]

    def own(self, made, directive, number):
        return reverse("directives:forward", args=[own_delivery(directive, made.investors[number]).public_id])

    def test_it_sees_figures_of_its_own_tenants_only(self, client, made, directive, both):
        theirs = Delivery.objects.filter(directive=directive, organisation__in=made.tenants[1])
        theirs.update(delivered_at=FORWARDED, opened_at=FORWARDED, acknowledged_at=FORWARDED)
        for number, acknowledged in ((0, 0), (1, 2)):
            client.force_login(made.people[made.investors[number].pk][0].user)
            text = " ".join(body(client.get(self.own(made, directive, number))).split())
            assert "3 doanh nghiệp thứ cấp trong các khu" in text
            assert f'{acknowledged}</b><span class="d-block">Xác nhận' in text

    def test_it_reminds_its_own_tenants_and_nobody_elses(self, client, made, directive, both):
        client.force_login(made.people[made.investors[0].pk][0].user)
        nudge = self.own(made, directive, 0) + "nudge/"
        stranger = client.post(nudge, {"organisation": made.tenants[1][0].public_id})
        assert stranger.status_code == client.post(nudge, {"organisation": OrganisationFactory().public_id}).status_code
        assert stranger.status_code == GONE
        client.post(nudge)
        assert {one.organisation for one in Nudge.objects.all()} == {*made.tenants[0], made.both}

    @pytest.mark.parametrize("part", ["", "-places", "-excel", "-pdf"])
    def test_the_boards_pages_are_not_there_for_it_nor_for_a_tenant(self, client, made, directive, both, part):
        for somebody in (made.investors[0], made.both):
            client.force_login(made.people[somebody.pk][0].user)
            assert client.get(page_of(directive, part)).status_code == GONE


def test_another_board_learns_nothing(client, directive):
    client.force_login(actor(Role.UNIT_HEAD).user)
    assert client.get(page_of(directive)).status_code == GONE
