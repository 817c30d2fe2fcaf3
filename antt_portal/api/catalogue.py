"""Everything that can be read, in the order of the documentation."""

from antt_portal.api.resources.deliveries import DELIVERIES
from antt_portal.api.resources.directives import DIRECTIVES
from antt_portal.api.resources.organisations import ORGANISATIONS
from antt_portal.api.resources.past_recognitions import PAST_RECOGNITIONS
from antt_portal.api.resources.recognitions import RECOGNITIONS
from antt_portal.api.resources.reports import REPORTS

RESOURCES = (ORGANISATIONS, DIRECTIVES, DELIVERIES, REPORTS, RECOGNITIONS, PAST_RECOGNITIONS)
