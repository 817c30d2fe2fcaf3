"""A filing as it will look, before it is handed in: marked on every page, never stored."""

from typing import Any

from reports.documents.filing import Filing
from reports.documents.implementation import Implementation
from reports.documents.reading import filing
from reports.documents.registration import Registration
from reports.documents.self_assessment import SelfAssessment

PAPERS: dict[str, type[Filing]] = {paper.kind: paper for paper in (Registration, SelfAssessment, Implementation)}


def preview(frozen: dict[str, Any]) -> Filing:
    """The paper of a version that carries no ``submitted``; also of one that does, without its receipt."""
    draft = {key: value for key, value in frozen.items() if key != "submitted"}
    return filing(PAPERS[frozen["kind"]], draft)
