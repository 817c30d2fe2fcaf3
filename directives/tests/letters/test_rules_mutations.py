"""One fault put into a clean letter is found as exactly that fault, in every letter of the corpus that can have it."""

import copy
from unicodedata import normalize

import pytest

from directives.letters import read_letter
from directives.letters.rules import CODES, Facts, Stage, findings
from directives.tests.letters.corpus import CLEAN


def unsigned(data):
    return Facts(signed=False)


def empty_group(data):
    return Facts(empty_groups=frozenset(data["recipients"][:1]))


def lost_file(data):
    return Facts(missing_files=frozenset({0}))


def without_number(data):
    data["number"] = None


def without_day(data):
    data["date"]["day"] = None


def without_month(data):
    data["date"].update(day=None, month=None)


def unattached(data):
    data["attachments"] = [*data.get("attachments", []), {"title": "Phụ lục", "file": None}]


def promised(data):
    data["body"].insert(0, {"text": "Ban Quản lý chuyển văn bản của Ủy ban nhân dân tỉnh (gửi kèm theo)."})


def to_nobody(data):
    data["recipients"] = []


def to_a_blank(data):
    data["recipients"].append(" ")


def to_a_district(data):
    data["copies_to"].append("UBND huyện Mẫu")


def of_a_merged_province(data):
    data["superior_agency"] = ["UBND TỈNH HẢI DƯƠNG"]


def marked(data):
    data["body"].insert(0, {"text": "TỐI MẬT"})


def marked_in_the_subject(data):
    data["subject"] += " (Mật)"


def subject_with_a_stop(data):
    data["subject"] += "."


def archive_uncoloned(data):
    data["archive"] = data["archive"].replace(":", "")


def archive_of_a_unit_alone(data):
    data["archive"] = "Lưu: " + data["archive"].split(", ", 1)[1]


def other_unit(data):
    data["symbol"] += "X"


def prefix_joined(data):
    data["signature"]["authority"] = data["signature"]["authority"].replace(". ", ".")


def doubled(data):
    data["body"][0]["text"] = "Chủ đầu tư chủ đầu tư lưu ý: " + data["body"][0]["text"]


def closing_with_others(data):
    data["body"][-1]["text"] = "Ban Quản lý đề nghị các doanh nghiệp sản xuất pháo hoa nghiêm túc thực hiện./."


def dated_short(data):
    data["body"].insert(0, {"text": "Thực hiện Kế hoạch số 15/KH-BQL ngày 05/01/2026, Ban Quản lý thông báo như sau:"})


def copied_to_the_signer(data):
    data["copies_to"].append(f"PTB {data['signature']['name']}")


def unended(data):
    data["body"][-1]["text"] = data["body"][-1]["text"].removesuffix("./.") + "."


def decomposed(data):
    data["body"][0]["text"] = normalize("NFD", data["body"][0]["text"])


def always(data):
    return True


def encloses_nothing(data):
    return not data.get("attachments") and not data.get("annexes")


def encloses(data):
    return bool(data.get("attachments"))


def of_today(data):
    return data["date"]["year"] > 2025


def has_a_unit(data):
    return data["archive"].count(",") == 1 and "Văn thư" not in data["archive"]


def matches_its_unit(data):
    return has_a_unit(data) and data["symbol"].startswith("BQL") and "-" in data["symbol"]


def signs_for_another(data):
    return data["signature"]["authority"] is not None


def to_a_list(data):
    return any("danh sách" in line for line in data["recipients"])


def can_close_wrongly(data):
    return not to_a_list(data) and data["kind"] == "official_letter"


MUTATIONS = [
    ("number-blank", without_number, always),
    ("date-blank", without_day, always),
    ("date-blank", without_month, always),
    ("enclosure-missing", unattached, always),
    ("enclosure-missing", promised, encloses_nothing),
    ("addressees-empty", to_nobody, always),
    ("addressee-group-empty", to_a_blank, always),
    ("name-not-valid", to_a_district, of_today),
    ("name-not-valid", of_a_merged_province, of_today),
    ("classified", marked, always),
    ("classified", marked_in_the_subject, always),
    ("subject-full-stop", subject_with_a_stop, lambda data: not data["subject"].endswith(".")),
    ("archive-no-colon", archive_uncoloned, always),
    ("archive-without-vt", archive_of_a_unit_alone, has_a_unit),
    ("unit-mismatch", other_unit, matches_its_unit),
    ("authority-spacing", prefix_joined, signs_for_another),
    ("doubled-phrase", doubled, always),
    ("closing-not-addressed", closing_with_others, can_close_wrongly),
    ("short-date", dated_short, always),
    ("signer-in-copies", copied_to_the_signer, always),
    ("end-mark-missing", unended, always),
    ("not-nfc", decomposed, always),
]
TOLD = [
    ("signature-missing", unsigned, always),
    ("addressee-group-empty", empty_group, always),
    ("enclosure-missing", lost_file, encloses),
]


@pytest.mark.parametrize(("code", "mutate", "applies"), MUTATIONS)
def test_a_fault_is_found_as_itself_alone(code, mutate, applies):
    tried = {name: copy.deepcopy(data) for name, data in CLEAN.items() if applies(data)}
    assert len(tried) > len(CLEAN) // 3
    found = {}
    for name, data in tried.items():
        mutate(data)
        found[name] = [one.code for one in findings(read_letter(data), stage=Stage.BEFORE_ISSUE)]
    assert found == {name: [code] for name in tried}


@pytest.mark.parametrize(("code", "facts", "applies"), TOLD)
def test_what_only_the_portal_knows_is_found_when_told(code, facts, applies):
    for data in filter(applies, CLEAN.values()):
        found = findings(read_letter(data), stage=Stage.BEFORE_ISSUE, facts=facts(data))
        assert [one.code for one in found] == [code]


def test_every_code_is_put_in_at_least_once():
    assert {code for code, *_rest in (*MUTATIONS, *TOLD)} == CODES.keys()


@pytest.mark.parametrize(("code", "mutate", "applies"), MUTATIONS)
def test_what_a_finding_offers_mends_it_and_breaks_nothing(code, mutate, applies):
    for data in map(copy.deepcopy, filter(applies, CLEAN.values())):
        mutate(data)
        (finding,) = findings(read_letter(data), stage=Stage.BEFORE_ISSUE)
        if finding.fix is not None:
            apply(data, finding)
            assert findings(read_letter(data), stage=Stage.BEFORE_ISSUE) == ()


def apply(data, finding):
    """Replace the words by the fix, as the editor does."""
    *steps, last = finding.path.removeprefix("$.").replace("[", ".").replace("]", "").split(".")
    for step in steps:
        data = data[int(step) if step.isdigit() else step]
    key = int(last) if last.isdigit() else last
    start, end = finding.span
    data[key] = data[key][:start] + finding.fix + data[key][end:]
