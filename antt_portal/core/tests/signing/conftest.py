"""One paper and one authority for the whole folder: setting a page and making keys take longest."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from antt_portal.core.documents.pool import pool
from antt_portal.core.inspection.quarantine import signed_pdf
from antt_portal.core.inspection.quarantine.unfit import Unfit
from antt_portal.core.signing import Place, fill, image_page, opened, prepare, seal, seal_beside, sign
from antt_portal.core.signing.verifying import report_of, unreadable
from antt_portal.core.tests.signing.authority import PASSPHRASE, Authority
from antt_portal.core.tests.signing.drawings import ink


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Each test in a thread of its own: pyHanko runs event loops, and the browser of other tests keeps one in ours."""
    wanted = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    with ThreadPoolExecutor(1) as thread:
        thread.submit(pyfuncitem.obj, **wanted).result()
    return True


AT = datetime(2026, 3, 1, 3, tzinfo=UTC)
PERSON = Place("person", 1, 300, 300, 142, 62, label="Chữ ký")
SEAL = seal_beside(PERSON, name="seal", width_mm=36, height_mm=36, label="Con dấu")
BLANKS = (
    Place("number", 0, 110, 760, 28, 16, label="Số"),
    Place("day", 0, 400, 760, 20, 16, label="Ngày", face="italic"),
)
PAPER = (
    '<!doctype html><html lang="vi"><title>Công văn mẫu</title><body><h1>Công văn</h1>'
    "<p>Trang thứ nhất.</p><p style='break-before: page'>Trang thứ hai.</p>"
    "</body></html>"
)


@pytest.fixture(scope="session")
def paper():
    return pool().pdf(PAPER)


@pytest.fixture(scope="session")
def prepared(paper):
    return prepare(paper, blanks=BLANKS, signatures=(PERSON, SEAL))


@pytest.fixture(scope="session")
def authority():
    return Authority()


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory, authority):
    folder = tmp_path_factory.mktemp("keys")
    (folder / "person.p12").write_bytes(authority.holder("Nguyễn Văn Mẫu").pkcs12())
    (folder / "seal.p12").write_bytes(authority.holder("Ban Quản lý Thử Nghiệm").pkcs12())
    return folder


@pytest.fixture(scope="session")
def root(tmp_path_factory, authority):
    return authority.trusted_in(tmp_path_factory.mktemp("roots"))


@pytest.fixture
def keys(settings, key_folder):
    """The settings name a person's key and an agency's."""
    settings.SIGNING_KEYS = {
        name: {"file": str(key_folder / f"{name}.p12"), "passphrase": PASSPHRASE} for name in ("person", "seal")
    }
    return settings.SIGNING_KEYS


class Chain:
    """A paper on its way, step by step; each step is made once and kept."""

    def __init__(self, prepared: bytes) -> None:
        self.prepared = prepared
        with opened("person", at=AT) as key:
            self.signed = sign(prepared, key, field="person", at=AT, appearance=image_page(ink("blue", (142, 62))))
        self.filled = fill(self.signed, {"number": "05", "day": "01"})
        with opened("seal", at=AT) as key:
            self.sealed = seal(self.filled, key, field="seal", at=AT, appearance=image_page(ink("red", (102, 102))))


@pytest.fixture(scope="session")
def _chains():
    return []


@pytest.fixture
def chain(keys, prepared, _chains):
    if not _chains:
        _chains.append(Chain(prepared))
    return _chains[0]


@pytest.fixture
def verified(root):
    """The report on a file, made in this process: one of its own costs a second each time."""

    def verify(pdf, *, expected=None, at=AT, roots=(root,)):
        trusted = [certificate for path in roots for certificate in signed_pdf.certificates(path.read_bytes())]
        try:
            return report_of(signed_pdf.examine(pdf, at, trusted), expected)
        except Unfit as unfit:
            return unreadable(unfit)

    return verify
