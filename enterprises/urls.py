"""Addresses of this app."""

from django.urls import URLPattern

app_name = "enterprises"
urlpatterns: list[URLPattern] = []
