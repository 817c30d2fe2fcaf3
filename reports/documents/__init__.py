"""The papers of the yearly filing. Found at start-up, like every app's ``documents``, so that ``papers`` knows them."""

from antt_portal.core import papers
from reports.documents.certificate import Certificate, certificate
from reports.documents.previews import preview
from reports.documents.registration import Registration, registration
from reports.documents.self_assessment import SelfAssessment, self_assessment
from reports.documents.submission_list import SubmissionList, submission_list

__all__ = ["certificate", "preview", "registration", "self_assessment", "submission_list"]

papers.register(Registration.kind, registration)
papers.register(SelfAssessment.kind, self_assessment)
papers.register(SubmissionList.kind, submission_list)
papers.register(Certificate.kind, certificate)
