"""What the API answers about the programme in a focus area: facts and figures with their pages."""

from __future__ import annotations

from nplv_geo.definitions.programme import AreaFact, ReportedFigure
from nplv_geo.present.page.value_answer import describe_area
from nplv_geo.web.api.lookup import Query, find_area
from nplv_geo.web.api.parameters import ApiError
from nplv_geo.web.api.programme_models import FactAnswer, ProgrammeAnswer, ReportedAnswer
from nplv_geo.web.site import Site


def answer_programme(site: Site, query: Query) -> ProgrammeAnswer:
    """Answer with what the programme is in a focus area, in the order of its page.

    Raises
    ------
    ApiError
        When the area is no focus area.
    """
    area = find_area(site.edition, query)
    if site.programme is None or area not in site.focus_areas:
        raise ApiError(404, "no_programme", area=area)
    return ProgrammeAnswer(
        edition=site.edition.id,
        area=describe_area(site.edition, area),
        facts=tuple(map(_describe_fact, site.programme.list_facts(area))),
        figures=tuple(map(_describe_figure, site.programme.list_figures(area))),
    )


def _describe_fact(fact: AreaFact) -> FactAnswer:
    return FactAnswer(
        id=fact.id,
        kind=fact.kind,
        lines=fact.lines,
        text=fact.text,
        amount=None if fact.amount is None else float(fact.amount),
        amount_to=None if fact.amount_to is None else float(fact.amount_to),
        precision=fact.precision or None,
        unit=fact.unit,
        date=fact.date or None,
        since=fact.since or None,
        until=fact.until or None,
        note=fact.note,
        source=fact.source_name,
        url=fact.source_url,
        looked_up=fact.looked_up,
    )


def _describe_figure(figure: ReportedFigure) -> ReportedAnswer:
    return ReportedAnswer(
        id=figure.id,
        text=figure.subject,
        amount=float(figure.value),
        precision=figure.precision or None,
        unit=figure.unit,
        date=figure.date or None,
        note=figure.note,
        source=figure.source,
        url=figure.url,
    )
