"""The roster: forty-seven invented enterprises that cannot be mistaken for one another."""

from antt_portal.core.inspection.marks import mark_in
from antt_portal.core.tax_code import check_tax_code
from antt_portal.demo.companies import Story, tax_code
from antt_portal.demo.roster import COMPANIES

EVERYBODY = [company for board in COMPANIES.values() for company in board]


def test_every_key_and_every_tax_code_is_given_once():
    assert len({company.key for company in EVERYBODY}) == len(EVERYBODY) == 47
    assert len({company.tax_code for company in EVERYBODY}) == len(EVERYBODY)


def test_the_branch_has_the_number_of_its_company():
    by_key = {company.key: company.tax_code for company in EVERYBODY}
    assert by_key["binh-minh-chi-nhanh-hai-phong"] == f"{by_key['binh-minh']}-001"


def test_every_story_is_somebody_s():
    assert {company.story for company in EVERYBODY} == set(Story)


def test_invented_tax_codes_are_well_formed():
    assert all(check_tax_code(tax_code(number)) for number in range(20_000, 20_200))


def test_small_enterprises_file_only_when_invited():
    small = [company for company in EVERYBODY if company.size in {"micro", "small"}]
    assert small
    assert all(company.invited != (company.story == Story.EXEMPT) for company in small)


def test_no_name_reads_like_a_classification():
    assert not any(mark_in(company.name) for company in EVERYBODY)
