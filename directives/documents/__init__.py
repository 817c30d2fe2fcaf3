"""The board's letters as papers. Found at start-up, like every app's ``documents``, so that ``papers`` knows them."""

from antt_portal.core import papers
from directives.documents.incoming_register import KIND as INCOMING_REGISTER
from directives.documents.incoming_register import incoming_register
from directives.documents.outgoing_register import KIND as OUTGOING_REGISTER
from directives.documents.outgoing_register import outgoing_register
from directives.letters import KINDS, read_letter

for kind in KINDS:
    papers.register(kind, read_letter)
papers.register(OUTGOING_REGISTER, outgoing_register)
papers.register(INCOMING_REGISTER, incoming_register)
