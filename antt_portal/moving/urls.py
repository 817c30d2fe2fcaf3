"""Addresses of moving in."""

from django.urls import path

from antt_portal.moving import pages

urlpatterns = [
    path("setup/imports/", pages.imports, name="imports"),
    path("setup/imports/template.xlsx", pages.import_template, name="import-template"),
    path("setup/imports/upload/", pages.import_upload, name="import-upload"),
    path("setup/imports/<uuid:public_id>/", pages.import_run, name="import-run"),
    path("setup/imports/<uuid:public_id>/confirm/", pages.import_confirm, name="import-confirm"),
    path("setup/imports/<uuid:public_id>/drop/", pages.import_drop, name="import-drop"),
]
