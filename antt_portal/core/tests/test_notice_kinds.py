"""What people may choose of each kind of notice, and what nobody chooses."""

import pytest

from antt_portal.core.models import NoticeGroup
from antt_portal.core.notice_kinds import kind_of, known_kinds, register_kind

KINDS = {kind.name: kind for kind in known_kinds()}


@pytest.mark.parametrize(
    "name",
    [
        *("invitation", "access_code", "access_link", "report_returned", "directive_received", "directive_nudge"),
        *("incident_reported", "incident_asked", "deadline_today", "deadline_late", "deadline_escalated"),
    ],
)
def test_what_nobody_can_switch_off(name):
    assert KINDS[name].compulsory


@pytest.mark.parametrize("name", ["deadline_soon", "report_accepted", "letter_waits", "incident_ended"])
def test_what_a_person_can_switch_off(name):
    assert not KINDS[name].compulsory


@pytest.mark.parametrize("name", ["invitation", "access_code", "access_link", "incident_reported", "incident_told"])
def test_secrets_and_incidents_stand_in_no_digest_and_wait_for_none(name):
    assert not KINDS[name].digestible
    assert not KINDS[name].waits


@pytest.mark.parametrize("name", ["deadline_today", "deadline_late", "deadline_escalated", "directive_nudge"])
def test_what_is_due_may_stand_in_one_mail_with_others_but_not_wait_for_tomorrow(name):
    assert KINDS[name].digestible
    assert not KINDS[name].waits


def test_a_group_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="nowhere"):
        register_kind("nothing", group="nowhere")


def test_a_row_of_a_kind_that_was_given_up_is_mailed_by_itself():
    gone = kind_of("given_up")
    assert (gone.compulsory, gone.digestible, gone.waits, gone.group) == (True, False, False, NoticeGroup.ACCOUNT)
