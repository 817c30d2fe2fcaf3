"""A list as a leader reads it: of each enterprise the criteria, who reviewed, which agencies said what, its paper."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch

from directives.models import ObligationKind
from enterprises.actor import Actor
from reports.board_letters import certificate_links
from reports.models import AnswerReview, Opinion, Recognition, RecognitionBatch, ReviewResult, Stance
from reports.permissions import revocable


@dataclass(frozen=True)
class Entry:
    """One enterprise of a list; a fixed number of queries for all of them."""

    recognition: Recognition
    reviews: tuple[AnswerReview, ...]
    opinions: tuple[Opinion, ...]
    certificate_url: str
    can_revoke: bool

    @property
    def criteria(self) -> list[AnswerReview]:
        return [one for one in self.reviews if one.answer.obligation.kind == ObligationKind.CRITERION]

    @property
    def criteria_met(self) -> int:
        return sum(one.result in {ReviewResult.MET, ReviewResult.NOT_APPLICABLE} for one in self.criteria)

    @property
    def not_met(self) -> list[AnswerReview]:
        return [one for one in self.reviews if one.result == ReviewResult.NOT_MET]

    @property
    def reviewers(self) -> str:
        return ", ".join(sorted({one.reviewed_by.full_name for one in self.reviews}))

    def is_questioned(self, on: date) -> bool:
        """Whether an agency said anything but yes, or nothing at all."""
        return any(one.is_silent(on) or one.stance in {Stance.OBJECTS, Stance.REMARKS} for one in self.opinions)


def entries_for(batch: RecognitionBatch, actor: Actor) -> list[Entry]:
    opinions = Prefetch("report__opinions", Opinion.objects.select_related("agency").order_by("due_on", "pk"))
    rows = batch.recognitions.select_related("organisation", "report__accepted_by").prefetch_related(opinions)
    found = list(rows.order_by("organisation__sort_key", "pk"))
    certificates = certificate_links(found)
    reviews = _reviews(batch)
    allowed = revocable(actor, found)
    entries = []
    for one in found:
        one.batch = batch
        said = tuple(one.report.opinions.all())
        entries.append(
            Entry(one, reviews.get(one.report_id, ()), said, certificates.get(one.public_id, ""), one.pk in allowed)
        )
    return entries


def _reviews(batch: RecognitionBatch) -> dict[int, tuple[AnswerReview, ...]]:
    """The judgements of the accepted version, by report."""
    judged = AnswerReview.objects.filter(
        submission__report__recognition__batch=batch,
        submission__number=F("submission__report__submission_count"),
    ).select_related("answer__obligation", "reviewed_by")
    found: dict[int, tuple[AnswerReview, ...]] = {}
    for review in judged.order_by("answer__position"):
        found[review.answer.report_id] = (*found.get(review.answer.report_id, ()), review)
    return found
