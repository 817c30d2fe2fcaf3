"""What was answered, with which evidence, and what the board decided."""

from reports.models.evidence import Evidence, EvidenceUse, SubmittedFile
from reports.models.recognition import Recognition, RecognitionBatch
from reports.models.reports import (
    Answer,
    AnswerResult,
    Conclusion,
    KeptText,
    ReceiptCounter,
    Report,
    ReportKind,
    Submission,
)
from reports.models.review import AnswerReview, BarringDecision, Opinion, ReviewResult, Stance
from reports.states import BatchStatus, OpinionStatus, RecognitionStatus, ReportStatus

__all__ = [
    "Answer",
    "AnswerResult",
    "AnswerReview",
    "BarringDecision",
    "BatchStatus",
    "Conclusion",
    "Evidence",
    "EvidenceUse",
    "KeptText",
    "Opinion",
    "OpinionStatus",
    "ReceiptCounter",
    "Recognition",
    "RecognitionBatch",
    "RecognitionStatus",
    "Report",
    "ReportKind",
    "ReportStatus",
    "ReviewResult",
    "Stance",
    "Submission",
    "SubmittedFile",
]
