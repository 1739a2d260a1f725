"""The content policy in a browser: on every kind of page nothing that it forbids is asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import Served, Visit, Watch

FOLLOW = """() => {
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
}"""


def read_violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("() => window.violations")
    return found


def test_no_page_and_no_action_asks_what_the_policy_forbids(
    starter: Served, visit: Visit, watch: Watch
) -> None:
    page = visit(starter, "methode")
    page.context.add_init_script(f"({FOLLOW})()")

    def look(query: str, sign: str) -> None:
        page.goto(starter.url + query)
        expect(page.locator(sign).first).to_be_visible()
        page.wait_for_function("() => !document.querySelector('#main[aria-busy=true]')")
        assert read_violations(page) == [], query

    look("", "#map canvas, #map path")
    look("?gebied=heerlen-noord", "#map path[data-code]")
    page.locator("#cards .card").last.scroll_into_view_if_needed()
    expect(page.locator("#cards .js-plotly-plot").first).to_be_attached()
    page.get_by_role("combobox").first.fill("Heer")
    expect(page.get_by_role("option").first).to_be_visible()
    assert read_violations(page) == []
    look("?gebied=heerlen-noord&laag=koopwoningen_pct&toon=ontwikkeling", ".js-plotly-plot")
    page.goto(starter.url + "?niveau=buurt")
    page.get_by_role("link", name="buurten: sorteren en filteren").click()
    expect(page.locator(".ag-row").first).to_be_visible()
    page.locator(".ag-header-cell[col-id=waarde]").click()
    page.wait_for_url("**sorteer=waarde**")
    assert read_violations(page) == []
    look("embed?gebied=heerlen-noord", "#map path[data-code]")
    look("programma", "h1")
    look("wijzigingen", "h1")
    watch.may_fail.append("/export/")
    answer = page.goto(f"{starter.url}export/map.png?gebied=bestaat-niet")
    assert answer is not None
    assert (answer.status, read_violations(page)) == (400, [])


ELEMENT = """() => {
  const script = document.createElement('script');
  script.textContent = 'window.hit = 1';
  document.body.append(script);
}"""
HANDLER = """() => document.body.insertAdjacentHTML(
  'beforeend', '<img src="/x" onerror="window.hit = 1">')"""
# Later, for what a test evaluates at once is outside the policy.
EVALUATED = """() => setTimeout(() => {
  try { new Function('window.hit = 1')(); } catch { /* refused */ }
})"""


@pytest.mark.parametrize(
    "attack",
    [ELEMENT, HANDLER, EVALUATED],
    ids=["script", "handler", "eval"],
)
def test_what_somebody_brings_in_does_not_run(
    starter: Served, visit: Visit, watch: Watch, attack: str
) -> None:
    page = visit(starter, "methode")
    watch.may_fail.extend(["Content Security Policy", "Failed to load resource", "/x"])
    page.evaluate(f"({FOLLOW})()")
    page.evaluate(attack)
    page.wait_for_function("() => window.violations.length > 0")
    assert page.evaluate("() => window.hit") is None
