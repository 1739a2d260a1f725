"""What stands around the map of two layers together."""

from __future__ import annotations

from nplv_geo.present.page.page import Page
from nplv_geo.present.together.together import Together
from nplv_geo.web.rendering import render


def render_together(page: Page, together: Together | None) -> dict[str, str]:
    """Render the choice and the sentence, and what stands around the scatter; often nothing."""
    if together is None:
        return dict.fromkeys(("together", "scatter-head", "scatter-tools"), "")
    level, t, scatter = page.scope.level, page.t, together.scatter
    words = {"level": t(f"levels_plural.{level}"), "level_one": t(f"levels.{level}")}
    parts = {
        "together": render("parts/together.html", t=t, together=together, words=words),
        "scatter-head": "",
        "scatter-tools": "",
    }
    if scatter:
        parts["scatter-head"] = render("parts/scatter-head.html", scatter=scatter)
        parts["scatter-tools"] = render("parts/scatter-tools.html", t=t, scatter=scatter)
    return parts
