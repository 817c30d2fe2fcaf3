"""Every address of the portal. Each one stands in the permission matrix (antt_portal/tests/matrix)."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from enterprises.middleware import open_to_all

handler500 = "antt_portal.home.errors.broken"
urlpatterns = [
    path("", include("antt_portal.home.urls")),
    path("", include("antt_portal.api.urls")),
    path("", include("antt_portal.breaches.urls")),
    path("", include("antt_portal.moving.urls")),
    path("", include("antt_portal.operations.urls")),
    path("", include("antt_portal.search.urls")),
    path("accounts/sessions/", RedirectView.as_view(pattern_name="enterprises:sessions"), name="usersessions_list"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("i18n/setlang/", open_to_all(set_language), name="set_language"),
    path("", include("enterprises.urls")),
    path("", include("directives.urls")),
    path("", include("reports.urls")),
]
if settings.OIDC_PROVIDERS:
    urlpatterns += [path("accounts/", include("antt_portal.single_sign_on.urls"))]
