"""Writes down each look that axe takes, for the accessibility statement."""

from __future__ import annotations

import json
import os
from pathlib import Path

from playwright.sync_api import Page

# File to write to; without it nothing is written.
LOOKED = "NPLV_LOOKED"


def note_look(page: Page, found: int, tags: list[str]) -> None:
    """Write down a look at a page, in one write: tests may run side by side.

    Parameters
    ----------
    page
        As axe has just looked at it.
    found
        How many kinds of findings it has.
    tags
        Of the rules that were tested.
    """
    path, browser = os.environ.get(LOOKED), page.context.browser
    if not path or browser is None:
        return
    version, rules = page.evaluate("(tags) => [axe.version, axe.getRules(tags).length]", tags)
    look = {"axe": version, "rules": rules, "found": found}
    look["file"] = os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0]
    look["browser"] = f"{browser.browser_type.name.capitalize()} {browser.version}"
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(json.dumps(look) + "\n")
