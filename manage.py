#!/usr/bin/env python3
"""Django's command line for Cổng ANTT."""

import os
import sys

from django.core.management import execute_from_command_line

# They work for somebody who has only a letter in a file: no installation stands behind them.
FROM_FILES = {"check_letter", "render_letter"}

if __name__ == "__main__":
    settings = "files" if FROM_FILES.intersection(sys.argv[1:2]) else "production"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"antt_portal.settings.{settings}")
    execute_from_command_line(sys.argv)
