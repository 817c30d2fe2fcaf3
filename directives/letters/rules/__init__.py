"""The check before issue: which faults a letter has, by the rules of docs/checks.md. No database, no clock."""

from directives.letters.rules.checking import findings
from directives.letters.rules.codes import CODES, TABLE, Severity, Stage
from directives.letters.rules.facts import SHIPPED_NAMES, DatedName, Facts
from directives.letters.rules.finding import Finding
from directives.letters.rules.vocabulary import DEFAULT, Vocabulary

__all__ = [
    "CODES",
    "DEFAULT",
    "SHIPPED_NAMES",
    "TABLE",
    "DatedName",
    "Facts",
    "Finding",
    "Severity",
    "Stage",
    "Vocabulary",
    "findings",
]
