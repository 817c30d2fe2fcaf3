"""What was asked, and by which document."""

from directives.models.campaigns import Campaign, CampaignStep, DutyShift
from directives.models.deliveries import RUNG_FIELDS, Delivery, DeliveryStep, Proof, ReportRequest, Route, Rung
from directives.models.directives import AudienceLine, Directive, Duty, Group, Way
from directives.models.forwarding import Forwarding
from directives.models.incoming import ArrivalSeries, IncomingDocument
from directives.models.instruments import DueKind, Instrument, Obligation, ObligationKind, Source
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
from directives.models.proofs import AccessLink, Acknowledgement, HandOver, Nudge
from directives.models.registers import EntryState, NumberSeries, RegisterEntry, SeriesGroup, SigningKey
from directives.models.writing import LetterTemplate, LetterVocabulary
from directives.states import CampaignStatus, ForwardingStatus, InstrumentStatus, LetterStatus

__all__ = [
    "RUNG_FIELDS",
    "AccessLink",
    "Acknowledgement",
    "ArrivalSeries",
    "Attachment",
    "AudienceLine",
    "Campaign",
    "CampaignStatus",
    "CampaignStep",
    "Delivery",
    "DeliveryStep",
    "Directive",
    "DueKind",
    "Duty",
    "DutyShift",
    "EntryState",
    "FileStage",
    "Forwarding",
    "ForwardingStatus",
    "Group",
    "HandOver",
    "IncomingDocument",
    "Instrument",
    "InstrumentStatus",
    "LetterFile",
    "LetterKind",
    "LetterStatus",
    "LetterTemplate",
    "LetterVersion",
    "LetterVocabulary",
    "Nudge",
    "NumberSeries",
    "Obligation",
    "ObligationKind",
    "OfficialLetter",
    "Proof",
    "RegisterEntry",
    "Relation",
    "ReportRequest",
    "Route",
    "Rung",
    "SeriesGroup",
    "SignedOn",
    "SigningKey",
    "Source",
    "Way",
]
