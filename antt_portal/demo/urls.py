"""The portal's addresses, and the page of sent mails."""

from django.urls import include, path

from antt_portal.demo import views

urlpatterns = [
    path("demo/code/", views.code, name="demo-code"),
    path("demo/mail/", views.mails, name="demo-mails"),
    path("demo/mail/<str:name>/", views.mail, name="demo-mail"),
    path("", include("antt_portal.urls")),
]
