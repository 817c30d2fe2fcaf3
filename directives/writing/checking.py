"""The check before issue, told what only the portal knows: files, names and days, who is addressed, whether signed."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from antt_portal.core.folding import search_key
from antt_portal.core.refusal import Refused
from directives.letters.rules import DEFAULT, SHIPPED_NAMES, DatedName, Facts, Finding, Stage, Vocabulary, findings
from directives.models import IncomingDocument, LetterVocabulary, OfficialLetter
from enterprises.models import Organisation, OrganisationKind, OrganisationName

__all__ = ["Finding", "Stage", "findings_of", "require_clean", "stage_of"]

# How letters call all members of a class, folded; a line that begins so stands for them.
CLASSES: tuple[tuple[str, OrganisationKind], ...] = (
    ("cac chu dau tu kinh doanh ha tang", OrganisationKind.INVESTOR),
    ("cac chu dau tu ha tang", OrganisationKind.INVESTOR),
    ("cac chu dau tu thu cap", OrganisationKind.TENANT),
    ("cac doanh nghiep thu cap", OrganisationKind.TENANT),
)


def stage_of(letter: OfficialLetter) -> Stage:
    """Which findings count for the letter where it is now: a blank number is no fault before the number is given."""
    if letter.number is not None:
        return Stage.BEFORE_ISSUE
    return Stage.BEFORE_SIGNING if letter.delegation_id else Stage.DRAFT


def findings_of(letter: OfficialLetter, stage: Stage, *, on: date) -> tuple[Finding, ...]:
    """What the check has to say of the stored text, gravest first; a constant number of queries."""
    return findings(letter.letter, stage=stage, on=on, vocabulary=_vocabulary(letter), facts=_facts(letter))


def require_clean(letter: OfficialLetter, stage: Stage, *, on: date, only: Iterable[str] | None = None) -> None:
    """Raises Refused("findings") naming what blocks; of ``only`` these codes, of all blocking ones by default."""
    wanted = None if only is None else frozenset(only)
    blocking = [
        one for one in findings_of(letter, stage, on=on) if one.blocks and (wanted is None or one.code in wanted)
    ]
    if blocking:
        text = _("Chưa làm bước này: còn lỗi phải sửa. %(faults)s")
        raise Refused("findings", text % {"faults": " ".join(one.message for one in blocking)})


def _vocabulary(letter: OfficialLetter) -> Vocabulary:
    own = LetterVocabulary.objects.filter(board_id=letter.board_id).first()
    return DEFAULT.extended(own.words) if own else DEFAULT


def _facts(letter: OfficialLetter) -> Facts:
    stored = set(letter.enclosures.values_list("file_name", flat=True))
    named = letter.data.get("attachments", [])
    return Facts(
        names=(*SHIPPED_NAMES, *_names(letter)),
        empty_groups=frozenset(_empty_groups(letter)),
        passed_on=str(passed_on_with(letter) or ""),
        missing_files=frozenset(n for n, one in enumerate(named) if one.get("file") and one["file"] not in stored),
        signed=letter.signed_at is not None,
    )


def passed_on_with(letter: OfficialLetter) -> IncomingDocument | None:
    """The superior's document that goes along with a directive; None when there is none, or no file of it."""
    with_files = IncomingDocument.objects.filter(directives__letter=letter, file__isnull=False)
    return with_files.select_related("file").first()


def _addressees(letter: OfficialLetter) -> list[str]:
    return [*letter.data.get("recipients", []), *letter.data.get("also_to", [])]


def _names(letter: OfficialLetter) -> Iterable[DatedName]:
    """The names, past and present, of the issuer and of every organisation that the letter addresses by name.

    A past name that the present one prints as its lines is no past name: papers may leave the province out.
    """
    behind_the_wall = OrganisationName.objects.filter(board_id=letter.board_id)
    named = behind_the_wall.filter(name__in=_addressees(letter)) | behind_the_wall.filter(organisation=letter.issuer)
    rows = list(named.select_related("organisation"))
    printed = {search_key(one.lines) for one in rows if one.valid_to is None}
    for one in rows:
        if one.valid_to is None or search_key(one.name) not in printed:
            now = one.organisation.name if one.valid_to else ""
            yield DatedName(one.name, one.valid_from, one.valid_to, now=now)


def _empty_groups(letter: OfficialLetter) -> Iterable[str]:
    groups = [(line, kind) for line in _addressees(letter) for words, kind in CLASSES if _begins(line, words)]
    if not groups:
        return
    of_board = Organisation.objects.filter(board_id=letter.board_id)
    present = set(of_board.filter(kind__in={kind for _line, kind in groups}).values_list("kind", flat=True).distinct())
    yield from (line for line, kind in groups if kind not in present)


def _begins(line: str, words: str) -> bool:
    return search_key(line).startswith(words)
