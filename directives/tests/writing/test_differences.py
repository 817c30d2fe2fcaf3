"""What changed between two texts of a letter."""

from directives.writing.differences import changes, pairs

TEXT = {
    "symbol": "BQL-VP",
    "urgency": None,
    "subject": "rà soát",
    "recipients": ["Công an xã", "UBND xã"],
    "body": [{"text": "Một."}, {"text": "Hai.", "label": "-"}, {"text": "Ba."}],
    "signature": {"authority": "KT. TRƯỞNG BAN", "office": "PHÓ TRƯỞNG BAN", "name": "Nguyễn Văn Mẫu"},
    "attachments": [{"title": "Kế hoạch", "file": None}],
}


def told(after):
    return {one.label: [(piece.kind, piece.text) for piece in one.pieces] for one in changes(TEXT, {**TEXT, **after})}


def test_the_same_text_has_no_changes():
    assert changes(TEXT, TEXT) == []
    assert pairs(TEXT, TEXT) == []


def test_a_paragraph_put_between_moves_none_of_the_others():
    body = [TEXT["body"][0], {"text": "Mới."}, *TEXT["body"][1:]]
    assert told({"body": body}) == {"Đoạn 2": [("ins", "Mới.")]}


def test_a_paragraph_taken_out_is_told_without_a_number():
    assert told({"body": TEXT["body"][1:]}) == {"Đoạn đã bỏ": [("del", "Một.")]}


def test_how_a_paragraph_is_set_counts_as_a_change():
    body = [*TEXT["body"][:2], {"text": "Ba.", "style": "bold", "level": 2}]
    ((label, pieces),) = told({"body": body}).items()
    assert label == "Đoạn 3"
    assert ("ins", " (đậm, cấp 2)") in pieces or any("đậm, cấp 2" in text for _kind, text in pieces)


def test_lists_urgency_signer_and_bundle_are_compared():
    found = told({"recipients": ["Công an xã"], "urgency": "hoa_toc", "signature": None, "attachments": []})
    assert set(found) == {"Kính gửi", "Độ khẩn", "Người ký", "Gửi kèm"}
    assert found["Độ khẩn"] == [("ins", "HỎA TỐC")]


def test_a_conflict_shows_both_texts_of_each_place_but_not_the_bundle():
    typed = {**TEXT, "subject": "kiểm tra", "attachments": []}
    assert [(one.label, one.saved, one.typed) for one in pairs(TEXT, typed)] == [("Trích yếu", "rà soát", "kiểm tra")]
