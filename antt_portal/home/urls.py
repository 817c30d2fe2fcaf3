"""The roof's own pages."""

from django.urls import path

from antt_portal.home import notices, notification_settings, unsubscribe, verify, views

urlpatterns = [
    path("", views.home, name="home"),
    path("organisation/choose/", views.choose_organisation, name="choose-organisation"),
    path("organisation/none/", views.no_organisation, name="no-organisation"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.notices_read, name="notices-read"),
    path("notices/<uuid:public_id>/", notices.notice, name="notice"),
    path("notification-settings/", notification_settings.notification_settings, name="notification-settings"),
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("verify/", verify.verify, name="verify"),
    path("verify/file/<str:sha256>/", verify.verify_file, name="verify-file"),
    path("verify/<str:code>/", verify.verify_code, name="verify-code"),
]
