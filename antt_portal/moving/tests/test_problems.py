"""Everything that is wrong with a file is said at once, each with its sheet, its cell and the reason."""

from datetime import date

import pytest

from antt_portal.moving.tests.books import CONTACT, HEAD, PAST, SINCE, TENANCY, TENANT, WHOLE, ZONE, A, B
from antt_portal.moving.tests.moving import AT, Mover, problems
from enterprises.models import Contact, Organisation, Role, Zone
from enterprises.tests.factories import (
    ContactFactory,
    MembershipFactory,
    OrganisationFactory,
    ZoneFactory,
    place,
)
from reports.models import PastRecognition

pytestmark = pytest.mark.django_db
OTHER = {**TENANT, "tax_code": B, "name": "Công ty TNHH Thử Nghiệm Hai"}
INVESTOR = {**OTHER, "kind": "Chủ đầu tư hạ tầng"}
AGENCY = {"name": "Sở Thử", "kind": "Cơ quan phối hợp", "since": SINCE}
EDITOR = {**HEAD, "email": "soan@vidu.example", "role": "Người soạn"}

CASES = {
    "an unknown zone": ({**WHOLE, "zones": []}, "Hoạt động tại khu", "B2", "Không có khu “KCN Thử Một”"),
    "an unknown organisation": ({"contacts": [CONTACT]}, "Đầu mối", "A2", f"Không có tổ chức {A}"),
    "a wrong check digit": (
        {"organisations": [{**TENANT, "tax_code": A[:-1] + str((int(A[-1]) + 1) % 10)}]},
        *("Tổ chức", "A2", "chữ số kiểm tra"),
    ),
    "an enterprise without a code": (
        {"organisations": [{**TENANT, "tax_code": None}]},
        *("Tổ chức", "A2", "phải có mã số thuế"),
    ),
    "an organisation twice": ({"organisations": [TENANT, TENANT]}, "Tổ chức", "A3", "Trùng với dòng 2"),
    "a zone twice": ({"zones": [ZONE, {**ZONE, "name": "kcn  THỬ một"}]}, "Khu", "A3", "Trùng với dòng 2"),
    "dates turned round": (
        {**WHOLE, "tenancies": [{**TENANCY, "until": date(2019, 1, 1)}]},
        *("Hoạt động tại khu", "E2", "trước từ ngày"),
    ),
    "a zone that ended before it began": (
        {"zones": [{**ZONE, "until": date(2019, 1, 1)}]},
        *("Khu", "D2", "trước từ ngày"),
    ),
    "an unknown capacity": (
        {**WHOLE, "tenancies": [{**TENANCY, "capacity": "Khách"}]},
        *("Hoạt động tại khu", "C2", "không có trong danh sách"),
    ),
    "a tenant as investor": (
        {**WHOLE, "tenancies": [{**TENANCY, "capacity": "Chủ đầu tư hạ tầng"}]},
        *("Hoạt động tại khu", "C2", "không phải là chủ đầu tư hạ tầng"),
    ),
    "an agency in a zone": (
        {"zones": [ZONE], "organisations": [AGENCY], "tenancies": [{**TENANCY, "organisation": "Sở Thử"}]},
        *("Hoạt động tại khu", "A2", "không ghi hoạt động tại khu"),
    ),
    "periods that overlap": (
        {**WHOLE, "tenancies": [TENANCY, {**TENANCY, "since": date(2022, 1, 1)}]},
        *("Hoạt động tại khu", "D3", "Chồng lên"),
    ),
    "a name of a day to come": (
        {"organisations": [{**TENANT, "since": date(2027, 1, 1)}]},
        *("Tổ chức", "D2", "chưa đến"),
    ),
    "an address twice": ({**WHOLE, "contacts": [CONTACT, CONTACT]}, "Đầu mối", "D3", "Trùng với dòng 2"),
    "an organisation without a head": ({**WHOLE, "people": [EDITOR]}, "Người dùng", "D2", "mời người đứng đầu"),
    "a role of another kind": (
        {**WHOLE, "people": [{**HEAD, "role": "Cán bộ cơ quan phối hợp"}]},
        *("Người dùng", "D2", "không có vai trò đó"),
    ),
    "a result without a decision": (
        {**WHOLE, "recognitions": [{**PAST, "decision": None}]},
        *("Công nhận các năm trước", "D2", "phải có “Số quyết định”"),
    ),
    "a year to come": (
        {**WHOLE, "recognitions": [{**PAST, "year": 2030}]},
        "Công nhận các năm trước",
        "B2",
        "chưa đến",
    ),
    "a decision of a day to come": (
        {**WHOLE, "recognitions": [{**PAST, "decided_on": date(2027, 1, 1)}]},
        *("Công nhận các năm trước", "E2", "chưa đến"),
    ),
    "a recognised agency": (
        {"organisations": [AGENCY], "recognitions": [{**PAST, "organisation": "Sở Thử"}]},
        *("Công nhận các năm trước", "A2", "của doanh nghiệp"),
    ),
    "a text too long": (
        {"organisations": [{**TENANT, "address": "x" * 301}]},
        *("Tổ chức", "E2", "Dài 301 ký tự"),
    ),
}


