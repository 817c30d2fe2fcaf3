"""The portal starts where nothing but ``requirements.txt`` is installed: by ``script/run``, in production.

A library that uses another if it is there (PyYAML, rich) falls back when told that it is not; ours must not need one.
"""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings

# Every app, address and command, with the modules in the arguments said to be missing.
PROGRAM = """
import json, sys
missing = set(json.loads(sys.argv[1]))

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in missing:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

for name in [name for name in sys.modules if name.partition(".")[0] in missing]:
    del sys.modules[name]  # a coverage tool's hook at the start of Python
sys.meta_path.insert(0, Missing())
import django
from django.core.management import get_commands, load_command_class
from django.urls import get_resolver
django.setup()
get_resolver().url_patterns
commands = get_commands()
for name, app in commands.items():
    load_command_class(app, name)
print(" ".join(commands))
"""


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(file):
    text = (Path(settings.ROOT) / file).read_text(encoding="utf-8")
    return {canonical(name) for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", text, re.MULTILINE)}


def only_for_tests():
    """The modules of distributions that tests have and a portal has not."""
    extra = pinned("requirements-dev.txt") - pinned("requirements.txt")
    return sorted(
        module for module, owners in packages_distributions().items() if {canonical(one) for one in owners} <= extra
    )


def start(missing):
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(missing)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "antt_portal.settings.demo"},
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_demonstration_starts_without_what_only_tests_have():
    """Its apps, commands and addresses are those of production and more."""
    missing = only_for_tests()
    assert {"pytest", "playwright", "hypothesis"} <= set(missing)
    said = start(missing)
    assert said.returncode == 0, said.stderr
    assert {"migrate", "demo", "bulk"} <= set(said.stdout.split())


def test_a_library_of_the_portal_that_is_missing_is_noticed():
    assert "No module named 'crispy_forms'" in start(["crispy_forms"]).stderr
