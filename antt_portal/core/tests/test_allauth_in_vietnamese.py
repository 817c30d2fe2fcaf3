"""allauth has no Vietnamese catalogue: ``locale/vi`` is ours, and must hold whatever a person here can meet."""

import ast
import re
from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation.template import templatize

TEMPLATES = Path(allauth.__file__).parent / "templates"
# Nobody signs up here, by passkey or otherwise, and nobody signs in by code or by telephone.
UNREACHABLE = re.compile(
    r"account/login\.html|signup_by|signup\.html|phone|_code|webauthn|confirm_code|verif|already_exists"
)
OURS = Path(__file__).resolve().parents[3] / "templates"
NOT_HERE = {
    "phone_taken",
    "username_blacklisted",
    "username_password_mismatch",
    "unknown_phone",
    "phone_password_mismatch",
}
LITERAL = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""


def reachable():
    for folder in ("account", "mfa"):
        for path in sorted((TEMPLATES / folder).rglob("*.*")):
            name = str(path.relative_to(TEMPLATES))
            if not UNREACHABLE.search(name) and not (OURS / name).exists():
                yield name


@pytest.fixture(autouse=True)
def in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.mark.parametrize("name", list(reachable()))
def test_every_sentence_of_a_page_or_mail_has_its_vietnamese(name):
    source = templatize((TEMPLATES / name).read_text())
    sentences = {ast.literal_eval(found) for found in re.findall(rf"\bn?gettext\({LITERAL}", source)}
    assert {sentence for sentence in sentences if gettext(sentence) == sentence and "passkey" not in sentence} == set()


def test_every_refusal_has_its_vietnamese():
    messages = {key: text for key, text in DefaultAccountAdapter.error_messages.items() if key not in NOT_HERE}
    assert "email_password_mismatch" in messages
    english = re.compile(r"\b(the|your|you|is|not|please|already)\b", re.IGNORECASE)
    assert [key for key, text in messages.items() if english.search(str(text))] == []