@pytest.fixture
def mover():
    return Mover()


@pytest.mark.parametrize(("sheets", "sheet", "cell", "why"), CASES.values(), ids=CASES.keys())
def test_it_is_said_once_and_where_it_stands(mover, sheets, sheet, cell, why):
    (found,) = problems(mover.upload(**sheets))
    assert found[:2] == (sheet, cell)
    assert why in found[2]
    assert not Zone.objects.filter(board=mover.board).exists()
    assert not Organisation.objects.filter(board=mover.board).exclude(kind="board").exists()


def test_an_organisation_that_is_wrong_itself_is_not_said_to_be_unknown(mover):
    found = problems(mover.upload(**{**WHOLE, "organisations": [{**TENANT, "kind": "Hợp tác xã"}]}))
    assert [one[:2] for one in found] == [("Tổ chức", "C2")]


def test_all_problems_are_listed_and_nothing_is_written(mover):
    bad = {**TENANT, "tax_code": "123", "kind": "?", "since": "hôm qua", "address": "x" * 400}
    run = mover.upload(zones=[ZONE], organisations=[OTHER, *[bad] * 300])
    assert (run.problem_count, run.findings.count()) == (1200, 1200)
    assert not Zone.objects.filter(board=mover.board).exists()


def test_problems_stand_as_their_places_do_in_the_file(mover):
    bad = {**TENANT, "tax_code": "123", "address": "x" * 400}
    zone = {**ZONE, "until": date(2019, 1, 1)}
    found = problems(mover.upload(organisations=[OTHER, *[bad] * 9, OTHER], zones=[zone]))
    assert [one[:2] for one in found][:4] == [("Khu", "D2"), ("Tổ chức", "A3"), ("Tổ chức", "E3"), ("Tổ chức", "A4")]
    assert found[-1][:2] == ("Tổ chức", "A12")


def test_a_name_that_differs_without_a_later_day_is_no_correction(mover):
    mover.move_in(organisations=[TENANT])
    (found,) = problems(mover.upload(organisations=[{**TENANT, "name": "Công ty TNHH Thử Nghiệm Khác"}]))
    assert found[1] == "B2"
    assert "phải có hiệu lực sau" in found[2]
    (found,) = problems(mover.upload(organisations=[{**TENANT, "since": date(2021, 1, 1)}]))
    assert found[1] == "D2"


def test_another_kind_than_on_record_is_a_problem(mover):
    mover.move_in(organisations=[OTHER])
    (found,) = problems(mover.upload(organisations=[INVESTOR]))
    assert found[1] == "C2"


def test_an_enterprise_on_record_without_its_code_is_not_entered_twice(mover):
    OrganisationFactory(board=mover.board, name=TENANT["name"])
    (found,) = problems(mover.upload(organisations=[TENANT]))
    assert "chưa có mã số thuế" in found[2]


def test_a_period_that_overlaps_one_on_record_is_a_problem(mover):
    organisation = OrganisationFactory(board=mover.board, tax_code=A)
    place(organisation, ZoneFactory(board=mover.board, name=ZONE["name"]))
    (found,) = problems(mover.upload(tenancies=[{**TENANCY, "since": date(2023, 1, 1)}]))
    assert found[1] == "D2"


def test_a_head_is_named_by_the_organisation_once_it_has_people(mover):
    organisation = OrganisationFactory(board=mover.board, tax_code=A)
    MembershipFactory(organisation=organisation, role=Role.HEAD)
    (found,) = problems(mover.upload(people=[HEAD]))
    assert "do chính tổ chức mời" in found[2]
    assert mover.upload(people=[EDITOR]).status == "checked"


def test_nobody_is_invited_where_mail_comes_back(mover):
    organisation = OrganisationFactory(board=mover.board, tax_code=A)
    ContactFactory(organisation=organisation, email=HEAD["email"], bounced_at=AT)
    (found,) = problems(mover.upload(people=[HEAD]))
    assert (found[1], Contact.objects.count()) == ("C2", 1)


def test_a_year_on_record_keeps_its_decision(mover):
    mover.move_in(organisations=[TENANT], recognitions=[{**PAST, "result": "Chưa đạt", "decision": None}])
    (found,) = problems(mover.upload(recognitions=[{**PAST, "decision": None}]))
    assert found[1] == "D2"
    assert not PastRecognition.objects.get().is_recognised
