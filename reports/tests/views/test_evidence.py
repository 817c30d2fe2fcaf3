"""Evidence of an answer and the library it comes from."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse

from antt_portal.core.inspection import Inspected
from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.core.tests.page import select, tree_of
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor
from reports.library import add_file, use
from reports.models import Evidence, EvidenceUse
from reports.tests.factories import OPENED, Filing, evidence_of
from reports.tests.views.pages import enter, first_answer, of_answer, query_count, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_october")]
LIBRARY = "/evidence/"


@pytest.fixture
def in_october():
    with time_machine.travel("2026-10-28T14:05:00+07:00", tick=False):
        yield


@pytest.fixture
def filing():
    return Filing()


@pytest.fixture
def answer(filing):
    return first_answer(filing.report)


def upload(name="Bien-ban.pdf", content=None):
    return SimpleUploadedFile(name, pdf() if content is None else content)


def send(client, answer, *files):
    return client.post(of_answer(answer, "evidence-add"), {"files": list(files)}, follow=True)


def send_one(client, answer, file):
    headers = {"X-Upload": "1", "X-Requested-With": "XMLHttpRequest"}
    return client.post(of_answer(answer, "evidence-add"), {"files": file}, headers=headers)


# ---- upload ----


def test_a_file_uploaded_serves_the_answer_at_once(client, filing, answer):
    page = text_of(send(enter(client, filing.editor), answer, upload()))
    assert "Đã thêm Bien-ban.pdf." in page
    served = EvidenceUse.objects.get()
    assert (served.answer, served.evidence.file_name, served.confirmed_at is None) == (answer, "Bien-ban.pdf", False)
    assert "1 tệp · " in page


def test_one_refused_file_does_not_hold_up_the_others(client, filing, answer):
    files = (upload("mot.pdf"), upload("hai.exe", b"MZ"), upload("ba.pdf", pdf(pages=2)), upload("rong.pdf", b""))
    page = text_of(send(enter(client, filing.editor), answer, *files))
    assert sorted(file.file_name for file in Evidence.objects.all()) == ["ba.pdf", "mot.pdf"]
    assert "hai.exe: Loại tệp “.exe” không được nhận" in page
    assert "rong.pdf: Tệp rỗng" in page


def test_a_name_with_a_classification_mark_is_refused_and_nothing_is_kept(client, filing, answer):
    page = text_of(send(enter(client, filing.editor), answer, upload("Công văn TỐI MẬT.pdf")))
    assert "độ mật “Tối mật”" in page
    assert not Evidence.objects.exists()


def test_a_script_gets_the_finished_row_or_the_reason(client, filing, answer):
    enter(client, filing.editor)
    said = send_one(client, answer, upload()).json()
    assert said["summary"].startswith("1 tệp · ")
    (row,) = select(tree_of(said["html"]), "li.file")
    assert len(select(row, "form [name=csrfmiddlewaretoken]")) == 1
    refused = send_one(client, answer, upload("anh.svg", b"<svg/>"))
    assert refused.status_code == 422
    assert "không được nhận" in refused.json()["error"]
    nothing = client.post(of_answer(answer, "evidence-add"), headers={"X-Upload": "1"})
    assert nothing.status_code == 422


def test_without_a_file_the_page_says_so(client, filing, answer):
    assert "Chưa chọn tệp nào." in text_of(send(enter(client, filing.editor), answer))


def test_a_report_with_the_board_takes_no_files(client, filing, answer):
    filing.fill().submit()
    enter(client, filing.editor)
    assert "không sửa được nữa" in text_of(send(client, answer, upload()))
    assert send_one(client, answer, upload()).status_code == 422
    assert not Evidence.objects.exists()


def test_only_people_of_the_enterprise_upload(client, filing, answer):
    filing.fill().submit().review(to_mend=1).send_back()
    address = of_answer(answer, "evidence-add")
    assert enter(client, filing.officer).post(address, {"files": upload()}).status_code == 403
    assert enter(client, actor(Role.EDITOR)).post(address, {"files": upload()}).status_code == 404
    assert not Evidence.objects.exists()


def test_a_large_upload_is_never_in_memory_as_a_whole(filing, monkeypatch, settings):
    """What Django hands over above its limit lies in a file; from there on only pieces are read."""
    large = TemporaryUploadedFile("lon.pdf", "application/pdf", 0, None)
    large.write(pdf())
    large.write(b"\n%" + b"x" * 3_000_000 + b"\n%%EOF\n")
    read = []
    plain = large.file.read

    def in_pieces(size=-1):
        read.append(size)
        return plain(size)

    monkeypatch.setattr(large.file, "read", in_pieces)
    inspected = Inspected("application/pdf", "pdf", 3_000_000, "a" * 64, "lon.pdf", "PDF")
    add_file(large, inspected, by=filing.editor, at=OPENED)
    large.close()
    assert read
    assert all(0 < size <= 2**20 for size in read)
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE <= 2**20


def test_a_file_larger_than_it_may_be_is_refused_by_name(client, filing, answer, monkeypatch):
    monkeypatch.setattr("antt_portal.core.uploads.MAX_BYTES", 100_000)
    monkeypatch.setattr("antt_portal.core.inspection.inspector.MAX_BYTES", 100_000)
    page = text_of(send(enter(client, filing.editor), answer, upload("lon.pdf", pdf() + b" " * 3_000_000), upload()))
    assert "lon.pdf: Tệp lớn hơn" in page
    assert "Đã thêm Bien-ban.pdf." in page


# ---- using again, confirming, withdrawing ----


@pytest.fixture
def file(filing):
    return evidence_of(filing.organisation, filing.editor, name="Hop-dong.pdf")


def test_a_file_of_the_library_serves_another_answer(client, filing, answer, file):
    enter(client, filing.editor)
    choosing = client.get(LIBRARY, {"for": answer.public_id})
    assert "Chọn minh chứng cho nội dung 1" in text_of(choosing)
    (button,) = select(tree_of(choosing.content.decode()), "button[name=existing]")
    page = text_of(client.post(of_answer(answer, "evidence-add"), {"existing": button.get("value")}, follow=True))
    assert "Đã thêm Hop-dong.pdf." in page
    assert "đã dùng ở đây" in text_of(client.get(LIBRARY, {"for": answer.public_id}))


def test_a_file_says_where_else_it_serves(client, filing, answer, file):
    for one in filing.report.answers.select_related("report", "obligation"):
        use(file, one, by=filing.editor, at=OPENED)
    assert "dùng cả ở nội dung 2, tiêu chí" in text_of(enter(client, filing.editor).get(of_answer(answer)))


def test_nobody_uses_a_file_of_somebody_else(client, filing, answer):
    stranger = Filing()
    theirs = evidence_of(stranger.organisation, stranger.editor)
    enter(client, filing.editor)
    for wanted in (theirs.public_id, "rubbish", ""):
        assert client.post(of_answer(answer, "evidence-add"), {"existing": wanted}).status_code == 404
    assert not EvidenceUse.objects.exists()


@pytest.fixture
def carried(filing, answer, file):
    served = use(file, answer, by=filing.editor, at=OPENED)
    EvidenceUse.objects.filter(pk=served.pk).update(confirmed_at=None, carried_from=2025)
    return served


def act(client, name, served):
    return client.post(reverse(f"reports:{name}", args=[served.public_id]), follow=True)


def test_a_carried_file_is_confirmed_on_the_page(client, filing, answer, carried):
    enter(client, filing.editor)
    page = text_of(client.get(of_answer(answer)))
    assert "mang từ năm 2025" in page
    assert "Chưa xác nhận" in page
    assert "Đã xác nhận Hop-dong.pdf." in text_of(act(client, "use-confirm", carried))
    carried.refresh_from_db()
    assert carried.confirmed_at


def test_a_withdrawn_file_is_still_in_the_library(client, filing, answer, carried):
    enter(client, filing.editor)
    assert "tệp vẫn còn trong kho" in text_of(act(client, "use-withdraw", carried))
    assert not EvidenceUse.objects.exists()
    assert "Hop-dong.pdf" in text_of(client.get(LIBRARY))


@pytest.mark.parametrize("name", ["use-confirm", "use-withdraw"])
def test_only_people_of_the_enterprise_decide_on_a_use(client, filing, name, carried):
    EvidenceUse.objects.update(confirmed_at=OPENED)
    filing.fill().submit()
    enter(client, filing.editor)
    assert "không sửa được nữa" in text_of(act(client, name, carried))
    address = reverse(f"reports:{name}", args=[carried.public_id])
    assert enter(client, filing.officer).post(address).status_code == 403
    assert enter(client, actor(Role.HEAD)).post(address).status_code == 404


# ---- the library ----


def test_the_library_says_what_every_file_serves_and_how_long_it_holds(client, filing, file):
    for answer in filing.report.answers.select_related("report", "obligation"):
        use(file, answer, by=filing.editor, at=OPENED)
    evidence_of(filing.organisation, filing.editor, name="Cu.pdf", expires_on=date(2026, 10, 12))
    page = text_of(enter(client, filing.editor).get(LIBRARY))
    assert "Tự kiểm tra, đánh giá 2026: nội dung 1, nội dung 2, tiêu chí" in page
    assert "Hết hạn 12/10/2026" in page
    assert "chưa dùng" in page
    assert "2 tệp" in page


def test_each_organisation_sees_its_own_library(client, filing, file):
    neighbour = actor(Role.EDITOR, OrganisationFactory(board=filing.board))
    page = text_of(enter(client, neighbour).get(LIBRARY))
    assert "Hop-dong.pdf" not in page
    assert "Chưa có tệp nào" in page
    assert enter(client, filing.officer).get(LIBRARY).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "kiem dinh"}, {"Kiểm định bình chữa cháy.pdf"}),
        ({"q": "HOP"}, {"Hop-dong.pdf"}),
        ({"q": "khong co"}, set()),
        ({"state": "expired"}, {"Kiểm định bình chữa cháy.pdf"}),
        ({"state": "soon"}, {"Sap-het.pdf"}),
        ({"state": "unused"}, {"Kiểm định bình chữa cháy.pdf", "Sap-het.pdf"}),
        ({"state": "unconfirmed"}, {"Hop-dong.pdf"}),
        ({"state": "rubbish"}, {"Kiểm định bình chữa cháy.pdf", "Sap-het.pdf", "Hop-dong.pdf"}),
    ],
)
def test_files_are_found_without_accents_and_by_state(client, filing, carried, query, found):
    evidence_of(filing.organisation, filing.editor, name="Kiểm định bình chữa cháy.pdf", expires_on=date(2026, 10, 12))
    evidence_of(filing.organisation, filing.editor, name="Sap-het.pdf", expires_on=date(2026, 11, 30))
    response = enter(client, filing.editor).get(LIBRARY, query)
    assert {row.file.file_name for row in response.context["rows"]} == found


def test_the_library_costs_the_same_for_one_and_thirty_files(client, filing, carried):
    enter(client, filing.editor)
    one = query_count(client, LIBRARY)
    for number in range(30):
        file = evidence_of(filing.organisation, filing.editor, name=f"{number}.pdf")
        for answer in filing.report.answers.select_related("report", "obligation"):
            use(file, answer, by=filing.editor, at=OPENED)
    assert query_count(client, LIBRARY) == one


# ---- name and expiry ----


def describe_page(file):
    return reverse("reports:evidence-describe", args=[file.public_id])


def test_name_and_expiry_are_written_as_people_write_them(client, filing, answer, file):
    enter(client, filing.editor)
    sent = {"title": "Hợp đồng camera", "expires_on": "30/6/2027", "next": of_answer(answer)}
    response = client.post(describe_page(file), sent)
    assert response.headers["Location"] == of_answer(answer)
    file.refresh_from_db()
    assert (file.title, file.expires_on) == ("Hợp đồng camera", date(2027, 6, 30))
    assert 'value="30/06/2027"' in client.get(describe_page(file)).content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"expires_on": "31/02/2027"}, "Không phải ngày"),
        ({"title": "x" * 201}, "200"),
        ({"title": "Kế hoạch TUYỆT MẬT"}, "độ mật “Tuyệt mật”"),
    ],
)
def test_what_cannot_be_said_of_a_file_is_shown_again_with_the_reason(client, filing, file, sent, said):
    response = enter(client, filing.editor).post(describe_page(file), sent)
    assert response.status_code == 422
    assert said in text_of(response)
    assert next(iter(sent.values())) in response.content.decode()
    file.refresh_from_db()
    assert (file.title, file.expires_on) == ("", None)


def test_only_its_owner_describes_a_file(client, filing, answer, file):
    use(file, answer, by=filing.editor, at=OPENED)
    filing.fill().submit()
    for person, status in ((filing.officer, 403), (actor(Role.EDITOR), 404)):
        assert enter(client, person).get(describe_page(file)).status_code == status
        assert enter(client, person).post(describe_page(file), {"title": "x"}).status_code == status


def test_no_form_leads_away_from_the_portal(client, filing, file):
    enter(client, filing.editor)
    response = client.post(describe_page(file), {"title": "x", "next": "https://example.com/"})
    assert response.headers["Location"] == LIBRARY
