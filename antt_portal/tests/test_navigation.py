from types import SimpleNamespace

import pytest

from antt_portal.core.icons import PATHS
from antt_portal.core.navigation import entries
from antt_portal.navigation import MOST_BESIDE_EACH_OTHER, SECTIONS, sections
from enterprises.models import ENTERPRISE_ROLES, OrganisationKind, Role


def actor(role, kind):
    return SimpleNamespace(
        role=role,
        is_board=role not in {*ENTERPRISE_ROLES, Role.AGENT},
        is_enterprise=role in ENTERPRISE_ROLES,
        is_agency=role == Role.AGENT,
        organisation=SimpleNamespace(kind=kind),
    )


def test_every_section_has_a_page_and_an_icon():
    everything = entries([replace_audience(section) for section in SECTIONS], actor=None, at=None)
    assert len({entry.url for entry in everything}) == len(SECTIONS)
    assert {entry.icon for entry in everything} <= PATHS.keys()


def replace_audience(section):
    return type(section)(section.label, section.icon, section.url_name, lambda _actor: True)


@pytest.mark.parametrize(
    ("role", "kind", "pages"),
    [
        (
            Role.EDITOR,
            OrganisationKind.TENANT,
            ["home", "reports:current-year", "reports:evidence", "directives:inbox"],
        ),
        (
            Role.HEAD,
            OrganisationKind.INVESTOR,
            ["home", "reports:current-year", "reports:evidence", "directives:inbox"],
        ),
        (Role.EDITOR, OrganisationKind.UNIT, ["home", "directives:inbox"]),
        (Role.OFFICER, OrganisationKind.BOARD, ["home", "enterprises:organisations", "directives:instruments"]),
        (Role.AGENT, OrganisationKind.AGENCY, ["home", "reports:opinions", "directives:inbox"]),
    ],
)
def test_a_person_sees_the_sections_of_their_work(role, kind, pages):
    shown = [section.url_name for section in SECTIONS if section.shown_to(actor(role, kind))]
    assert set(pages) <= set(shown)
    work_of_others = {"reports:current-year", "enterprises:organisations", "directives:inbox"} - set(pages)
    assert not work_of_others & set(shown)


@pytest.mark.parametrize(("role", "is_long"), [(Role.EDITOR, False), (Role.UNIT_HEAD, True)])
def test_what_does_not_fit_beside_each_other_opens_from_the_last_place(role, is_long):
    kind = OrganisationKind.BOARD if is_long else OrganisationKind.TENANT
    request = SimpleNamespace(actor=actor(role, kind), resolver_match=SimpleNamespace(view_name="outbox"))
    made = sections(request)
    others = made.get("more_sections", [])
    assert len(made["sections"]) + bool(others) <= MOST_BESIDE_EACH_OTHER
    assert bool(others) == is_long
    shown = [one.url for one in [*made["sections"], *others]]
    assert shown == [one.url for one in entries(SECTIONS, actor=request.actor, at=request.resolver_match)]
