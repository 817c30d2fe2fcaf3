"""What is kept about a person: handed over whole, and erased as far as it may be."""

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from antt_portal.core import audit
from antt_portal.core.models import AuditDetail, AuditEntry, Notice, NoticeState
from antt_portal.core.sealing import seals
from antt_portal.core.sealing.chain import check
from antt_portal.core.sealing.lines import lines
from antt_portal.operations.tests.mails import a_mail, change
from enterprises.models import Contact, Membership, Role, User
from enterprises.people.contacts import add
from enterprises.tests.factories import OrganisationFactory, actor

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
EMAIL = "nguyen.van.mau@example.com"

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    """An editor who left, of whom the organisation keeps a contact and acts."""
    organisation = OrganisationFactory()
    head, editor = actor(Role.HEAD, organisation), replace(actor(Role.EDITOR, organisation), ip="192.0.2.7")
    User.objects.filter(pk=editor.user_id).update(email=EMAIL, full_name="Lò Thị Thử Riêng")
    editor.user.refresh_from_db()
    add(organisation, name="Lò Thị Thử Riêng", email=EMAIL, phone="0900 000 000", by=head, at=AT)
    audit.record(organisation, "organisation.rename", by=editor, at=AT, note="theo giấy phép mới")
    EmailAddress.objects.create(user=editor.user, email=EMAIL, verified=True, primary=True)
    left = (timezone.now() - timedelta(days=1)).date()
    Membership.objects.filter(user=editor.user).update(valid_to=left, valid_from=left)
    return editor.user


def call(*arguments):
    out = StringIO()
    call_command("personal_data", *arguments, stdout=out)
    return json.loads(out.getvalue())


def erase(*more):
    return call("erase", "--user", EMAIL, "--reason", "Đơn ngày 26/10/2026", *more)


def everything():
    """Every word in every table."""
    return str([list(model._base_manager.values()) for model in apps.get_models()])


def test_a_person_is_handed_what_is_kept_and_no_secret(person, tmp_path):
    person.set_password("mat-khau-rieng")
    person.save()
    to = tmp_path / "du-lieu.zip"
    counts = call("export", "--user", EMAIL.upper(), "--to", str(to))
    assert (counts["enterprises.contact"], counts["core.auditentry"], to.stat().st_mode & 0o777) == (1, 1, 0o600)
    with zipfile.ZipFile(to) as archive:
        told = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "0900 000 000" in told["enterprises.contact.json"]
    assert "192.0.2.7" in told["core.auditdetail.json"]
    assert person.password not in str(told)
    assert AuditEntry.objects.get(verb="person.export").subject_id == person.public_id


def test_an_archive_overwrites_nothing(person, tmp_path):
    to = tmp_path / "du-lieu.zip"
    to.write_text("khác")
    with pytest.raises(FileExistsError):
        call("export", "--user", EMAIL, "--to", str(to))
    assert to.read_text() == "khác"


def test_nothing_tells_of_a_person_who_was_erased(person):
    before = everything()
    assert all(word in before for word in (EMAIL, "Lò Thị Thử Riêng", "0900 000 000", "192.0.2.7"))
    erase()
    after = everything()
    assert [word for word in (EMAIL, "Lò Thị Thử Riêng", "0900 000 000", "192.0.2.7") if word in after] == []


def test_acts_stay_with_what_was_said_in_them_and_are_listed(person):
    done = erase()
    entry = AuditEntry.objects.get(verb="organisation.rename")
    assert (entry.user_id, entry.detail.note) == (person.pk, "theo giấy phép mới")
    assert done["kept"]["core.auditentry.user"] == 1
    assert (done["gone"]["enterprises.contact"], done["gone"]["account.emailaddress"]) == (1, 1)
    act = AuditEntry.objects.get(verb="person.erase")
    assert (act.subject_id, act.detail.note) == (person.public_id, "Đơn ngày 26/10/2026")


def test_a_dry_run_says_the_same_and_changes_nothing(person):
    before = everything()
    told = erase("--dry-run")
    assert everything() == before
    assert told == erase()


def test_somebody_who_still_acts_is_not_erased(person):
    Membership.objects.filter(user=person).update(valid_to=None)
    with pytest.raises(CommandError, match="Kết thúc và bàn giao trước"):
        erase()
    person.refresh_from_db()
    assert person.email == EMAIL


def test_mail_that_waits_is_not_sent_any_more(person):
    mail = change(a_mail(OrganisationFactory(), "doi", at=AT), recipient=None, address=EMAIL, name="Mẫu")
    erase()
    mail.refresh_from_db()
    assert (mail.state, mail.name, EMAIL in mail.address) == (NoticeState.CANCELLED, "", False)
    assert Notice.objects.filter(address__endswith="@da-xoa.invalid").count() == 1


def test_the_account_opens_nothing_any_more(person, client):
    client.force_login(person)
    erase()
    assert client.get("/").status_code == 302
    person.refresh_from_db()
    assert (person.is_active, person.has_usable_password()) == (False, False)


@pytest.mark.postgres
def test_the_sealed_record_stays_whole(person, monkeypatch):
    monkeypatch.setattr(seals, "settled", seals.unsealed)
    seals.seal(at=AT)
    erase()
    outcome = check(lines(at=AT), at=AT)
    assert (outcome.fault, outcome.erased) == (None, 2)
    assert AuditDetail.objects.get(entry__verb="contact.add").said_salt is None
    assert Contact.objects.get().name == "Người đã xóa"


def test_nobody_has_the_address():
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call("erase", "--user", "khong.co@example.com", "--reason", "x")
