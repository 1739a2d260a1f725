"""What the start page tells: findings in a sentence each, and themes as questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nplv_geo.definitions.catalog import Theme
from nplv_geo.definitions.layers import Layer
from nplv_geo.present.page.page import Page
from nplv_geo.present.sentences.phrases import write_spoken_label
from nplv_geo.present.site.menu import MenuChoice, make_stacking_choice
from nplv_geo.present.start.findings import Finding

_AREA = "\x02"  # where the name of the area goes: no text holds it


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding as one sentence around the link to its area.

    Attributes
    ----------
    before, after
        The sentence before and after the name of the area.
    area, href
        Its name, and the link to the map or the line that shows the finding.
    source
        Publisher and years.
    """

    before: str
    area: str
    href: str
    after: str
    source: str

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return f"{self.before}{self.area}{self.after}"


@dataclass(frozen=True, slots=True)
class Start:
    """The start page beside its map.

    Attributes
    ----------
    findings
        Only sure ones; there may be none.
    questions
        One for each theme that has figures, and where they come together.
    method
        Link to how findings are chosen.
    """

    findings: tuple[ToldFinding, ...]
    questions: tuple[MenuChoice, ...]
    method: str


def make_start(page: Page, findings: Sequence[Finding]) -> Start:
    """Make what a start page asks and tells in the language of the page."""
    language = "" if page.view.language == "nl" else f"?taal={page.view.language}"
    return Start(
        findings=tuple(_tell_finding(page, finding) for finding in findings),
        questions=tuple(_list_questions(page)),
        method=f"/methode{language}#onzekerheid",
    )


def _tell_finding(page: Page, finding: Finding) -> ToldFinding:
    t, layer = page.t, finding.layer
    is_change = finding.kind in ("changed", "improved")
    first, last = (t.value(number, layer) for number in finding.numbers)
    before, after = t(
        f"start.{finding.kind}",
        area=_AREA,
        label=write_spoken_label(layer, t),
        first=first,
        last=last,
        unit=f" {t.unit_beside(layer)}".rstrip(),
        start=finding.periods[0],
        end=finding.periods[-1],
    ).split(_AREA)
    years = "–".join(finding.periods)
    newest = page.edition.default_period(layer.id)
    is_older = not is_change and finding.periods[0] != newest
    note = f", {t('provisional')}" if finding.is_provisional else ""
    return ToldFinding(
        before=before,
        area=finding.name,
        href=page.view.write_query(
            gebied=finding.area,
            laag=layer.id,
            periode=finding.periods[0] if is_older else "",
            toon="ontwikkeling" if is_change else "",
        ),
        after=after,
        source=f"{finding.publisher}, {years}{note}",
    )


def _list_questions(page: Page) -> list[MenuChoice]:
    """Themes as questions: each opens its first layer that answers one."""
    language = page.view.language
    choices = []
    for theme in page.catalog.themes:
        layer = _choose_layer(page, theme)
        if layer is not None:
            question = (theme.question or theme.label).in_(language)
            is_current = page.layer.theme == theme.id
            choices.append(MenuChoice(question, page.link("laag", layer.id), is_current))
    stacking = make_stacking_choice(page)
    return [*choices, MenuChoice(page.t("start.stacking"), stacking.href, is_current=False)]


def _choose_layer(page: Page, theme: Theme) -> Layer | None:
    """Choose the first layer with figures; a large area has more of everything, so no amount."""
    layers = [
        layer for layer in page.catalog.list_layers(theme.id) if page.edition.has_figures(layer.id)
    ]
    telling = (layer for layer in layers if not layer.is_amount)
    return next(telling, layers[0] if layers else None)
