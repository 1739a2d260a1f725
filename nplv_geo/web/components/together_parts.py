"""What stands around the map of two layers together."""

from __future__ import annotations

from nplv_geo.present.page.page import Page
from nplv_geo.present.together.together import Together
from nplv_geo.web.rendering import render


def render_together(page: Page, together: Together | None) -> dict[str, str]:
    """Render the choice and the sentence, and what stands around the scatter; often nothing."""
    if together is None:
        return dict.fromkeys(("together", "scatter-head", "scatter-tools"), "")
    level = page.scope.level
    words = {
        "level": page.t(f"levels_plural.{level}"),
        "level_one": page.t(f"levels.{level}"),
    }
    names = ("scatter-head", "scatter-tools")
    scatter = {
        name: render(f"parts/{name}.html", t=page.t, scatter=together.scatter)
        if together.scatter
        else ""
        for name in names
    }
    return scatter | {
        "together": render("parts/together.html", t=page.t, together=together, words=words)
    }
