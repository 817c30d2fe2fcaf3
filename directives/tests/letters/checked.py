"""One clean letter with something of it replaced, and what the check says of it."""

import copy

from directives.letters import read_letter
from directives.letters.rules import Stage, findings
from directives.tests.letters.corpus import CLEAN


def plain_letter(**fields):
    return copy.deepcopy(CLEAN["year-end order"]) | fields


def found_in(code, told=None, **fields):
    """The findings of ``code``; ``body`` may be given as one text, which then stands before the closing."""
    data = plain_letter()
    if isinstance(text := fields.get("body"), str):
        fields["body"] = [{"text": text}, data["body"][-1]]
    letter = read_letter(data | fields)
    return [one for one in findings(letter, stage=Stage.BEFORE_ISSUE, **(told or {})) if one.code == code]
