"""Everything is destroyed, and comes back: rows, files, and the sign-in of somebody."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import connection
from django.test import Client
from django.urls import reverse

from antt_portal.core.models import Blob
from antt_portal.operations.tests.backup.acts import (
    PASSWORD,
    backed_up,
    content,
    files,
    program,
    restored,
    rows,
    stored,
)
from enterprises.models import User

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("encrypted", [False, True])
def test_what_was_destroyed_comes_back_the_same_and_its_people_sign_in(encrypted, filled, own, key, tmp_path):
    identity, recipient = key if encrypted else ("", "")
    before, kept = rows(), files()
    archive = backed_up(tmp_path, recipient=recipient)
    own.destroy()
    assert connection.introspection.table_names() == []
    restored(archive, identity=identity)
    assert rows() == before
    assert before["reports_submission"][0] == 1
    assert files() == kept != {}
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": filled.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert browser.get(reverse("home")).status_code == 200


def test_an_archive_is_for_its_owner_only_and_ordinary_tools_open_it(filled, tmp_path):
    archive = backed_up(tmp_path)
    assert archive.stat().st_mode & 0o777 == 0o600
    assert [path.suffix for path in tmp_path.glob("antt-*")] == [".tar"]
    program("tar", "-xf", archive, "-C", tmp_path)
    program("sha256sum", "--check", "--quiet", "SHA256SUMS", cwd=tmp_path)
    assert "reports_submission" in program("pg_restore", "--list", tmp_path / "database.dump")


def test_what_is_encrypted_says_nothing_and_opens_with_its_key_only(filled, own, key, tmp_path):
    archive = backed_up(tmp_path, recipient=key[1])
    assert b"SHA256SUMS" not in archive.read_bytes()
    other = tmp_path / "other.txt"
    program("age-keygen", "-o", other)
    own.destroy()
    for identity in ("", str(other)):
        with pytest.raises(CommandError):
            restored(archive, identity=identity)
        assert connection.introspection.table_names() == []


def test_a_database_that_holds_something_is_replaced_only_when_told_so(filled, own, tmp_path):
    archive = backed_up(tmp_path)
    before = rows()
    User.objects.filter(pk=filled.pk).update(full_name="Nguyễn Văn Khác")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_a_later_version (id int)")
    with pytest.raises(CommandError, match="không trống"):
        restored(archive)
    assert User.objects.get(pk=filled.pk).full_name == "Nguyễn Văn Khác"
    restored(archive, force=True)
    assert rows() == before


def test_a_backup_says_which_files_the_storage_lost_and_keeps_the_rest(filled, tmp_path):
    lost = Blob.objects.order_by("pk").last().path
    Path(default_storage.path(lost)).write_bytes(b"altered")
    with pytest.raises(CommandError, match=lost):
        backed_up(tmp_path)
    (archive,) = tmp_path.glob("antt-*.tar")
    restored(archive, force=True)
    assert len(stored()) > 1
    assert content(lost) == b"altered"


def test_a_backup_that_cannot_be_encrypted_leaves_nothing_behind(filled, tmp_path):
    with pytest.raises(CommandError):
        backed_up(tmp_path, recipient="age1khongphaikhoa")
    assert list(tmp_path.glob("antt-*")) == []
