import pytest

ASKS = """(target) => {
  const detail = { headers: {} };
  document.querySelector(target).dispatchEvent(new CustomEvent("htmx:configRequest", { detail, bubbles: true }));
  return detail.headers;
}"""


@pytest.mark.parametrize(("target", "said"), [("#figures", {"X-By-Itself": "1"}), ("#filter", {})])
def test_figures_say_that_they_ask_by_themselves(portal, page, target, said):
    """What a reader asks for does not."""
    body = '<div id="figures" data-live></div><form id="filter"></form>'
    portal.open("/figures", body=body, script="live.js")
    assert page.evaluate(ASKS, target) == said
