"""The roof has no contract of its own that could be exhaustive: its modules are counted here."""

import pkgutil
import re
import tomllib
from pathlib import Path

import antt_portal

PYPROJECT = Path(__file__).resolve().parent.parent.parent / "pyproject.toml"


def test_every_module_of_the_roof_has_its_layer():
    contracts = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    between_apps = next(contract for contract in contracts if contract["name"] == "between apps")
    placed = set(re.findall(r"antt_portal\.(\w+)", " ".join(between_apps["layers"])))
    present = {module.name for module in pkgutil.iter_modules(antt_portal.__path__)}
    assert present - placed == set()
