"""Addresses of this app."""

from django.urls import include, path

from reports.views import (
    answers,
    batches,
    campaign_acts,
    campaign_page,
    campaigns,
    daily,
    decisions,
    evidence,
    files,
    filing,
    incident_acts,
    incident_files,
    incident_page,
    incidents,
    letters,
    opinions,
    papers,
    queue,
    recognition,
    requests,
    review,
    rollup_nominations,
    rollup_page,
    rollup_words,
    rollups,
    signatures,
    year,
    year_bundle,
)

app_name = "reports"

of_the_year = [
    path("years/", year.current_year, name="current-year"),
    path("years/<int:year>/", year.year_page, name="year"),
    path("organisations/<uuid:public_id>/years/<int:year>.zip", year_bundle.year_bundle, name="year-bundle"),
    path("years/<int:year>/open/", year.open_report, name="open-report"),
    path("reports/<uuid:public_id>/", year.report_page, name="report"),
    path("reports/<uuid:public_id>/carry-forward/", year.carry, name="carry-forward"),
]
of_directives = [
    path("requests/<uuid:public_id>/", requests.answer_request, name="request"),
    path("reports/<uuid:public_id>/nothing/", requests.nothing, name="answer-nothing"),
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
of_incidents = [
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/new/", incidents.incident_new, name="incident-new"),
    path("incidents/figures/", incidents.incident_figures, name="incident-figures"),
    path("incidents/<uuid:public_id>/", incident_page.incident, name="incident"),
    path("incidents/<uuid:public_id>/correct/", incident_page.incident_correct, name="incident-correct"),
    path("incidents/<uuid:public_id>/follow/", incident_acts.incident_follow, name="incident-follow"),
    path("incidents/<uuid:public_id>/say/", incident_acts.incident_say, name="incident-say"),
    path("incidents/<uuid:public_id>/decide/", incident_acts.incident_decide, name="incident-decide"),
    path("incidents/<uuid:public_id>/close/", incident_acts.incident_close, name="incident-close"),
    path("incidents/<uuid:public_id>/reopen/", incident_acts.incident_reopen, name="incident-reopen"),
    path("incidents/<uuid:public_id>/files/", incident_files.incident_add_files, name="incident-add-files"),
    path("incident-files/<uuid:public_id>/", incident_files.incident_file, name="incident-file"),
    path("incident-files/<uuid:public_id>/picture/", incident_files.incident_picture, name="incident-picture"),
]
of_campaigns = [
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.campaign_new, name="campaign-new"),
    path("campaigns/<uuid:public_id>/", campaign_page.campaign, name="campaign"),
    path("campaigns/<uuid:public_id>/edit/", campaigns.campaign_edit, name="campaign-edit"),
    path("campaigns/<uuid:public_id>/copy/", campaigns.campaign_copy, name="campaign-copy"),
    path("campaigns/<uuid:public_id>/figures.xlsx", campaign_page.campaign_excel, name="campaign-excel"),
    path("campaigns/<uuid:public_id>/figures.pdf", campaign_page.campaign_pdf, name="campaign-pdf"),
    path("campaigns/<uuid:public_id>/confirm/", campaign_acts.campaign_confirm, name="campaign-confirm"),
    path("campaigns/<uuid:public_id>/open/", campaign_acts.campaign_open, name="campaign-open"),
    path("campaigns/<uuid:public_id>/close/", campaign_acts.campaign_close, name="campaign-close"),
    path("campaigns/<uuid:public_id>/steps/", campaign_acts.campaign_step_add, name="campaign-step-add"),
    path("campaigns/<uuid:public_id>/steps/<uuid:step_id>/", campaign_acts.campaign_step, name="campaign-step"),
    path("campaigns/<uuid:public_id>/shifts/", campaign_acts.campaign_shift_add, name="campaign-shift-add"),
    path(
        "campaigns/<uuid:public_id>/shifts/<uuid:shift_id>/drop/",
        campaign_acts.campaign_shift_drop,
        name="campaign-shift-drop",
    ),
    path("campaigns/<uuid:public_id>/days/<str:day>/", daily.campaign_day, name="campaign-day"),
    path("campaigns/<uuid:public_id>/days/<str:day>/compile/", daily.campaign_day_compile, name="campaign-day-compile"),
    path("daily-reports/<uuid:public_id>/", daily.daily_report, name="daily-report"),
]
of_rollups = [
    path("rollups/", rollups.rollups, name="rollups"),
    path("rollups/new/", rollups.rollup_new, name="rollup-new"),
    path("rollups/<uuid:public_id>/", rollup_page.rollup, name="rollup"),
    path("rollups/<uuid:public_id>/moment/", rollup_page.rollup_moment, name="rollup-moment"),
    path("rollups/<uuid:public_id>/freeze/", rollup_page.rollup_freeze, name="rollup-freeze"),
    path("rollups/<uuid:public_id>/compose/", rollup_page.rollup_compose, name="rollup-compose"),
    path("rollups/<uuid:public_id>/text/", rollup_words.rollup_text, name="rollup-text"),
    path("rollups/<uuid:public_id>/quotations/", rollup_words.rollup_quotations, name="rollup-quotations"),
    path(
        "rollups/<uuid:public_id>/quotations/<uuid:quotation_id>/drop/",
        rollup_nominations.rollup_unquote,
        name="rollup-unquote",
    ),
    path("rollups/<uuid:public_id>/nominations/", rollup_nominations.rollup_nominations, name="rollup-nominations"),
    path(
        "rollups/<uuid:public_id>/nominations/<uuid:nomination_id>/drop/",
        rollup_nominations.rollup_withdraw,
        name="rollup-withdraw",
    ),
]
urlpatterns = [
    *of_the_year,
    *of_directives,
    path("reports/<uuid:public_id>/answers/<uuid:answer_id>/", include(of_answers)),
    *of_handing_in,
    *of_evidence,
    *of_review,
    *of_recognition,
    *of_incidents,
    *of_campaigns,
    *of_rollups,
]
