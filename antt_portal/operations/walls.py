"""Rows of the libraries that know no board, and what retention empties (decision 115)."""

from django.apps import apps

from antt_portal.core.walling.declared import ALL, CHANGE, READ, portal_writes, without_board
from directives.models import AccessLink
from enterprises.models import Invitation

portal_writes(AccessLink, CHANGE, because="delete-old empties codes")
portal_writes(Invitation, CHANGE, because="delete-old empties tokens")

ACCOUNTS = {"account", "mfa", "sessions", "socialaccount", "usersessions"}
for config in apps.get_app_configs():
    if config.label in ACCOUNTS:
        for model in config.get_models():
            without_board(model, boards=ALL, portal=ALL, because="of an account, whoever the person acts for")
for label in ("auth", "contenttypes"):
    for model in apps.get_app_config(label).get_models(include_auto_created=True):
        without_board(model, boards={READ}, portal={READ}, because="Django's own lists; nobody writes them")
