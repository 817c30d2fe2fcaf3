"""The papers of filings and reports. Found at start-up, like every app's ``documents``: so ``papers`` knows them."""

from antt_portal.core import papers
from reports.campaigns.compiling import KIND as DAILY_COMPILE
from reports.documents.daily import daily_compile
from reports.documents.implementation import Implementation, implementation
from reports.documents.previews import preview
from reports.documents.registration import Registration, registration
from reports.documents.self_assessment import SelfAssessment, self_assessment

__all__ = ["daily_compile", "implementation", "preview", "registration", "self_assessment"]

papers.register(Registration.kind, registration)
papers.register(SelfAssessment.kind, self_assessment)
papers.register(Implementation.kind, implementation)
papers.register(DAILY_COMPILE, daily_compile)
