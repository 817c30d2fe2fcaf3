"""A report on its way through the enterprise: filled answer by answer, checked, handed in."""

import re
from dataclasses import replace

from django.urls import reverse
from playwright.sync_api import Locator, expect

from antt_portal.core.figures.schema import parse_schema
from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.demo.answers import content_for
from antt_portal.demo.facts import Facts
from antt_portal.tests.journeys.pages.answer import AnswerPage, file
from antt_portal.tests.journeys.visit import Visit
from reports.answering import Content
from reports.models import Answer, Report, Submission

ROWS = 2


def answers_of(report: Report) -> list[Answer]:
    return list(report.answers.select_related("obligation", "report").order_by("position"))


def brief_content(answer: Answer, facts: Facts) -> Content:
    """What the enterprise says, with at most two rows in every table: typing more shows nothing new."""
    whole = content_for(answer.obligation, facts)
    given = {group.key for group in parse_schema(answer.obligation.fields).groups if group.row_titles}
    short = {
        key: value[:ROWS] if isinstance(value, list) and key not in given else value
        for key, value in whole.figures.items()
    }
    return replace(whole, figures=short)


def fill(visit: Visit, answers: list[Answer], facts: Facts) -> None:
    """From the page of the first of ``answers``, each followed by the next as its button leads."""
    for answer in answers:
        assert visit.path == reverse("reports:answer", args=[answer.report.public_id, answer.public_id])
        page = AnswerPage(visit).write(answer.obligation, brief_content(answer, facts))
        if answer.obligation.evidence_wanted and not page.files.count():
            name = f"Bien-ban-{answer.position}.pdf"
            page.upload(file(name, pdf(pages=answer.position)))
            page.wait_until_stored(name)
        page.go_on()


class CheckPage:
    def __init__(self, visit: Visit) -> None:
        self.page = visit.page

    @property
    def missing(self) -> Locator:
        return self.page.locator("#gaps li a")

    def hand_in(self) -> None:
        self.page.get_by_label("Đã đọc toàn bộ và xác nhận").check()
        self.page.get_by_role("button", name=re.compile("^Xác nhận và nộp")).click()
        self.page.wait_for_url("**/receipt/*/")


def expect_receipt(visit: Visit, submission: Submission) -> None:
    """The page a head keeps: number and hash as stored."""
    main = visit.page.get_by_role("main")
    expect(main).to_contain_text(submission.receipt)
    expect(main).to_contain_text(submission.sha256)
