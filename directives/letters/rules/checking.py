"""The check before issue: every rule over one letter."""

from datetime import date

from directives.letters.letter import Letter
from directives.letters.rules.archive import archive_no_colon, archive_without_vt, unit_mismatch
from directives.letters.rules.blanks import date_blank, end_mark_missing, number_blank, signature_missing
from directives.letters.rules.classified import classified
from directives.letters.rules.closing import closing_not_addressed
from directives.letters.rules.codes import TABLE, Stage
from directives.letters.rules.doubled import doubled_phrase
from directives.letters.rules.enclosures import enclosure_missing
from directives.letters.rules.facts import Days, Facts
from directives.letters.rules.finding import Case, Finding, Rule
from directives.letters.rules.names import addressee_group_empty, addressees_empty, name_not_valid
from directives.letters.rules.signers import authority_spacing, signer_in_copies
from directives.letters.rules.vocabulary import DEFAULT, Vocabulary
from directives.letters.rules.wording import not_nfc, short_date, subject_full_stop

RULES: dict[str, Rule] = {
    "number-blank": number_blank,
    "date-blank": date_blank,
    "enclosure-missing": enclosure_missing,
    "addressees-empty": addressees_empty,
    "addressee-group-empty": addressee_group_empty,
    "name-not-valid": name_not_valid,
    "classified": classified,
    "signature-missing": signature_missing,
    "archive-no-colon": archive_no_colon,
    "archive-without-vt": archive_without_vt,
    "authority-spacing": authority_spacing,
    "closing-not-addressed": closing_not_addressed,
    "doubled-phrase": doubled_phrase,
    "end-mark-missing": end_mark_missing,
    "not-nfc": not_nfc,
    "short-date": short_date,
    "signer-in-copies": signer_in_copies,
    "subject-full-stop": subject_full_stop,
    "unit-mismatch": unit_mismatch,
}


def findings(
    letter: Letter,
    *,
    stage: Stage,
    on: date | None = None,
    vocabulary: Vocabulary = DEFAULT,
    facts: Facts | None = None,
) -> tuple[Finding, ...]:
    """What forbids the issue, then advice. ``on`` is the day of issue where the letter's own date is still blank."""
    dated = letter.date.day is not None and letter.date.month is not None
    days = Days.of(letter.date) if on is None or dated else Days(on, on)
    case = Case(letter, days, vocabulary, facts or Facts())
    codes = [code.name for code in TABLE if code.counts(stage, letter.kind)]
    return tuple(finding for code in codes for finding in RULES[code](case))
