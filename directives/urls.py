"""Addresses of this app."""

from django.urls import path

from directives.views import instruments

app_name = "directives"
urlpatterns = [
    path("letters/<uuid:public_id>/", instruments.letter, name="letter"),
    path("instruments/", instruments.instruments, name="instruments"),
    path("instruments/new/", instruments.instrument_new, name="instrument-new"),
    path("instruments/<uuid:public_id>/", instruments.instrument, name="instrument"),
    path("instruments/<uuid:public_id>/publish/", instruments.instrument_publish, name="instrument-publish"),
    path("instruments/<uuid:public_id>/edition/", instruments.instrument_edition, name="instrument-edition"),
    path("instruments/<uuid:public_id>/retire/", instruments.instrument_retire, name="instrument-retire"),
    path("instruments/<uuid:public_id>/obligations/new/", instruments.obligation_new, name="obligation-new"),
    path("instruments/<uuid:public_id>/obligations/<uuid:obligation_id>/", instruments.obligation, name="obligation"),
    path(
        "instruments/<uuid:public_id>/obligations/<uuid:obligation_id>/drop/",
        instruments.obligation_drop,
        name="obligation-drop",
    ),
]
