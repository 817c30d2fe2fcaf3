"""Addresses of this app."""

from django.urls import include, path

from reports.views import (
    answers,
    batches,
    decisions,
    evidence,
    files,
    filing,
    letters,
    opinions,
    papers,
    queue,
    recognition,
    review,
    signatures,
    year,
)

app_name = "reports"

of_the_year = [
    path("years/", year.current_year, name="current-year"),
    path("years/<int:year>/", year.year_page, name="year"),
    path("years/<int:year>/open/", year.open_report, name="open-report"),
    path("reports/<uuid:public_id>/", year.report_page, name="report"),
    path("reports/<uuid:public_id>/carry-forward/", year.carry, name="carry-forward"),
]
of_answers = [
    path("", answers.answer, name="answer"),
    path("confirm/", answers.confirm, name="answer-confirm"),
    path("kept/", answers.drop_kept, name="answer-drop-kept"),
    path("present/", answers.present, name="answer-present"),
    path("evidence/", evidence.add, name="evidence-add"),
]
of_handing_in = [
    path("reports/<uuid:public_id>/check/", filing.check, name="check"),
    path("reports/<uuid:public_id>/preview.pdf", filing.preview_paper, name="preview"),
    path("reports/<uuid:public_id>/submit/", filing.submit, name="submit"),
    path("reports/<uuid:public_id>/receipt/<int:number>/", filing.receipt, name="receipt"),
    path("reports/<uuid:public_id>/versions/<int:number>/", filing.version, name="version"),
    path("papers/<uuid:public_id>/", papers.paper, name="paper"),
]
of_evidence = [
    path("evidence/", evidence.shelves, name="evidence"),
    path("evidence/<uuid:public_id>/", files.file, name="evidence-file"),
    path("evidence/<uuid:public_id>/preview/", files.picture, name="evidence-preview"),
    path("evidence/<uuid:public_id>/signatures/", signatures.evidence_signatures, name="evidence-signatures"),
    path("evidence/<uuid:public_id>/describe/", evidence.describe, name="evidence-describe"),
    path("evidence-uses/<uuid:public_id>/confirm/", evidence.confirm_use, name="use-confirm"),
    path("evidence-uses/<uuid:public_id>/withdraw/", evidence.withdraw_use, name="use-withdraw"),
]
of_review = [
    path("review/", queue.queue, name="queue"),
    path("review/assign/", queue.bulk_assign, name="bulk-assign"),
    path("review/<uuid:public_id>/", review.review, name="review"),
    path("review/<uuid:public_id>/answers/<uuid:answer_id>/", review.review_answer, name="review-answer"),
    path("review/<uuid:public_id>/take/", queue.take, name="take"),
    path("review/<uuid:public_id>/assign/", decisions.assign_reviewer, name="assign"),
    path("review/<uuid:public_id>/events/<uuid:event_id>/", decisions.decide_event, name="decide-event"),
    path("review/<uuid:public_id>/opinion/", decisions.ask, name="ask-opinion"),
    path("review/<uuid:public_id>/return/", decisions.return_dossier, name="return"),
    path("review/<uuid:public_id>/accept/", decisions.accept_dossier, name="accept"),
    path("review/<uuid:public_id>/request-letter/", letters.request_letter, name="request-letter"),
    path("letters/<uuid:public_id>/file/", letters.letter_file, name="letter-file"),
    path("opinions/", opinions.opinions, name="opinions"),
    path("opinions/<uuid:public_id>/", opinions.opinion, name="opinion"),
]
of_recognition = [
    path("recognition/", recognition.recognition, name="recognition"),
    path("recognition/batches/new/", recognition.batch_create, name="batch-create"),
    path("recognition/batches/<uuid:public_id>/", batches.batch, name="batch"),
    path("recognition/batches/<uuid:public_id>/propose/", batches.batch_propose, name="batch-propose"),
    path("recognition/batches/<uuid:public_id>/send-back/", batches.batch_send_back, name="batch-send-back"),
    path("recognition/batches/<uuid:public_id>/approve/", batches.batch_approve, name="batch-approve"),
    path("recognition/batches/<uuid:public_id>/decide/", batches.batch_decide, name="batch-decide"),
    path("recognition/batches/<uuid:public_id>/decision-file/", batches.decision_file, name="decision-file"),
    path(
        "recognition/batches/<uuid:public_id>/decision-file/signatures/",
        signatures.decision_signatures,
        name="decision-signatures",
    ),
    path("recognition/<uuid:public_id>/remove/", recognition.recognition_remove, name="recognition-remove"),
    path("recognition/<uuid:public_id>/revoke/", recognition.recognition_revoke, name="recognition-revoke"),
]

urlpatterns = [
    *of_the_year,
    path("reports/<uuid:public_id>/answers/<uuid:answer_id>/", include(of_answers)),
    *of_handing_in,
    *of_evidence,
    *of_review,
    *of_recognition,
]
