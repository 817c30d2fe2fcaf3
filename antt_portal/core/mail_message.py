"""The mail of a notice, from the template of its kind; and the one mail of several."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from antt_portal.core.models import Notice
from antt_portal.core.unsubscribing import unsubscribe_headers


class Words(NamedTuple):
    subject: str
    body: str
    url: str


def message(
    notice: Notice, mail: BaseEmailBackend | None = None, shown: Mapping[str, Any] | None = None
) -> EmailMultiAlternatives:
    """The mail of a notice: subject, plain text and HTML from ``templates/mail/<kind>.txt``.

    ``shown`` stands beside the row's own values and in no row: what was looked up, and secrets. The Message-ID depends
    on the notice alone, so that a mail sent twice around a crash collapses in the reader's mailbox.
    """
    with translation.override(language_of(notice)):
        return _mail(notice, words_of(notice, shown), [notice], mail)


def digest(
    leader: Notice, told: Sequence[tuple[Notice, Mapping[str, Any]]], mail: BaseEmailBackend | None = None
) -> EmailMultiAlternatives:
    """One mail that names each of ``told`` with its link, under the Message-ID of ``leader``."""
    with translation.override(language_of(leader)):
        lines = [words_of(notice, shown) for notice, shown in told]
        text = render_to_string("mail/digest.txt", {"lines": lines, "count": len(lines)})
        return _mail(leader, _split(text, url=settings.SITE_ORIGIN), [notice for notice, _shown in told], mail)


def _mail(
    notice: Notice, words: Words, told: Sequence[Notice], mail: BaseEmailBackend | None
) -> EmailMultiAlternatives:
    made = EmailMultiAlternatives(
        words.subject,
        words.body + "\n",
        to=[notice.to_address],
        connection=mail,
        headers={
            "Message-ID": message_id(notice),
            "Auto-Submitted": "auto-generated",
            **unsubscribe_headers(notice.recipient, told),
        },
    )
    html = render_to_string("mail/layout.html", {"subject": words.subject, "body": words.body})
    made.attach_alternative(html, "text/html")
    return made


def words_of(notice: Notice, shown: Mapping[str, Any] | None = None) -> Words:
    """The template's first line is the subject. In the language that is active."""
    context = {"name": notice.name, **notice.params, **(shown or {})}
    context["url"] = settings.SITE_ORIGIN + path_of(notice, shown)
    return _split(render_to_string(f"mail/{notice.kind}.txt", context), url=context["url"])


def _split(text: str, *, url: str) -> Words:
    """A name may have other line breaks in it, which no header takes: the mail would never go out."""
    subject, _blank, body = text.strip().partition("\n")
    return Words(" ".join(subject.split()), body.strip(), url)


def path_of(notice: Notice, shown: Mapping[str, Any] | None = None) -> str:
    """The one link: as written, or the page of the subject by the ``route`` that notices written in bulk name."""
    context = {**notice.params, **(shown or {})}
    if "route" in context:
        return reverse(context["route"], args=[context.get("target", notice.subject_id)])
    return str(context.get("path", "/"))


def message_id(notice: Notice) -> str:
    host = settings.SITE_ORIGIN.split("//")[-1].split(":")[0]
    return f"<notice-{notice.public_id}@{host}>"


def language_of(notice: Notice) -> str:
    return getattr(notice.recipient, "language", "") or notice.language or settings.LANGUAGE_CODE
