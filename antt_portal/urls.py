"""Every address of the portal. Each one stands in the permission matrix (antt_portal/tests/matrix)."""

from django.urls import include, path

urlpatterns = [
    path("", include("antt_portal.home.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("enterprises.urls")),
    path("", include("directives.urls")),
    path("", include("reports.urls")),
]
