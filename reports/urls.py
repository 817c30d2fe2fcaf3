"""Addresses of this app."""

from django.urls import include, path

from reports.views import answers, evidence, files, filing, papers, year

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
    path("evidence/<uuid:public_id>/describe/", evidence.describe, name="evidence-describe"),
    path("evidence-uses/<uuid:public_id>/confirm/", evidence.confirm_use, name="use-confirm"),
    path("evidence-uses/<uuid:public_id>/withdraw/", evidence.withdraw_use, name="use-withdraw"),
]

urlpatterns = [
    *of_the_year,
    path("reports/<uuid:public_id>/answers/<uuid:answer_id>/", include(of_answers)),
    *of_handing_in,
    *of_evidence,
]
