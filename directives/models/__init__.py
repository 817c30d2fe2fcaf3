"""What was asked, and by which document."""

from directives.models.instruments import Instrument, Obligation, ObligationKind, Source
from directives.models.letters import OfficialLetter
from directives.states import InstrumentStatus

__all__ = ["Instrument", "InstrumentStatus", "Obligation", "ObligationKind", "OfficialLetter", "Source"]
