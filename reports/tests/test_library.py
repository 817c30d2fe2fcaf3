import hashlib
import io
from datetime import date

import pytest
from django.core.files.storage import default_storage

from antt_portal.core.inspection import Inspected
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from reports.library import add_file, confirm_use, describe, use, withdraw
from reports.models import Evidence, EvidenceUse
from reports.tests.acts import acts_on
from reports.tests.factories import OPENED, REVIEWED, Filing, evidence_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    return Filing()


@pytest.fixture
def answer(filing):
    return filing.report.answers.select_related("report", "obligation").first()


def add(filing, content=b"%PDF-1.4 minh chung", name="Bien-ban.pdf"):
    digest = hashlib.sha256(content).hexdigest()
    inspected = Inspected("application/pdf", "pdf", len(content), digest, name, "PDF")
    return add_file(io.BytesIO(content), inspected, by=filing.editor, at=OPENED, title="Biên bản")


def test_a_file_is_kept_with_its_bytes_and_its_act(filing):
    evidence = add(filing)
    with default_storage.open(evidence.blob.path) as stored:
        assert stored.read() == b"%PDF-1.4 minh chung"
    assert (evidence.organisation, evidence.board, evidence.kind) == (filing.organisation, filing.board, "PDF")
    assert acts_on(evidence, "evidence.upload").get().detail.after["sha256"] == evidence.blob.sha256


def test_the_same_bytes_again_are_the_file_already_there(filing):
    first = add(filing)
    again = add(filing, name="Ten-khac.pdf")
    assert again == first
    assert again.file_name == "Bien-ban.pdf"
    assert Blob.objects.count() == 1
    assert acts_on(first, "evidence.upload").count() == 1


def test_two_organisations_with_one_file_have_a_row_each(filing):
    neighbour = Filing(organisation=type(filing.organisation).objects.create(**like(filing.organisation)))
    assert add(filing) != add(neighbour)
    assert Blob.objects.count() == 1, "one board keeps the bytes once"


def like(organisation):
    return {"board": organisation.board, "kind": organisation.kind, "name": "Công ty Bên Cạnh", "size": "large"}


def test_two_boards_never_share_bytes(filing):
    stranger = Filing()
    assert add(filing).blob.path != add(stranger).blob.path


def test_one_file_serves_several_answers_and_years(filing, answer):
    evidence = add(filing)
    for one in filing.report.answers.select_related("report", "obligation"):
        use(evidence, one, by=filing.editor, at=OPENED)
    assert evidence.uses.count() == 3
    assert acts_on(filing.report, "evidence.use").count() == 3


def test_using_a_file_twice_is_using_it_once(filing, answer):
    evidence = add(filing)
    first = use(evidence, answer, by=filing.editor, at=OPENED)
    assert use(evidence, answer, by=filing.editor, at=REVIEWED) == first
    assert first.confirmed_at == OPENED
    assert acts_on(filing.report, "evidence.use").count() == 1


def test_another_organisations_file_cannot_be_used(filing, answer):
    stranger = Filing()
    with pytest.raises(Refused) as refused:
        use(add(stranger), answer, by=filing.editor, at=OPENED)
    assert refused.value.code == "other-organisation"
    assert not EvidenceUse.objects.exists()


@pytest.fixture
def carried(filing, answer):
    evidence = evidence_of(filing.organisation, filing.editor)
    return EvidenceUse.objects.create(
        board=filing.board,
        organisation=filing.organisation,
        evidence=evidence,
        answer=answer,
        carried_from=2025,
        added_at=OPENED,
        added_by=filing.editor.user,
    )


def test_a_carried_file_is_confirmed_once(filing, carried):
    for _time in range(2):
        confirm_use(carried, by=filing.editor, at=REVIEWED)
    carried.refresh_from_db()
    assert carried.confirmed_at == REVIEWED
    assert acts_on(filing.report, "evidence.confirm").count() == 1


def test_choosing_a_carried_file_from_the_library_confirms_it(filing, carried, answer):
    use(carried.evidence, answer, by=filing.editor, at=REVIEWED)
    carried.refresh_from_db()
    assert carried.confirmed_at == REVIEWED


def test_a_withdrawn_file_stays_in_the_library(filing, carried):
    for _time in range(2):
        withdraw(carried, by=filing.editor, at=REVIEWED)
    assert not EvidenceUse.objects.exists()
    assert Evidence.objects.exists()
    assert acts_on(filing.report, "evidence.withdraw").count() == 1


def test_a_report_with_the_board_keeps_its_files(filing, answer):
    evidence = evidence_of(filing.organisation, filing.editor)
    served = use(evidence, answer, by=filing.editor, at=OPENED)
    filing.fill().submit()
    answer.report.refresh_from_db()
    for act in (
        lambda: use(add(filing), answer, by=filing.editor, at=REVIEWED),
        lambda: confirm_use(served, by=filing.editor, at=REVIEWED),
        lambda: withdraw(served, by=filing.editor, at=REVIEWED),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "not-editable"
    assert answer.evidence_uses.get() == served


def test_a_file_is_described_with_before_and_after(filing):
    evidence = add(filing)
    describe(evidence, title="Kiểm định 2026", expires_on=date(2027, 6, 30), by=filing.editor, at=REVIEWED)
    evidence.refresh_from_db()
    assert (evidence.title, evidence.expires_on) == ("Kiểm định 2026", date(2027, 6, 30))
    detail = acts_on(evidence, "evidence.describe").get().detail
    assert (detail.before["title"], detail.after["expires_on"]) == ("Biên bản", "2027-06-30")


def test_a_title_with_a_classification_mark_is_refused(filing):
    evidence = add(filing)
    with pytest.raises(Refused) as refused:
        describe(evidence, title="Công văn MẬT số 12", expires_on=None, by=filing.editor, at=REVIEWED)
    assert refused.value.code == "classified"
    evidence.refresh_from_db()
    assert evidence.title == "Biên bản"
    assert not acts_on(evidence, "evidence.describe").exists()
