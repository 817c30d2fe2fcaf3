"""What an enterprise and its officer read of the signatures in a file; the recorded decision of another authority."""

import hashlib
import io

import pytest
from django.core.cache import cache
from django.urls import reverse

from antt_portal.core import blobs
from antt_portal.core.documents.pool import pool
from antt_portal.core.inspection import Inspected
from antt_portal.core.signing import Place, opened, prepare, sign
from antt_portal.core.tests.inspection.corpus import jpeg, pdf
from antt_portal.core.tests.signing.authority import PASSPHRASE, Authority
from enterprises.models import Organisation, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor, board_organisation
from reports.library import add_file, use
from reports.models import RecognitionBatch
from reports.recognising import create_batch
from reports.tests.factories import OPENED, REVIEWED, YEAR, Filing
from reports.tests.views.pages import enter, first_answer

pytestmark = pytest.mark.django_db
SIGNER = "Nguyễn Văn Mẫu"
BOX = Place("chu-ky", 0, 300, 300, 140, 60)


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(scope="module")
def paper():
    return pool().pdf('<!doctype html><html lang="vi"><title>Biên bản</title><p>Biên bản kiểm tra</p></html>')


@pytest.fixture
def signed(paper, authority, settings, tmp_path):
    (tmp_path / "key.p12").write_bytes(authority.holder(SIGNER).pkcs12())
    settings.SIGNING_KEYS = {"key": {"file": str(tmp_path / "key.p12"), "passphrase": PASSPHRASE}}
    settings.SIGNING_TRUST = [str(authority.trusted_in(tmp_path))]
    with opened("key", at=OPENED) as key:
        return sign(prepare(paper, blanks=[], signatures=[BOX]), key, field=BOX.name, at=OPENED)


@pytest.fixture
def filing():
    cache.clear()
    return Filing()


def keep(filing, content, media_type="application/pdf", label="PDF"):
    digest = hashlib.sha256(content).hexdigest()
    inspected = Inspected(media_type, label.lower(), len(content), digest, f"Biên bản.{label.lower()}", label)
    return add_file(io.BytesIO(content), inspected, by=filing.editor, at=OPENED)


def address(evidence):
    return reverse("reports:evidence-signatures", args=[evidence.public_id])


def test_a_signed_file_names_its_signer_and_says_that_it_is_whole(client, filing, signed):
    page = enter(client, filing.editor).get(address(keep(filing, signed))).content.decode()
    assert 'tag-done">Hợp lệ' in page
    assert SIGNER in page
    assert "không thay đổi" in page


def test_one_flipped_byte_is_said_plainly(client, filing, signed):
    at = signed.index(b"/MediaBox") + 12
    altered = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    page = enter(client, filing.editor).get(address(keep(filing, altered))).content.decode()
    assert 'tag-late">Đã bị thay đổi' in page
    assert "Không sử dụng tệp này" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [(pdf(), "Không có chữ ký số"), (b"%PDF-1.7 " + b"\xff" * 4000, "Không kiểm tra được")],
)
def test_other_files_are_answered_in_words(client, filing, content, said):
    response = enter(client, filing.editor).get(address(keep(filing, content)))
    assert response.status_code == 200
    assert said in response.content.decode()


def test_a_script_gets_the_middle_of_the_page_alone(client, filing):
    evidence = keep(filing, pdf())
    response = enter(client, filing.editor).get(address(evidence), headers={"X-Requested-With": "XMLHttpRequest"})
    assert "<html" not in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_pictures_have_no_signatures_to_examine(client, filing):
    evidence = keep(filing, jpeg(), "image/jpeg", "JPG")
    assert enter(client, filing.editor).get(address(evidence)).status_code == 404


def test_a_file_of_somebody_else_is_not_there(client, filing):
    evidence = keep(filing, pdf())
    assert enter(client, actor(Role.HEAD)).get(address(evidence)).status_code == 404


@pytest.mark.parametrize(
    ("before", "back"),
    [("http://testserver/years/2026/?q=1", "http://testserver/years/2026/?q=1"), ("https://elsewhere.example/", None)],
)
def test_the_way_back_stays_in_the_portal(client, filing, before, back):
    evidence = keep(filing, pdf())
    page = enter(client, filing.editor).get(address(evidence), headers={"Referer": before})
    assert page.context["back_url"] == (back or reverse("reports:evidence"))


def test_the_pages_of_owner_and_officer_lead_there(client, filing):
    evidence, answer = keep(filing, pdf()), first_answer(filing.report)
    picture = keep(filing, jpeg(), "image/jpeg", "JPG")
    for file in (evidence, picture):
        use(file, answer, by=filing.editor, at=OPENED)
    library, form = (
        reverse("reports:evidence"),
        reverse("reports:answer", args=[filing.report.public_id, answer.public_id]),
    )
    for url in (library, form):
        page = enter(client, filing.editor).get(url).content.decode()
        assert address(evidence) in page
        assert address(picture) not in page
    filing.fill().submit()
    review = reverse("reports:review-answer", args=[filing.report.public_id, answer.public_id])
    assert address(evidence) in enter(client, filing.officer).get(review).content.decode()


def test_the_decision_of_another_authority_is_examined_as_it_came(client, filing, signed):
    filing.fill().submit().review().accept()
    recogniser = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY)
    Organisation.objects.filter(pk=filing.organisation.pk).update(recogniser=recogniser)
    batch = create_batch([filing.report], recogniser, year=YEAR, by=filing.officer, at=REVIEWED)
    file = blobs.keep_bytes(signed, media_type="application/pdf", board_id=batch.board_id, at=REVIEWED)
    RecognitionBatch.objects.filter(pk=batch.pk).update(
        decision_file=file, decision_file_name="quyet-dinh.pdf", decision_number="9/QĐ-UBND"
    )
    clerk = actor(Role.CLERK, board_organisation(filing.board))
    page = enter(client, clerk).get(reverse("reports:decision-signatures", args=[batch.public_id]))
    assert SIGNER in page.content.decode()
    link = reverse("reports:decision-signatures", args=[batch.public_id])
    assert link in client.get(batch.get_absolute_url()).content.decode()
