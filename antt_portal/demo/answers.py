"""A whole answer for any obligation, as an enterprise would give it."""

from antt_portal.demo.facts import Facts
from antt_portal.demo.figures import figures_for
from antt_portal.demo.narratives import NO_PARTY, narrative_for, theme
from directives.models import Obligation
from reports.answering import Content
from reports.models import AnswerResult

PARTLY_IN_TEN = 1


def content_for(obligation: Obligation, facts: Facts) -> Content:
    """Complete: nothing keeps a report made of these from being handed in, but its evidence."""
    if theme(obligation) == "resolution" and not facts.has_party:
        return Content(result=AnswerResult.NOT_APPLICABLE, reason=NO_PARTY)
    is_partly = theme(obligation) in {"3", "5", "7"} and facts.chance("partly").randrange(10) < PARTLY_IN_TEN
    return Content(
        result=AnswerResult.PARTLY if is_partly else AnswerResult.DONE,
        narrative=narrative_for(obligation, facts),
        figures=figures_for(obligation, facts),
    )
