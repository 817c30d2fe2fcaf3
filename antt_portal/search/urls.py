"""The address of the search page."""

from django.urls import path

from antt_portal.search import views

urlpatterns = [path("search/", views.search, name="search")]
