from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.core.cache import cache

from antt_portal.core import paper_responses, papers
from antt_portal.core.documents import RenderFailed
from antt_portal.core.paper_responses import paper_response, preview_response
from antt_portal.core.refusal import Refused
from antt_portal.core.tests.test_papers import Slip, order, slip

AT = datetime(2026, 10, 16, 2, 14, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    monkeypatch.setattr(papers, "_builders", {"slip": slip})
    monkeypatch.setattr(papers, "render_soon", lambda: None)
    cache.clear()


def body_of(response):
    """Without ``response.close()``, which would also close the test's connection."""
    with closing(response.file_to_stream) as stream:
        return stream.read()


def test_a_paper_not_yet_made_is_made_for_the_one_who_asks():
    paper = order()
    response = paper_response(paper, at=AT)
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    body = body_of(response)
    assert body.startswith(b"%PDF-")
    paper.refresh_from_db()
    assert sha256(body).hexdigest() == paper.blob.sha256


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("HS-2026-00012.pdf", "inline; filename=\"HS-2026-00012.pdf\"; filename*=UTF-8''HS-2026-00012.pdf"),
        (
            "Bản đăng ký.pdf",
            "inline; filename=\"Ban-dang-ky.pdf\"; filename*=UTF-8''B%E1%BA%A3n%20%C4%91%C4%83ng%20k%C3%BD.pdf",
        ),
        ('a"\r\nX: y.pdf', "inline; filename=\"a-X-y.pdf\"; filename*=UTF-8''a%22%0D%0AX%3A%20y.pdf"),
    ],
)
def test_the_file_name_is_given_in_ascii_and_in_full(name, header):
    response = paper_response(order(file_name=name), at=AT)
    assert response["Content-Disposition"] == header
    response.file_to_stream.close()


def test_a_preview_is_shown_and_kept_nowhere():
    response = preview_response(Slip("Bản xem trước"), "xem-truoc.pdf")
    assert response["Cache-Control"] == "private, no-store"
    assert body_of(response).startswith(b"%PDF-")
    assert not papers.Paper.objects.exists()


def test_a_paper_that_cannot_be_made_is_said_in_words(monkeypatch):
    def fail(document):
        raise RenderFailed("not finished after 60 seconds")

    monkeypatch.setattr(papers, "render_pdf", fail)
    monkeypatch.setattr(paper_responses, "render_pdf", fail)
    for ask in (lambda: paper_response(order(), at=AT), lambda: preview_response(Slip("x"), "x.pdf")):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.code == "paper-not-ready"
