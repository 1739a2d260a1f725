"""What axe says of a page, and whether a page scrolls sideways."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.looked import note_look

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passes is not written down. Contrast takes most of the time by far: of a part that is the
# very same as one looked at before, in the same theme and layout, it is not asked again.
_LOOK = """async ([within, tags]) => {
  const CONTRAST = 'color-contrast';
  const about = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
  const context = within ? { include: [within] } : { include: [document] };
  const ways = ['prefers-color-scheme: dark', 'forced-colors: active', 'max-width: 760px'];
  const way = ways.map((query) => matchMedia(`(${query})`).matches);
  const known = (window.partsThatAxeKnows ??= new Set());
  const parts = within ? [] : document.querySelectorAll('#header > *, #menu > *, #panel > *, #main > *, #cards > *');
  const looks = [...parts].map((part) => [part, [...way, part.checkVisibility(), part.outerHTML].join(' ')]);
  const same = looks.filter(([, look]) => known.has(look)).map(([part]) => part);
  const all = await axe.run(context, { ...about, rules: { [CONTRAST]: { enabled: false } } });
  const contrast = await axe.run({ ...context, exclude: same }, { resultTypes: ['violations'], runOnly: [CONTRAST] });
  looks.forEach(([, look]) => known.add(look));
  return [...all.violations, ...contrast.violations].map(({ id, help, nodes }) =>
    `${id}: ${help} (${nodes.length}x): ` + nodes.slice(0, 3).map(({ target, html, failureSummary }) =>
      `${target} ${html.slice(0, 120)} ${failureSummary.slice(0, 160)}`).join(' | '));
}"""  # noqa: E501  # a script


def check(page: Page, within: str = "") -> None:
    """Let axe look, and tell all of what it finds."""
    found = list_violations(page, within)
    assert not found, "\n".join(found)


def list_violations(page: Page, within: str = "") -> list[str]:
    """What axe finds, a line for each kind with the first elements that have it.

    Parameters
    ----------
    page
        The page as it is now.
    within
        Selector of what is looked at; empty for the whole document.
    """
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_LOOK, [within, TAGS])
    note_look(page, len(found), TAGS)
    return found


def assert_no_sideways_scrolling(page: Page) -> None:
    """Charts and maps take their new width a moment after the page has."""
    page.wait_for_function("() => document.scrollingElement.scrollWidth <= window.innerWidth")
    page.evaluate("() => new Promise((next) => requestAnimationFrame(() => setTimeout(next)))")
