"""The papers of the yearly filing. Found at start-up, like every app's ``documents``, so that ``papers`` knows them."""

from antt_portal.core import papers
from reports.documents.previews import preview
from reports.documents.registration import Registration, registration
from reports.documents.self_assessment import SelfAssessment, self_assessment

__all__ = ["preview", "registration", "self_assessment"]

papers.register(Registration.kind, registration)
papers.register(SelfAssessment.kind, self_assessment)
