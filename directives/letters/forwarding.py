"""Papers on the way of a bundle: an investor's covering letter, and the proof that somebody acknowledged it."""

from dataclasses import replace
from typing import Annotated

from pydantic import AwareDatetime, Field

from antt_portal.core.clock import VIETNAM
from antt_portal.core.documents.boxes import Letterhead
from antt_portal.core.documents.data import paper_data
from directives.letters.letter import Annex, Letter, Line, ShortLine, SignatureBlock
from directives.letters.lists import ReceiverList
from directives.letters.named import UNSIGNED, ClosedByItsLast, Form
from directives.letters.parts import Holder, SentDocument, Sha256, Verification, Words

Bundle = Annotated[tuple[SentDocument, ...], Field(min_length=1)]


@paper_data
class CoveringLetter(ClosedByItsLast, Letter):
    """Công văn chuyển văn bản, on the letterhead of the enterprise that forwards. Its files stand before the last
    paragraph of the body; ``receivers`` is its first annex."""

    bundle: Bundle
    receivers: ReceiverList | None = None

    template_name = "documents/kinds/covering_letter.html"

    @property
    def printed_annexes(self) -> tuple[Annex, ...]:
        return (self.receivers.annex, *self.annexes) if self.receivers else self.annexes


@paper_data
class Person:
    name: Words
    role: Line = ""


@paper_data
class AcknowledgementProof(Form):
    """Made by the portal, signed by nobody: who acknowledged which bundle, when, for whom.

    ``bundle_sha256`` is the digest of the whole bundle, ``letter_version`` the version of the letter's text.
    """

    number: None = None
    symbol: ShortLine = ""
    signature: SignatureBlock = UNSIGNED
    bundle: Bundle
    bundle_sha256: Sha256
    letter_version: Annotated[int, Field(ge=1)]
    organisation: Holder
    acknowledged_by: Person
    acknowledged_at: AwareDatetime
    verification: Verification

    template_name = "documents/kinds/acknowledgement_proof.html"
    type_in_sentence = "Giấy xác nhận đã nhận văn bản"

    @property
    def title(self) -> str:
        return f"{self.type_in_sentence}: {self.organisation.name}"

    @property
    def letterhead(self) -> Letterhead:
        """Without "Số:": the portal keeps no series."""
        return replace(super().letterhead, number=None)

    @property
    def at_text(self) -> str:
        at = self.acknowledged_at.astimezone(VIETNAM)
        return f"{at:%H:%M:%S} ngày {at:%d/%m/%Y}"
