"""Addresses of this app."""

from django.urls import path

from antt_portal.breaches import pages

urlpatterns = [
    path("setup/breaches/", pages.breaches, name="breaches"),
    path("setup/breaches/new/", pages.breach_new, name="breach-new"),
    path("setup/breaches/<uuid:public_id>/", pages.breach, name="breach"),
    path("setup/breaches/<uuid:public_id>/report/", pages.breach_report, name="breach-report"),
    path("setup/breaches/<uuid:public_id>/close/", pages.breach_close, name="breach-close"),
]
