"""The three ways a stored file goes to a browser, and the one door to all of them."""

import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as portal
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import RequestFactory

from antt_portal.core import blobs
from antt_portal.core.file_responses import disposition, file_response

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
pytestmark = pytest.mark.django_db
# What gives bytes of the storage away; everything else asks these.
DOORS = {"antt_portal/core/file_responses.py"}
APPS = ("antt_portal", "enterprises", "directives", "reports")


@pytest.fixture
def blob():
    return blobs.keep_bytes(b"%PDF-1.7 noi dung", media_type="application/pdf", board_id=7, at=AT)


def asked(blob, name="Biên bản.pdf", **headers):
    return file_response(RequestFactory().get("/", headers=headers), blob, name)


def test_the_portal_gives_the_bytes_itself_where_nothing_else_is_said(blob):
    response = asked(blob)
    with closing(response.file_to_stream) as stream:
        assert stream.read() == b"%PDF-1.7 noi dung"
    assert "X-Accel-Redirect" not in response


def test_the_web_server_is_told_where_the_bytes_are_and_gets_none(blob, settings):
    settings.FILES_ACCEL_LOCATION = "/_files/"
    response = asked(blob)
    assert response["X-Accel-Redirect"] == f"/_files/{blob.path}"
    assert response.content == b""
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Disposition"].startswith('inline; filename="Bien-ban.pdf"')


@pytest.mark.parametrize("location", ["", "/_files"])
def test_a_file_the_storage_lost_is_not_found_by_any_way(blob, settings, location):
    settings.FILES_ACCEL_LOCATION = location
    default_storage.delete(blob.path)
    with pytest.raises(Http404):
        asked(blob)


def test_what_a_browser_has_is_not_sent_again(blob):
    assert asked(blob, **{"If-None-Match": f'"{blob.sha256}"'}).status_code == 304


class Signing:
    """Stands in for a storage that signs: what django-storages takes, as it takes it."""

    def exists(self, name):
        return True

    def url(self, name, parameters=None, expire=None):
        return f"https://kho.example/{name}?expire={expire}&" + "&".join(f"{k}={v}" for k, v in parameters.items())


def test_a_storage_that_signs_is_asked_for_an_address_of_a_minute(blob, settings, monkeypatch):
    settings.FILES_SIGNED_SECONDS = 60
    monkeypatch.setattr("antt_portal.core.file_responses.default_storage", Signing())
    response = asked(blob, "a.pdf")
    told = parse_qs(urlsplit(response["Location"]).query)
    assert (response.status_code, told["expire"]) == (302, ["60"])
    assert told["ResponseContentType"] == ["application/pdf"]
    assert told["ResponseContentDisposition"][0].startswith("inline")
    assert told["ResponseCacheControl"] == ["private, no-store"]
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a.pdf", "inline; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"),
        ("Bien ban (2).pdf", "inline; filename=\"Bien ban (2).pdf\"; filename*=UTF-8''Bien%20ban%20%282%29.pdf"),
        (
            'a"; filename="b.exe',
            "inline; filename=\"a-filename-b.exe\"; filename*=UTF-8''a%22%3B%20filename%3D%22b.exe",
        ),
        (
            "a\r\nSet-Cookie: x.pdf",
            "inline; filename=\"a-Set-Cookie-x.pdf\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x.pdf",
        ),
        ("tệp", "inline; filename=\"tep\"; filename*=UTF-8''t%E1%BB%87p"),
        ("\ud800.pdf", "inline; filename=\"tep.pdf\"; filename*=UTF-8''%3F.pdf"),
    ],
)
def test_no_name_writes_a_header_of_its_own(name, header):
    assert disposition(name, inline=True) == header
    assert header.isascii()


def test_a_name_is_never_an_address(blob):
    """Bytes lie under what they are, in a folder of the board; a name is only ever told."""
    assert re.fullmatch(r"blobs/7/[0-9a-f]{2}/[0-9a-f]{64}", blob.path)
    assert not str(portal.MEDIA_ROOT).startswith(str(portal.STATIC_ROOT))
    assert "/" not in disposition("../../etc/passwd.pdf", inline=True)


def test_only_one_door_gives_stored_bytes_to_a_browser():
    """A view that opened a file and answered with it would pass by the quarantine, the names and the headers."""
    given = re.compile(r"FileResponse\(\s*(?:blobs\.)?open_blob|FileResponse\(\s*default_storage")
    found = {
        path.relative_to(portal.ROOT).as_posix()
        for app in APPS
        for path in (Path(portal.ROOT) / app).rglob("*.py")
        if "tests" not in path.parts and given.search(path.read_text())
    }
    assert found == DOORS
