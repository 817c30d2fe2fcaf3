"""Every address of the portal. Each one stands in the permission matrix (antt_portal/tests/matrix)."""

from django.urls import include, path
from django.views.i18n import set_language

from enterprises.middleware import open_to_all

urlpatterns = [
    path("", include("antt_portal.home.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/setlang/", open_to_all(set_language), name="set_language"),
    path("", include("enterprises.urls")),
    path("", include("directives.urls")),
    path("", include("reports.urls")),
]
