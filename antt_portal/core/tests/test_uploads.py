from contextlib import closing

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

LIMIT = 200_000


def sent(*files):
    """A request with files in it, as a view gets it; closing it drops what it put on the disk."""
    return closing(RequestFactory().post("/", {"files": list(files)}))


def test_what_fits_arrives_whole(monkeypatch):
    monkeypatch.setattr("antt_portal.core.uploads.MAX_BYTES", LIMIT)
    content = bytes(range(256)) * 700
    with sent(SimpleUploadedFile("vua.pdf", content)) as request:
        assert request.FILES["files"].read() == content


def test_a_file_without_end_takes_little_room_and_does_not_spoil_the_others(monkeypatch):
    monkeypatch.setattr("antt_portal.core.uploads.MAX_BYTES", LIMIT)
    with sent(SimpleUploadedFile("lon.pdf", b"x" * 50 * LIMIT), SimpleUploadedFile("nho.pdf", b"y" * 10)) as request:
        large, small = request.FILES.getlist("files")
        assert LIMIT < large.size < 2 * LIMIT
        assert len(large.read()) == large.size
        assert (large.name, small.read()) == ("lon.pdf", b"y" * 10)
