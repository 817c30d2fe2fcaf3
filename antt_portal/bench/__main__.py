"""Run one benchmark (or one soak) by name; exit 1 when a figure misses its bound, 2 for an unknown name."""

import json
import sys
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command

from antt_portal.bench import Figure

PACKAGES = Path(__file__).parent.parent


def names(package: str = "bench") -> list[str]:
    return sorted(path.stem for path in (PACKAGES / package).glob("*.py") if not path.stem.startswith("_"))


def line(bench: str, figure: Figure, package: str = "bench") -> str:
    """One figure as a line of JSON; ``ok`` is judged on the value as measured, not as rounded for print."""
    row = {package: bench, "figure": figure.figure, "value": round(figure.value, 4), "unit": figure.unit}
    return json.dumps(row | {"bound": figure.bound, "ok": figure.ok}, ensure_ascii=False)


def measure(bench: str, package: str = "bench") -> bool:
    """Print every figure as soon as it is known, then say whether all are ok."""
    django.setup()
    figures_out = sys.stdout
    all_ok = True
    with redirect_stdout(sys.stderr):
        call_command("migrate", verbosity=0, interactive=False)
        for figure in import_module(f"antt_portal.{package}.{bench}").run():
            print(line(bench, figure, package), file=figures_out, flush=True)
            all_ok = all_ok and figure.ok
    return all_ok


def main(arguments: list[str], package: str = "bench") -> int:
    known = names(package)
    if len(arguments) != 1 or arguments[0] not in known:
        print(f"usage: script/{package} NAME, where NAME is one of: {', '.join(known)}", file=sys.stderr)
        return 2
    return 0 if measure(arguments[0], package) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
