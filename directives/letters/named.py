"""Papers with a type line, and the parts of a letter that some papers do not have."""

from typing import Annotated

from pydantic import Field

from antt_portal.core.documents.data import paper_data
from directives.letters.letter import Annex, Letter, Name, Paragraph, SignatureBlock

# A form prints no such part, so data that has one is refused rather than left unprinted.
NoLines = Annotated[tuple[str, ...], Field(max_length=0)]
NoParagraphs = Annotated[tuple[Paragraph, ...], Field(max_length=0)]
NoAnnexes = Annotated[tuple[Annex, ...], Field(max_length=0)]
NoWords = Annotated[str, Field(max_length=0)]


@paper_data
class NamedLetter(Letter):
    """Văn bản có tên loại: type and subject (box 5a) instead of "V/v"; most kinds address nobody."""

    recipients: tuple[Name, ...] = ()

    template_name = "documents/kinds/named.html"

    @property
    def type_name(self) -> str:
        return self.type_in_sentence.upper()


@paper_data
class Form(NamedLetter):
    """A paper that its fields make, without addressees, text of its own, copies or annexes."""

    urgency: None = None
    recipients: NoLines = ()
    also_to: NoLines = ()
    bases: NoLines = ()
    body: NoParagraphs = ()
    copies_to: NoLines = ()
    archive: NoWords = ""
    annexes: NoAnnexes = ()


class ClosedByItsLast:
    """A letter whose last paragraph stands behind its tables and closes it. No dataclass: it brings no field along."""

    body: tuple[Paragraph, ...]

    @property
    def opening(self) -> tuple[Paragraph, ...]:
        return self.body[:-1]

    @property
    def ending(self) -> tuple[Paragraph, ...]:
        return self.body[-1:]


UNSIGNED = SignatureBlock(office="", name="")
