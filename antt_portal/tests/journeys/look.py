"""What is wrong with a page: axe-core's findings and sideways scrolling, phone and desk, light and dark; and forms that
the portal would not take."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from antt_portal.tests.journeys.visit import DESK, HEIGHTS, PHONE

AXE = next((Path(__file__).parents[1] / "vendor").glob("axe-core-*/axe.min.js"))
# Injected by the debugger and not by the page, so that the portal's own policy stays in force while axe looks.
INJECT = AXE.read_text(encoding="utf-8")
OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
RUN = "options => axe.run(document, options).then(({violations}) => violations)"
# What hangs over the right edge; an element with a scroll bar of its own keeps its children to itself.
OVERHANG = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return null;
  const edge = page.clientWidth + 1;
  const scrolls = (one) => one !== document.body && getComputedStyle(one).overflowX !== "visible";
  const kept = (one) => one && (scrolls(one) || kept(one.parentElement));
  const wide = [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > edge && !kept(one.parentElement));
  return wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).join(" … ");
}"""

# A partial that is included with ``only`` loses the token, and a test client does not miss it.
UNGUARDED = """() => [...document.forms]
  .filter((one) => one.method === "post" && !one.elements.csrfmiddlewaretoken).map((one) => one.outerHTML.slice(0, 120))
"""

# What happens to lie half under the bar at the bottom comes out by scrolling: its size is its own.
BAR = """position => document.querySelectorAll(".actbar").forEach((one) => { one.style.position = position; })"""


def findings(page: Page) -> list[str]:
    """In words, with the place; empty when the page is in order. The window is put back as it was."""
    window = page.viewport_size
    page.evaluate(INJECT)
    found = [f"{page.url} would refuse what is sent: {form}" for form in page.evaluate(UNGUARDED)]
    page.evaluate(BAR, "static")
    found += [text for width in (DESK, PHONE) for text in _at_width(page, width)]
    page.evaluate(BAR, "")
    page.set_viewport_size(window)
    page.emulate_media(color_scheme="light")
    return found


def findings_on_phone(page: Page) -> list[str]:
    """The same, in the one of two journeys that is made on a phone: every look is at both widths anyway."""
    return findings(page) if page.viewport_size == {"width": PHONE, "height": HEIGHTS[PHONE]} else []


def _at_width(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    found = []
    if overhang := page.evaluate(OVERHANG):
        found.append(f"{page.url} at {width} px scrolls sideways: {overhang}")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        violations = page.evaluate(RUN, OPTIONS)
        found += [f"{page.url} at {width} px, {scheme}: {_said(violation)}" for violation in violations]
    return found


def _said(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    shown = "; ".join(f"{' '.join(map(str, node['target']))}: {_why(node)}" for node in nodes[:3])
    return f"{violation['id']} ({len(nodes)}×) {shown}"


def _why(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return checks[0]["message"] if checks else node["html"][:120]
