"""The roof's own pages."""

from django.urls import path

from antt_portal.home import verify, views

urlpatterns = [
    path("", views.home, name="home"),
    path("organisation/choose/", views.choose_organisation, name="choose-organisation"),
    path("organisation/none/", views.no_organisation, name="no-organisation"),
    path("verify/", verify.verify, name="verify"),
    path("verify/file/<str:sha256>/", verify.verify_file, name="verify-file"),
    path("verify/<str:code>/", verify.verify_code, name="verify-code"),
]
