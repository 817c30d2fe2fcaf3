"""Letters that want too much, or something else: a clear error or a correct page, never a hang, nothing fetched."""

import io
import socket
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pdfplumber
import pikepdf
import pytest

from antt_portal.core.documents import RenderFailed
from antt_portal.core.tests.documents.measured import Printed, squeezed
from antt_portal.core.tests.documents.processes import eventually
from directives.letters import MalformedLetter, read_letter
from directives.tests.letters.layout import text_is_the_letters_own_in_reading_order
from directives.tests.letters.printing import pdf_of
from directives.tests.letters.specimens import specimen


@pytest.fixture
def listener():
    """A server on this machine that counts who calls."""
    callers = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen():
        while True:
            try:
                connection, address = server.accept()
            except OSError:
                return
            callers.append(address)
            connection.close()

    thread = Thread(target=listen)
    thread.start()
    socket.create_connection(server.getsockname()).close()
    assert eventually(lambda: bool(callers)), "the server hears nobody, so the test would prove nothing"
    callers.clear()
    yield server.getsockname()[1], callers
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def attacks(port, canary):
    """HTML, CSS, templates and addresses, each ending one of our elements first in case nobody escaped it."""
    web, file = f"http://127.0.0.1:{port}/x", canary.as_uri()
    for target in (web, file):
        yield f'</p><img src="{target}"><p>'
        yield f'</p><link rel="attachment" href="{target}"><p>'
        yield f'</p><link rel="stylesheet" href="{target}"><p>'
        yield f'<style>@import "{target}"; body {{ display: none }}</style>'
        yield f'" style="background: url({target})'
        yield f'</p><object data="{target}"></object><iframe src="{target}"></iframe><p>'
        yield f'<svg><image href="{target}"/></svg>'
    yield "{% include 'base.html' %}{{ paper }}{% load static %}"
    yield '</p><p id="place-seal-0" class="urgency khan"><!-- '
    yield "&lt;b&gt; &amp; &#60; <b>đậm</b> ]]>"


def test_what_looks_like_markup_is_printed_as_text_and_fetches_nothing(listener, tmp_path):
    port, callers = listener
    canary = tmp_path / "canary.txt"
    canary.write_text("CHIM-HOANG-YEN")
    tried = list(attacks(port, canary))
    letter = specimen(
        agency=["BAN QUẢN LÝ <b>&amp;</b>"],
        subject=tried[0],
        recipients=tried,
        also_to=tried[:2],
        bases=tried,
        body=[{"text": text, "label": "<i>"} for text in tried],
        copies_to=tried,
        archive=tried[-1],
        signature={"office": tried[-1], "name": tried[-2]},
        annexes=[{"title": tried[0], "paragraphs": [], "table": {"columns": tried, "rows": [tried]}}],
    )
    pdf = pdf_of(letter)
    for text in tried:
        assert Printed(pdf).reading.count(squeezed(text)) >= 4
    assert callers == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert not opened.attachments
        assert "/EmbeddedFiles" not in opened.Root.get("/Names", {})
        streams = (one for one in opened.objects if isinstance(one, pikepdf.Stream) and "/Filter" in one)
        assert not any(b"CHIM-HOANG-YEN" in one.read_bytes() for one in streams if str(one.Filter) == "/FlateDecode")


@pytest.mark.parametrize(
    "character", ["\u202e", "\u200f", "\u2066", "\u200b", "\u00ad", "\x00", "\x1b", "\u2028", "\ufeff", "😀", "漢"]
)
@pytest.mark.parametrize("field", ["subject", "archive", "place"])
def test_what_cannot_be_seen_or_printed_is_refused_where_it_stands(field, character):
    with pytest.raises(MalformedLetter) as caught:
        read_letter(specimen(**{field: f"Mẫu{character}Phúc"}))
    assert [fault.path for fault in caught.value.faults] == [f"$.{field}"]
    assert f"U+{ord(character):04X}" in caught.value.faults[0].message


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("$.body[0].text", {"body": [{"text": "a" * 200_000}]}),
        ("$.body[0].text", {"body": [{"text": "a" + "\u0301" * 200_000}]}),
        ("$.place", {"place": "Mẫu " * 50_000}),
        ("$.symbol", {"symbol": "BQL-" * 50}),
        ("$.subject", {"subject": "an toàn " * 25_000}),
        ("$.agency[0]", {"agency": ["BAN QUẢN LÝ " * 15_000]}),
        ("$.signature.office", {"signature": {"office": "TRƯỞNG BAN " * 18_000, "name": "Nguyễn Văn Mẫu"}}),
    ],
)
def test_what_no_page_can_hold_is_refused_at_once(path, changes):
    with pytest.raises(MalformedLetter) as caught:
        read_letter(specimen(**changes))
    assert [fault.path for fault in caught.value.faults] == [path]


def test_a_text_of_two_hundred_thousand_letters_is_printed_whole_beside_ten_thousand_addressees():
    """Ten thousand addressees take two hundred pages: a machine too slow for them says so."""
    long = specimen(body=[{"text": "an toàn " * 25_000}])
    wide = specimen(recipients=[f"Công ty TNHH Thử Nghiệm số {number}" for number in range(10_000)])
    with ThreadPoolExecutor(2) as threads:
        text, addressees = threads.submit(pdf_of, long), threads.submit(pdf_of, wide)
    text_is_the_letters_own_in_reading_order(long, Printed(text.result()))
    if addressees.exception():
        assert isinstance(addressees.exception(), RenderFailed)
        return
    with pdfplumber.open(io.BytesIO(addressees.result())) as opened:
        assert len(opened.pages) > 10_000 / 50
        assert "- Công ty TNHH Thử Nghiệm số 9999." in opened.pages[-1].extract_text()
