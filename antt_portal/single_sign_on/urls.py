"""Addresses of this app, and of allauth's that are of use here: nobody signs up, and linking is signing in."""

from allauth.socialaccount.views import connections, login_cancelled
from django.urls import path

from antt_portal.single_sign_on import views

urlpatterns = [
    path("oidc/<slug:provider_id>/login/", views.login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", views.callback, name="openid_connect_callback"),
    path("oidc/<slug:provider_id>/again/", views.again, name="openid_connect_again"),
    path("oidc/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/", connections, name="socialaccount_connections"),
]
