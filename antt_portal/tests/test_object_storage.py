"""Private files in a bucket, against a server that speaks S3 (moto): kept, read, lost, and given out by an address."""

import hashlib
import tempfile
from datetime import UTC, datetime

import boto3
import pytest
import requests
from botocore.config import Config
from django.http import Http404
from django.test import RequestFactory
from moto.server import ThreadedMotoServer

from antt_portal.core import blobs
from antt_portal.core.file_responses import file_response
from antt_portal.core.models import ScanState
from antt_portal.settings import object_storage

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
BUCKET = "antt-thu"
KEYS = {"FILES_S3_ACCESS_KEY": "khoa-thu", "FILES_S3_SECRET_KEY": "bi-mat-thu"}
CONTENT = b"%PDF-1.7 minh chung"

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket(endpoint, settings, monkeypatch):
    """The storage of production, with nothing in it."""
    for name, value in {**KEYS, "FILES_S3_ENDPOINT": endpoint}.items():
        monkeypatch.setenv(name, value)
    entry = object_storage.storage(BUCKET)
    s3 = boto3.resource(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=KEYS["FILES_S3_ACCESS_KEY"],
        aws_secret_access_key=KEYS["FILES_S3_SECRET_KEY"],
        config=Config(s3={"addressing_style": "path"}),
    )
    made = s3.create_bucket(Bucket=BUCKET)
    settings.STORAGES = settings.STORAGES | {"default": entry}
    settings.FILES_SIGNED_SECONDS = object_storage.SIGNED_SECONDS
    yield made
    made.objects.delete()
    made.delete()
    s3.meta.client.close()


def keep(content=CONTENT):
    return blobs.keep_bytes(content, media_type="application/pdf", board_id=7, at=AT)


def names(bucket):
    return [one.key for one in bucket.objects.all()]


def test_what_is_kept_lies_under_its_board_and_its_digest_once(bucket):
    blob = keep()

    assert keep() == blob
    assert names(bucket) == [f"blobs/7/{blob.sha256[:2]}/{blob.sha256}"]
    with blobs.open_blob(blob) as stored:
        assert stored.read() == CONTENT


def test_an_upload_is_still_open_after_it_was_kept(bucket):
    """Who hands a stream in reads on in it: an uploaded PDF is asked for its signatures."""
    with tempfile.TemporaryFile() as stream:
        stream.write(CONTENT)
        blobs.keep(
            stream,
            sha256=hashlib.sha256(CONTENT).hexdigest(),
            size=len(CONTENT),
            media_type="application/pdf",
            board_id=7,
            at=AT,
            scan=ScanState.CLEAN,
        )
        stream.seek(0)
        assert stream.read() == CONTENT
    assert len(names(bucket)) == 1


def test_who_may_read_gets_the_file_from_the_bucket_as_the_portal_says(bucket):
    response = file_response(RequestFactory().get("/"), keep(), "Biên bản.pdf")

    assert response.status_code == 302
    assert response["Cache-Control"] == "private, no-store"
    given = requests.get(response["Location"], timeout=30)
    assert given.content == CONTENT
    assert given.headers["Content-Type"] == "application/pdf"
    assert given.headers["Cache-Control"] == "private, no-store"
    assert given.headers["Content-Disposition"].startswith('inline; filename="Bien-ban.pdf"')


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_without_its_signature_the_address_is_good_for_nothing(bucket, method):
    blob = keep()
    signed = file_response(RequestFactory().get("/"), blob, "a.pdf")["Location"]

    refused = requests.request(method, signed.partition("?")[0], timeout=30)

    assert refused.status_code == 403
    with blobs.open_blob(blob) as stored:
        assert stored.read() == CONTENT


def test_a_file_the_bucket_lost_is_said_by_the_portal(bucket):
    blob = keep()
    bucket.objects.delete()

    with pytest.raises(Http404):
        file_response(RequestFactory().get("/"), blob, "a.pdf")
    with pytest.raises(FileNotFoundError):
        blobs.open_blob(blob)
