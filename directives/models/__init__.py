"""What was asked, and by which document."""

from directives.models.instruments import Instrument, Obligation, ObligationKind, Source
from directives.models.letters import (
    Attachment,
    FileStage,
    LetterFile,
    LetterKind,
    LetterVersion,
    OfficialLetter,
    Relation,
    SignedOn,
)
from directives.models.registers import EntryState, NumberSeries, RegisterEntry, SeriesGroup, SigningKey
from directives.models.writing import LetterTemplate, LetterVocabulary
from directives.states import InstrumentStatus, LetterStatus

__all__ = [
    "Attachment",
    "EntryState",
    "FileStage",
    "Instrument",
    "InstrumentStatus",
    "LetterFile",
    "LetterKind",
    "LetterStatus",
    "LetterTemplate",
    "LetterVersion",
    "LetterVocabulary",
    "NumberSeries",
    "Obligation",
    "ObligationKind",
    "OfficialLetter",
    "RegisterEntry",
    "Relation",
    "SeriesGroup",
    "SignedOn",
    "SigningKey",
    "Source",
]
