"""The pages of moving in, for the administrator of a board."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from antt_portal.core.tests.inspection.corpus import jpeg
from antt_portal.moving import pages, progress, runs
from antt_portal.moving.models import ImportRun
from antt_portal.moving.tests.books import TENANT, WHOLE, ZONE, file_of, filled
from antt_portal.moving.tests.moving import AT, Mover, work
from enterprises.middleware import BY_ITSELF
from enterprises.models import Zone

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def mover():
    return Mover()


@pytest.fixture
def site(client, mover):
    client.force_login(mover.by.user)
    return client


def sent(site, content, name="Dữ liệu.xlsx"):
    upload = SimpleUploadedFile(name, content)
    return site.post(reverse("import-upload"), {"file": upload}, follow=True)


def bad(mover):
    return mover.upload(organisations=[{**TENANT, "tax_code": "123", "address": "=1+1" * 100}] * 40)


def test_from_upload_to_the_last_row(site, mover):
    page = sent(site, file_of(filled(**WHOLE)).getvalue())
    run = ImportRun.objects.get()
    assert "Đang kiểm tra tệp" in page.content.decode()
    work(run)
    page = site.get(run.get_absolute_url())
    assert "Nhập tất cả" in page.content.decode()
    assert not Zone.objects.exists()
    site.post(reverse("import-confirm", args=[run.public_id]), {"version": run.version})
    work(run)
    assert "Đã nhập" in site.get(run.get_absolute_url()).content.decode()
    assert Zone.objects.get().name == ZONE["name"]
    assert str(mover.by.user) in site.get(reverse("imports")).content.decode()


def test_a_file_that_is_kept_no_longer_is_said_and_cannot_be_confirmed(site, mover):
    run = mover.upload(**WHOLE)
    runs.forget_files([run.pk], at=AT)
    page = site.get(run.get_absolute_url()).content.decode()
    assert "hết hạn lưu" in page
    assert "Nhập tất cả" not in page


def rows_of(answer):
    return list(load_workbook(io.BytesIO(b"".join(answer))).active.iter_rows(values_only=True))


def test_problems_are_listed_and_given_as_a_file(site, mover):
    run = bad(mover)
    page = site.get(run.get_absolute_url()).content.decode()
    assert "80 chỗ phải sửa" in page
    assert "Nhập tất cả" not in page
    rows = rows_of(site.get(run.get_absolute_url(), {"file": "xlsx"}))
    assert len(rows) == 81
    assert rows[1][:2] == ("Tổ chức", "A2")


def test_what_a_file_changes_is_given_as_a_file_too(site, mover):
    mover.move_in(**WHOLE)
    run = mover.upload(organisations=[{**TENANT, "address": "Lô 2"}])
    rows = rows_of(site.get(run.get_absolute_url(), {"file": "xlsx"}))
    assert [row[3] for row in rows] == ["Tệp ghi", "Lô 2"]


def test_the_open_page_asks_for_its_progress_and_reloads_at_the_end(site, mover):
    run = runs.take_in(file_of(filled(zones=[ZONE])), "khu.xlsx", by=mover.by, at=AT)
    progress.tell(run, 1200, 2400)
    fragment = site.get(run.get_absolute_url(), **HTMX)
    assert 'value="50"' in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert f'"{BY_ITSELF}": "1"' in fragment.content.decode()  # which is no use of a session
    work(run)
    last = site.get(run.get_absolute_url(), **HTMX)
    assert (last.status_code, last["HX-Refresh"]) == (pages.STOP_POLLING, "true")


def test_a_confirmation_of_what_was_not_seen_is_refused(site, mover):
    run = mover.upload(zones=[ZONE])
    site.post(reverse("import-confirm", args=[run.public_id]), {"version": run.version - 1})
    run.refresh_from_db()
    assert run.status == "checked"


def test_a_dropped_file_is_not_written(site, mover):
    run = mover.upload(zones=[ZONE])
    site.post(reverse("import-drop", args=[run.public_id]), {"version": run.version})
    work(run)
    assert (run.status, Zone.objects.exists()) == ("dropped", False)


@pytest.mark.parametrize(("content", "name"), [(jpeg(), "anh.jpg"), (jpeg(), "anh.xlsx"), (b"", "rong.xlsx")])
def test_another_kind_of_file_is_refused_with_its_reason(site, content, name):
    page = sent(site, content, name)
    assert "chưa được lưu" in page.content.decode().lower() or "Chưa lưu tệp" in page.content.decode()
    assert not ImportRun.objects.exists()


def test_the_template_is_a_workbook(site):
    answer = site.get(reverse("import-template"))
    assert load_workbook(io.BytesIO(b"".join(answer))).sheetnames[:2] == ["Hướng dẫn", "Khu"]


def test_the_file_of_another_board_is_not_there(site):
    run = Mover().upload(zones=[ZONE])
    assert site.get(run.get_absolute_url()).status_code == 404
