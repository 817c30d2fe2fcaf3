"""What holds for every page template: the content security policy knows no inline style or script."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "templates"
NOT_PAGES = {"documents", "mail"}  # laid out by WeasyPrint, read in mail programs
PAGES = [path for path in TEMPLATES.rglob("*.html") if path.relative_to(TEMPLATES).parts[0] not in NOT_PAGES]
FORBIDDEN = {
    "style attribute": r"<[^>]*\sstyle=",
    "style element": r"<style\b",
    "inline script": r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")",
    "event attribute": r"<[^>]*\son[a-z]+=",
    "javascript address": r"javascript:",
    "native date input": r"type=\"date\"",
}


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_template_breaks_the_policy(rule):
    guilty = [str(path.relative_to(ROOT)) for path in PAGES if re.search(FORBIDDEN[rule], path.read_text())]
    assert guilty == []
