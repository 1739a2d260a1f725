"""The panel of the chosen area."""

from __future__ import annotations

from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.area.panel import Boundary, Comparison, Panel, StackPanel
from nplv_geo.present.area.strips import Strip
from nplv_geo.present.page.page import Page
from nplv_geo.present.sentences.paragraph import Paragraph
from nplv_geo.present.sentences.phrases import Run
from nplv_geo.web.components import tags as html
from nplv_geo.web.components.attributes import aria, current
from nplv_geo.web.components.head import link
from nplv_geo.web.components.stacking import stack_panel
from nplv_geo.web.html_text import Element


def panel(page: Page, model: Panel | StackPanel) -> list[Element | None]:
    """Draw the panel."""
    if isinstance(model, StackPanel):
        return [
            html.H2(model.name),
            html.P(model.facts, className="facts"),
            _boundary(model.boundary) if model.boundary else None,
            *stack_panel(page, model.body),
        ]
    intro = html.P(page.t("description_intro")) if page.scope.is_country else None
    return [
        html.H2(model.name),
        html.P(model.facts, className="facts"),
        _boundary(model.boundary) if model.boundary else None,
        intro,
        _paragraph(model.paragraph),
        _figure(page, model),
        _strips(page, model),
        _links(model),
    ]


def _paragraph(model: Paragraph) -> Element | None:
    """The area in one paragraph; each number leads to its row in the cards."""
    if not model.sentences:
        return None
    pieces: list[Element | str] = []
    for sentence in model.sentences:
        pieces += [_run(run) for run in sentence]
        pieces.append(" ")
    return html.P(pieces[:-1], className="in-short")


def _run(run: Run) -> Element | str:
    if run.layer is None:
        return run.text
    return html.A(run.text, href=f"#rij-{run.layer}" if run.layer else "#cards")


def _boundary(boundary: Boundary) -> Element:
    lists = [
        child
        for label, names in boundary.lists
        for child in (html.P(label), html.Ul([html.Li(name) for name in names]))
    ]
    kind = "boundary unsure" if boundary.is_approximation else "boundary"
    return html.Details(
        [
            html.Summary(boundary.label),
            html.P(boundary.intro),
            html.Ul([html.Li(source) for source in boundary.sources]),
            *lists,
            html.P(boundary.remedy),
        ],
        className=kind,
    )


def _figure(page: Page, model: Panel) -> Element:
    rows = [_comparison(comparison) for comparison in model.comparisons]
    return html.Section(
        [
            html.H3(f"{model.label}, {model.period}"),
            html.P(
                [html.Strong(model.value), html.Span(model.unit)],
                className="figure",
            ),
            html.P(model.note, className="note") if model.note else None,
            html.Table(
                html.Tbody(rows), className="references", **aria(label=page.t("references"))
            ),
            html.P(model.rank, className="rank") if model.rank else None,
            html.Details(
                [html.Summary(page.t("passport")), *[html.P(line) for line in model.passport]],
                className="passport",
            ),
        ],
        className="own",
    )


def _comparison(comparison: Comparison) -> Element:
    return html.Tr(
        [
            html.Th(comparison.name, scope="row"),
            html.Td(comparison.value, className="number"),
            html.Td(comparison.verdict, className=f"verdict {comparison.standing or ''}".strip()),
        ]
    )


def _strips(page: Page, model: Panel) -> Element | None:
    if not model.strips:
        return None
    return html.Section(
        [html.H3(model.theme), _key(page), *[_strip(strip) for strip in model.strips]],
        className="strips",
    )


def _key(page: Page) -> Element:
    others = page.t("levels_plural.focusgebied" if page.scope.is_country else "levels_plural.wijk")
    marks = [("dot", page.name(page.view.area))]
    if page.view.area != NEDERLAND:
        marks.append(("tick nl", page.t("nederland")))
    gemeente = page.edition.areas.gemeente_code_of(page.view.area)
    if gemeente and gemeente != page.view.area:
        marks.insert(1, ("tick gm", page.name(gemeente)))
    marks.append(("other", others))
    return html.P(
        [html.Span([html.I(className=kind), label]) for kind, label in marks], className="key"
    )


def _strip(strip: Strip) -> Element:
    marks = [html.I(className="other", style=_at(x)) for x in strip.others]
    for kind, x in (("tick gm", strip.gemeente), ("tick nl", strip.nederland), ("dot", strip.area)):
        if x is not None:
            marks.append(html.I(className=kind, style=_at(x)))
    return html.Div(
        [
            html.A(strip.label, href=strip.href, **current(is_current=strip.is_current)),
            html.Span(
                [
                    html.B(strip.value),
                    html.Small(strip.unit),
                    html.Small(strip.note, className="when"),
                ],
                className="value",
            ),
            html.Div(marks, className="line", role="img", **aria(label=strip.description)),
            html.Span(strip.verdict, className=f"verdict {strip.standing or ''}".strip()),
        ],
        className="strip",
    )


def _at(share: float) -> dict[str, str]:
    return {"left": f"{share * 100:.1f}%"}


def _links(model: Panel) -> Element | None:
    if not model.links:
        return None
    items = [html.Li([link(choice), html.Span(choice.note)]) for choice in model.links]
    return html.Section([html.H3(model.links_title), html.Ul(items)], className="links")
