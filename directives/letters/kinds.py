"""Which kinds of letter there are, and the dataclass of each."""

from directives.letters.amending import Correction, RecallNotice, RequestToSupplement
from directives.letters.copying import Copy
from directives.letters.forwarding import AcknowledgementProof, CoveringLetter
from directives.letters.letter import Letter
from directives.letters.recognition import Certificate, Decision, Extract, Submission
from directives.letters.reporting import RollUpReport

KINDS: dict[str, type[Letter]] = {
    "official_letter": Letter,
    "request_to_supplement": RequestToSupplement,
    "correction": Correction,
    "recall_notice": RecallNotice,
    "submission": Submission,
    "decision": Decision,
    "certificate": Certificate,
    "extract": Extract,
    "roll_up_report": RollUpReport,
    "copy": Copy,
    "covering_letter": CoveringLetter,
    "acknowledgement_proof": AcknowledgementProof,
}
