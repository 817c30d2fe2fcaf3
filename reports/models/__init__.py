"""What was answered, with which evidence, and what the board decided."""

from reports.models.answers import Answer, AnswerResult, KeptText
from reports.models.daily import DailyCompile, DailyReport, DailyReportVersion
from reports.models.evidence import Evidence, EvidenceUse, SubmittedFile
from reports.models.incident_acts import IncidentDecision, IncidentFile, IncidentNote, NoteKind, Severity
from reports.models.incidents import Incident, IncidentType, IncidentVersion, Tally, Told
from reports.models.past import PastRecognition
from reports.models.recognition import Recognition, RecognitionBatch
from reports.models.reports import YEARLY_KINDS, Conclusion, ReceiptCounter, Report, ReportKind, Submission
from reports.models.review import AnswerReview, BarringDecision, Opinion, ReviewResult, Stance
from reports.models.rollups import YEARLY_SCOPES, Nomination, Quotation, RollUp, RollUpScope
from reports.states import BatchStatus, IncidentStatus, OpinionStatus, RecognitionStatus, ReportStatus, RollUpStatus

__all__ = [
    "YEARLY_KINDS",
    "YEARLY_SCOPES",
    "Answer",
    "AnswerResult",
    "AnswerReview",
    "BarringDecision",
    "BatchStatus",
    "Conclusion",
    "DailyCompile",
    "DailyReport",
    "DailyReportVersion",
    "Evidence",
    "EvidenceUse",
    "Incident",
    "IncidentDecision",
    "IncidentFile",
    "IncidentNote",
    "IncidentStatus",
    "IncidentType",
    "IncidentVersion",
    "KeptText",
    "Nomination",
    "NoteKind",
    "Opinion",
    "OpinionStatus",
    "PastRecognition",
    "Quotation",
    "ReceiptCounter",
    "Recognition",
    "RecognitionBatch",
    "RecognitionStatus",
    "Report",
    "ReportKind",
    "ReportStatus",
    "ReviewResult",
    "RollUp",
    "RollUpScope",
    "RollUpStatus",
    "Severity",
    "Stance",
    "Submission",
    "SubmittedFile",
    "Tally",
    "Told",
]
