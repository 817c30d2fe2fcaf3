"""Everything that is searched, in the order of the page. A new kind of thing is one more row of ``SOURCES``."""

from antt_portal.search.source import Source
from antt_portal.search.sources.answered import REPORTS
from antt_portal.search.sources.asked import OBLIGATIONS
from antt_portal.search.sources.campaigns import CAMPAIGNS
from antt_portal.search.sources.incidents import INCIDENTS
from antt_portal.search.sources.organisations import ORGANISATIONS, TENANTS
from antt_portal.search.sources.papers import INCOMING, LETTERS
from antt_portal.search.sources.received import RECEIVED
from enterprises.actor import Actor

SOURCES: tuple[Source, ...] = (
    *(LETTERS, RECEIVED, INCOMING),
    *(OBLIGATIONS, CAMPAIGNS),
    *(ORGANISATIONS, TENANTS),
    *(REPORTS, INCIDENTS),
)


def sources_of(actor: Actor) -> list[Source]:
    return [source for source in SOURCES if source.shown_to(actor)]
