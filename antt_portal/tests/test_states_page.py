"""docs/states.md says what the tables say, and every transition has words."""

from pathlib import Path

from django.conf import settings

from antt_portal.core.verbs import known_verbs
from antt_portal.moving import states as moving_states
from directives import states as directives_states
from enterprises import states as enterprises_states
from reports import states

TABLES = {
    "Instrument": directives_states.TRANSITIONS,
    "OfficialLetter": directives_states.LETTER_TRANSITIONS,
    "Forwarding": directives_states.FORWARDING_TRANSITIONS,
    "Campaign": directives_states.CAMPAIGN_TRANSITIONS,
    "Report": states.REPORT_TRANSITIONS,
    "Opinion": states.OPINION_TRANSITIONS,
    "RecognitionBatch": states.BATCH_TRANSITIONS,
    "Recognition": states.RECOGNITION_TRANSITIONS,
    "Incident": states.INCIDENT_TRANSITIONS,
    "RollUp": states.ROLL_UP_TRANSITIONS,
    "Succession": enterprises_states.TRANSITIONS,
    "BoardTransfer": enterprises_states.TRANSFER_TRANSITIONS,
    "ImportRun": moving_states.TRANSITIONS,
}


def test_the_page_of_states_says_what_the_tables_say():
    page = (Path(settings.ROOT) / "docs" / "states.md").read_text(encoding="utf-8")
    written = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in page.splitlines() if "`" in line]
    tables = [
        (
            f"{model}",
            f"`{one.code}`",
            str(one.label),
            ", ".join(f"`{s}`" for s in sorted(one.sources)),
            f"`{one.target}`",
        )
        for model, transitions in TABLES.items()
        for one in transitions
    ]
    assert [row for row in written if len(row) == 5] == tables


def test_every_transition_has_words_for_the_timeline():
    expected = {f"{model.lower()}.{one.code}" for model, rows in TABLES.items() for one in rows}
    assert expected <= known_verbs()
