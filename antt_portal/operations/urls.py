"""Addresses about the running of the portal."""

from django.urls import path

from antt_portal.operations import bounces, outbox_page, probes, system_page, webhook_page

urlpatterns = [
    path("healthz", probes.healthz, name="healthz"),
    path("metrics", probes.metrics, name="metrics"),
    path("webhooks/bounces/", bounces.bounces, name="bounces"),
    path("system/", system_page.system_status, name="system-status"),
    path("outbox/", outbox_page.outbox, name="outbox"),
    path("outbox/<uuid:public_id>/again/", outbox_page.notice_again, name="notice-again"),
    path("webhooks/", webhook_page.webhooks, name="webhooks"),
    path("webhooks/add/", webhook_page.webhook_add, name="webhook-add"),
    path("webhooks/<uuid:public_id>/test/", webhook_page.webhook_test, name="webhook-test"),
    path("webhooks/<uuid:public_id>/secret/", webhook_page.webhook_secret, name="webhook-secret"),
    path("webhooks/<uuid:public_id>/switch/", webhook_page.webhook_switch, name="webhook-switch"),
]
