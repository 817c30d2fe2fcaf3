"""WSGI entry for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "antt_portal.settings.production")
application = get_wsgi_application()

# Which needs the apps that the line above has made ready.
from antt_portal.operations.warming import warm_up  # noqa: E402

warm_up()
