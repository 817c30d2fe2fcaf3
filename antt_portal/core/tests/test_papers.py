from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import transaction
from kombu.exceptions import OperationalError

from antt_portal.core import blobs, papers, waking
from antt_portal.core.documents import PoolBusy, RenderFailed
from antt_portal.core.models import Blob, Paper

AT = datetime(2026, 10, 16, 2, 14, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Slip:
    """A paper that says one thing."""

    title: str
    kind: str = "slip"
    template_name: str = "documents/base.html"
    made_at: datetime | None = AT


def slip(data):
    return Slip(data["title"])


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    """Only slips are known; no claim is left over from another test."""
    monkeypatch.setattr(papers, "_builders", {"slip": slip})
    cache.clear()


@pytest.fixture
def sent(monkeypatch):
    tasks = []
    monkeypatch.setattr(waking.current_app, "send_task", lambda name, **_options: tasks.append(name))
    return tasks


def subject(number=1, board_id=7):
    meta = SimpleNamespace(label_lower="tests.thing")
    return SimpleNamespace(_meta=meta, public_id=UUID(int=number), board_id=board_id)


def order(title="Phiếu", number=1, **changes):
    given = {"data": {"title": title}, "file_name": "phieu.pdf", "at": AT, **changes}
    return papers.order("slip", about=subject(number), **given)


def test_a_subject_has_one_paper_of_a_kind_and_the_first_order_stands(sent):
    first = order("Một", organisation_id=3)
    assert order("Hai", at=AT + timedelta(days=1)) == first
    assert Paper.objects.get().data == {"title": "Một"}
    assert (first.board_id, first.organisation_id, first.subject_kind) == (7, 3, "tests.thing")


def test_a_kind_that_nobody_registered_cannot_be_ordered():
    with pytest.raises(KeyError):
        papers.order("receipt", about=subject(), data={}, file_name="x.pdf", at=AT)


def test_two_builders_of_one_kind_are_a_mistake():
    papers.register("slip", slip)
    with pytest.raises(ValueError, match="slip"):
        papers.register("slip", Slip)


def test_rendering_keeps_the_pdf_by_its_hash_in_the_board(sent):
    paper = papers.render(order(), at=AT)
    assert paper.rendered_at == AT
    assert paper.blob.board_id == 7
    with blobs.open_blob(paper.blob) as stored:
        assert stored.read(5) == b"%PDF-"


def test_a_rendered_paper_is_never_rendered_again(sent, monkeypatch):
    paper = papers.render(order(), at=AT)
    monkeypatch.setattr(papers, "render_pdf", lambda document: pytest.fail("rendered again"))
    assert papers.render(paper, at=AT + timedelta(days=1)).rendered_at == AT


def test_of_two_who_render_at_once_the_first_is_kept_and_the_bytes_are_the_same(sent):
    order()
    mine, theirs = Paper.objects.get(), Paper.objects.get()
    first = papers.render(mine, at=AT)
    second = papers.render(theirs, at=AT + timedelta(seconds=1))
    assert second.blob == first.blob
    assert second.rendered_at == AT
    assert Blob.objects.count() == 1


def test_data_that_makes_no_document_is_a_failure_with_a_cause(sent):
    with pytest.raises(RenderFailed, match="title"):
        papers.render(order(data={}), at=AT)


def test_the_sweep_renders_what_is_missing_and_then_has_nothing_to_do(sent):
    for number in (1, 2):
        order(number=number)
    assert papers.render_missing(at=AT) == 2
    assert papers.render_missing(at=AT) == 0
    assert not Paper.objects.awaiting_render().exists()


def test_a_paper_that_fails_rests_and_holds_up_no_other(sent, monkeypatch, caplog):
    order("hỏng", number=1)
    order("lành", number=2)
    tried = []

    def render(document):
        tried.append(document.title)
        if document.title == "hỏng":
            raise RenderFailed("not finished after 60 seconds")
        return b"%PDF-"

    monkeypatch.setattr(papers, "render_pdf", render)
    assert papers.render_missing(at=AT) == 1
    assert "not finished after 60 seconds" in caplog.text
    assert papers.render_missing(at=AT) == 0
    assert tried == ["hỏng", "lành"]


def test_a_busy_pool_is_no_fault_of_the_paper(sent, monkeypatch):
    order()
    answers = iter([PoolBusy("no render process came free"), b"%PDF-"])

    def render(document):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(papers, "render_pdf", render)
    assert papers.render_missing(at=AT) == 0
    assert papers.render_missing(at=AT) == 1


def test_two_sweeps_at_once_do_not_render_the_same_paper(sent, monkeypatch):
    order()
    counts = []

    def render(document):
        counts.append(papers.render_missing(at=AT))  # what another worker finds meanwhile
        return b"%PDF-"

    monkeypatch.setattr(papers, "render_pdf", render)
    assert papers.render_missing(at=AT) == 1
    assert counts == [0]


def test_a_worker_is_woken_once_the_order_is_committed(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        order()
        assert sent == []
    assert sent == ["antt_portal.core.tasks.render_papers"]


def test_ordering_again_wakes_nobody(sent, django_capture_on_commit_callbacks):
    order()
    with django_capture_on_commit_callbacks(execute=True):
        order()
    assert sent == []


def test_the_act_stands_when_the_broker_is_down(monkeypatch, django_capture_on_commit_callbacks):
    def unreachable(name, **_options):
        raise OperationalError("Connection refused")

    monkeypatch.setattr(waking.current_app, "send_task", unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        order()
    assert Paper.objects.awaiting_render().count() == 1
