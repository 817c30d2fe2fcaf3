"""The record of acts: only ever added, in the transaction of the act."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from antt_portal.core import audit
from antt_portal.core.actor import System
from antt_portal.core.models import AppendOnlyError, AuditDetail, AuditEntry
from antt_portal.core.verbs import verb_label
from enterprises.tests.factories import OrganisationFactory

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    organisation = OrganisationFactory()
    return audit.record(organisation, "organisation.rename", by=System(organisation.board_id), at=AT, note="riêng tư")


def test_a_row_says_who_what_when_and_about_which_organisation(entry):
    row = AuditEntry.objects.get()
    assert (row.verb, row.at, row.role, row.user) == ("organisation.rename", AT, "system", None)
    assert row.organisation_id
    assert row.subject_kind == "enterprises.organisation"


def test_the_personal_part_stands_apart(entry):
    assert AuditDetail.objects.get().note == "riêng tư"
    assert "riêng tư" not in str(AuditEntry.objects.values_list().get())


WAYS = {
    "save": lambda row, rows: row.save(),
    "delete": lambda row, rows: row.delete(),
    "update": lambda row, rows: rows.update(role="editor"),
    "bulk_update": lambda row, rows: rows.bulk_update([row], ["role"]),
    "update_or_create": lambda row, rows: rows.update_or_create(pk=row.pk, defaults={"role": "editor"}),
    "delete all": lambda row, rows: rows.all().delete(),
    "raw delete": lambda row, rows: rows.all()._raw_delete("default"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("model", [AuditEntry, AuditDetail])
def test_the_orm_refuses_to_change_or_delete_it(entry, model, way):
    row = model.objects.get()
    before = model.objects.values().get()
    with pytest.raises(AppendOnlyError), transaction.atomic():
        WAYS[way](row, model.objects)
    assert model.objects.values().get() == before


def test_an_act_that_fails_leaves_no_row():
    organisation = OrganisationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        _record_then_fail(organisation)
    assert not AuditEntry.objects.exists()


def _record_then_fail(organisation):
    audit.record(organisation, "organisation.rename", by=System(organisation.board_id), at=AT)
    raise IntegrityError


def test_an_act_without_words_shows_its_code():
    assert verb_label("no.such") == "no.such"
    assert verb_label("organisation.rename") == "Đổi tên"
