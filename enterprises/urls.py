"""Addresses of this app."""

from django.urls import path

from enterprises import views

app_name = "enterprises"
urlpatterns = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/new/", views.organisation_new, name="organisation-new"),
    path("organisations/<uuid:public_id>/", views.organisation, name="organisation"),
    path("organisations/<uuid:public_id>/rename/", views.organisation_rename, name="organisation-rename"),
    path("organisations/<uuid:public_id>/classify/", views.organisation_classify, name="organisation-classify"),
    path("organisations/<uuid:public_id>/place/", views.organisation_place, name="organisation-place"),
    path("organisations/<uuid:public_id>/leave/", views.organisation_leave, name="organisation-leave"),
    path(
        "organisations/<uuid:public_id>/applicability/",
        views.organisation_applicability,
        name="organisation-applicability",
    ),
]
