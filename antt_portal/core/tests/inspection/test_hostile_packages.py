"""Zip containers that lie, swell or overlap."""

import io
import struct
import zipfile

import pytest

from antt_portal.core.inspection.quarantine import ooxml, package
from antt_portal.core.inspection.quarantine.unfit import Unfit
from antt_portal.core.tests.inspection import corpus

ENTRY = b"PK\x01\x02"
END = b"PK\x05\x06"


def patched(content: bytes, at: int, layout: str, *values: int) -> bytes:
    changed = bytearray(content)
    struct.pack_into(layout, changed, at, *values)
    return bytes(changed)


def directory_entry(content: bytes, name: str) -> int:
    """Where the entry of the last part called ``name`` stands in the central directory."""
    at = content.rindex(name.encode()) - 46
    assert content[at : at + 4] == ENTRY
    return at


def bomb(megabytes: int) -> bytes:
    return corpus.docx({"word/media/image1.png": b"\x89PNG" + bytes(megabytes * 1024 * 1024)})


def test_a_file_that_swells_is_refused(refusal_of):
    content = bomb(package.MAX_UNPACKED_BYTES // package.MB + 1)
    assert len(content) < 2_000_000
    assert refusal_of(content, "a.docx") == "archive_bomb"


def test_a_file_that_swells_out_of_proportion_is_refused(refusal_of):
    assert refusal_of(bomb(60), "a.docx") == "archive_bomb"


def test_a_bomb_that_is_no_office_file_is_a_bomb_too(refusal_of):
    assert refusal_of(corpus.packed({"a": bytes(60 * package.MB)}), "a.docx") == "archive_bomb"


def test_a_bomb_inside_an_embedded_workbook_is_refused(refusal_of):
    inner = corpus.xlsx({"xl/media/x.png": bytes(60 * 1024 * 1024)})
    assert refusal_of(corpus.docx({"word/embeddings/a.xlsx": inner}), "a.docx") == "archive_bomb"


def test_embedded_packages_share_one_budget(monkeypatch):
    monkeypatch.setattr(package, "MAX_RATIO", 10**6)
    inner = corpus.xlsx({"xl/media/x.png": bytes(2_000_000)})
    content = io.BytesIO(corpus.docx({f"word/embeddings/{n}.xlsx": inner for n in range(5)}))
    ooxml.Package(content, package.Budget(11_000_000)).check()
    with pytest.raises(Unfit, match="archive_bomb"):
        ooxml.Package(content, package.Budget(9_000_000)).check()


def test_a_file_that_swells_in_proportion_is_refused_all_the_same():
    entry = zipfile.ZipInfo("word/document.xml")
    entry.file_size = package.MAX_UNPACKED_BYTES
    package.refuse_bomb([entry], packed=entry.file_size // 10)
    entry.file_size += 1
    with pytest.raises(Unfit, match="archive_bomb"):
        package.refuse_bomb([entry], packed=entry.file_size // 10)


def test_a_declared_size_that_lies_is_not_believed(refusal_of):
    content = bomb(60)
    lying = patched(content, directory_entry(content, "word/media/image1.png") + 24, "<L", 1000)
    assert refusal_of(lying, "a.docx") == "unreadable"


def test_many_entries_are_refused(refusal_of):
    parts = {f"word/{n}.xml": "<x/>" for n in range(package.MAX_ENTRIES)}
    assert refusal_of(corpus.docx(parts), "a.docx") == "archive_bomb"


def test_a_huge_directory_is_refused_before_it_is_loaded(refusal_of):
    content = corpus.docx()
    assert refusal_of(patched(content, content.rindex(END) + 12, "<L", 2**31), "a.docx") == "archive_bomb"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(refusal_of):
    out = io.BytesIO(corpus.docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("WORD/document.xml", "<other/>")
    assert refusal_of(out.getvalue(), "a.docx") == "archive_unsafe"


@pytest.mark.parametrize("name", ["../../x.xml", "/etc/x.xml", "word/../x.xml", "C:/x.xml", "word\\x.xml", "a\nb.xml"])
def test_a_part_with_an_odd_path_is_refused(name, refusal_of):
    assert refusal_of(corpus.docx({name: "<x/>"}), "a.docx") == "archive_unsafe"


def test_parts_that_share_bytes_are_refused(refusal_of):
    content = corpus.docx({"word/a.xml": "<x/>"})
    first = struct.unpack_from("<L", content, directory_entry(content, "word/document.xml") + 42)
    overlapping = patched(content, directory_entry(content, "word/a.xml") + 42, "<L", *first)
    assert refusal_of(overlapping, "a.docx") == "archive_unsafe"


def test_a_gap_that_holds_something_else_is_refused(refusal_of):
    out = io.BytesIO(corpus.docx())
    with zipfile.ZipFile(out, "a") as archive:
        out.seek(archive.start_dir)
        out.write(bytes(5000))
        archive.start_dir += 5000
        archive.writestr("word/a.xml", "<x/>")
    assert refusal_of(out.getvalue(), "a.docx") == "archive_unsafe"


def test_room_for_something_else_before_or_behind_the_directory_is_refused(refusal_of):
    content = corpus.docx()
    end = content.rindex(END)
    start = struct.unpack_from("<L", content, end + 16)[0]
    before = content[:start] + bytes(5000) + patched(content, end + 16, "<L", start + 5000)[start:]
    behind = content[:end] + bytes(5000) + content[end:]
    assert refusal_of(before, "a.docx") == "archive_unsafe"
    assert refusal_of(behind, "a.docx") == "archive_unsafe"


@pytest.mark.parametrize("extra", [b"PK tail", bytes(100_000)])
def test_bytes_behind_the_end_are_refused(extra, refusal_of):
    assert refusal_of(corpus.docx() + extra, "a.docx") in {"archive_unsafe", "unreadable"}


def test_a_second_zip_behind_the_first_is_refused(refusal_of):
    assert refusal_of(corpus.docx() + corpus.packed({"a": "b"}), "a.docx") == "archive_unsafe"


def test_a_part_with_a_password_is_refused(refusal_of):
    content = corpus.docx()
    at = directory_entry(content, "word/document.xml")
    assert refusal_of(patched(content, at + 8, "<H", 1), "a.docx") == "encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_office_does_not_know_is_refused(method, refusal_of):
    assert refusal_of(corpus.packed(corpus.word_parts(), method=method), "a.docx") == "archive_unsafe"


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.99])
def test_a_package_cut_off_is_refused(kept, refusal_of):
    content = corpus.docx()
    assert refusal_of(content[: int(len(content) * kept)], "a.docx") == "unreadable"


def test_a_part_that_does_not_match_its_checksum_is_refused(refusal_of):
    content = corpus.docx()
    at = directory_entry(content, "word/document.xml") + 16
    assert refusal_of(patched(content, at, "<L", 0), "a.docx") == "unreadable"
