"""Addresses of this app."""

from django.urls import path

from directives import views

app_name = "directives"
urlpatterns = [
    path("letters/<uuid:public_id>/", views.letter, name="letter"),
    path("instruments/", views.instruments, name="instruments"),
    path("instruments/new/", views.instrument_new, name="instrument-new"),
    path("instruments/<uuid:public_id>/", views.instrument, name="instrument"),
    path("instruments/<uuid:public_id>/publish/", views.instrument_publish, name="instrument-publish"),
    path("instruments/<uuid:public_id>/edition/", views.instrument_edition, name="instrument-edition"),
    path("instruments/<uuid:public_id>/retire/", views.instrument_retire, name="instrument-retire"),
    path("instruments/<uuid:public_id>/obligations/new/", views.obligation_new, name="obligation-new"),
    path("instruments/<uuid:public_id>/obligations/<uuid:obligation_id>/", views.obligation, name="obligation"),
    path(
        "instruments/<uuid:public_id>/obligations/<uuid:obligation_id>/drop/",
        views.obligation_drop,
        name="obligation-drop",
    ),
]
