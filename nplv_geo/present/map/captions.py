"""Everything that a picture of the map says, apart from the numbers inside its areas.

A picture leaves the site, so it must tell by itself what it shows, for which period, where the
figures and boundaries come from, and how many areas have no figure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import ExportError
from nplv_geo.present.map.change_words import (
    make_change_legend,
    write_change,
    write_change_label,
    write_change_note,
    write_periods,
)
from nplv_geo.present.map.legend import Legend, make_legend
from nplv_geo.present.map.lit import write_lit_note
from nplv_geo.present.map.model import write_note
from nplv_geo.present.map.people import write_few_note
from nplv_geo.present.map.scale_words import describe_scale
from nplv_geo.present.map.source import write_source
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import (
    name_in_sentence,
    write_area_note,
    write_period,
)
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.sentences.beside import list_clauses
from nplv_geo.present.sentences.carried import write_divided_mark
from nplv_geo.present.stacking.panel import make_stack_body
from nplv_geo.present.stacking.words import write_reason
from nplv_geo.present.together.captions import find_pair_day, write_pair_subtitle
from nplv_geo.present.together.square import describe_square
from nplv_geo.present.together.words import write_missing, write_pair_periods
from nplv_geo.present.values.carried import find_carried
from nplv_geo.present.values.change import Change
from nplv_geo.statistics.classify import NO_CLASS


@dataclass(frozen=True, slots=True)
class MapCaptions:
    """The texts of one picture.

    Attributes
    ----------
    scheme
        What the classes are; empty where they are plain numbers.
    missing
        How many areas have no figure, and why; and what the mark of few inhabitants means.
    badge
        That the boundaries are schematic; empty where they are not.
    alt
        All of it in one piece, for who can't see the picture.
    lit
        Which class is the only one that is marked; empty while all are.
    """

    title: str
    subtitle: str
    subject: str
    legend: Legend
    scheme: str
    missing: str
    figures: str
    boundaries: str
    remarks: tuple[str, ...]
    badge: str
    alt: str
    lit: str = ""


def require_picture(page: Page) -> None:
    """Refuse a page of which the map says nothing.

    Raises
    ------
    ExportError
        For the view on undermining without a factor on its map.
    """
    if page.is_silent:
        raise ExportError(
            "Van de weergave Ondermijning is er geen kaartbeeld, want haar kaart heeft één kleur. "
            "Kies een factor voor op de kaart, of neem de cijfers of de dia mee."
        )


def write_captions(page: Page) -> MapCaptions:
    """Put a page into the words of a picture."""
    t, sources, key = page.t, write_source(page), make_legend(page)
    heading, subtitle, missing = (
        write_picture_title(page),
        _write_subtitle(page),
        _explain_gaps(page),
    )
    scheme, lit = _describe_scheme(page), write_lit_note(page, key)
    when = t.on_day(find_retrieval_day(page))
    day = t("export.measured", period=_write_periods(page), when=when)
    figures = f"{t('export.source', figures=sources.figures)} {day}"
    boundaries = t(
        "export.places",
        boundaries=sources.boundaries,
        year=page.edition.boundary_year,
        edition=_capitalise(sources.edition),
    )
    classes = [t("export.alt_class", label=c.label, n=t.number(c.count)) for c in key.classes]
    beside = "; ".join(filter(None, (scheme, lit)))
    return MapCaptions(
        title=heading,
        subtitle=subtitle,
        subject=page.layer.description.in_(page.view.language),
        legend=key,
        scheme=scheme,
        missing=missing,
        figures=figures,
        boundaries=boundaries,
        remarks=sources.remarks,
        badge=t("schematic") if page.edition.is_schematic else "",
        alt=t(
            "export.alt",
            title=heading,
            subtitle=subtitle,
            legend=f"{key.title} ({beside})" if beside else key.title,
            classes="; ".join(classes) or key.empty_note,
            missing=missing,
            figures=figures,
            boundaries=boundaries,
        ),
        lit=lit,
    )


def write_picture_title(page: Page) -> str:
    """Layer, place and period: ``Koopwoningen, Heerlen-Noord, 2024``."""
    t, scope = page.t, page.scope
    are_the_20 = scope.is_country and scope.level is AreaLevel.FOCUSGEBIED
    area = t("nederland_title") if are_the_20 else page.name_area(scope.place)
    layer = page.layer.label.in_(page.view.language)
    if page.change:
        layer = write_change_label(page, page.change)
    if page.pair:
        layer = write_pair_periods(page, page.pair)
    if page.stacking or page.change or page.pair:
        return t("export.title_timeless", layer=layer, area=area)
    is_early = page.find_origin().provisional
    period = write_period(t, page.layer, page.view.period, provisional=is_early)
    return t("export.title", layer=layer, area=area, period=period)


def _describe_scheme(page: Page) -> str:
    """How the classes were made, and what they turn around."""
    t, classes = page.t, page.classes
    if page.change:
        return make_change_legend(page, page.change).about
    if page.pair:
        return describe_square(page, page.pair)
    if page.stacking or not classes.k:
        return ""
    turn = name_in_sentence(page, page.view.compare)
    if classes.reference is not None:
        turn = f"{turn} ({t.value(classes.reference, page.layer)})"
    scheme = t(f"schemes.{classes.scheme}", reference=turn)
    return ", ".join(part for part in (scheme, describe_scale(page)) if part)


def _write_periods(page: Page) -> str:
    """Period of the figures, from the first to the last where there are several.

    The tables don't tell the day to which each figure belongs; the period is what is known.
    """
    if page.pair:
        return page.pair.span
    if not page.counted:
        return write_periods(page.change) if page.change else page.view.period
    periods = [i.period for i in page.counted.indicators.values() if i is not None and i.period]
    return "–".join(sorted({min(periods), max(periods)})) if periods else page.t("no_value")


def find_retrieval_day(page: Page) -> str:
    """Day on which the figures were fetched; the newest where there are several."""
    if page.pair:
        return find_pair_day(page, page.pair)
    if not page.stacking:
        return page.find_origin().retrieved
    indicators = [
        i for i in page.stacking.indicators.values() if i is not None and i.period is not None
    ]
    days = [page.edition.origin(i.layer.id, i.period or "").retrieved for i in indicators]
    return max(days, default=page.edition.manifest.built)


def _write_subtitle(page: Page) -> str:
    """Value of the area beside those that it is compared with, with what that means."""
    t, area = page.t, page.view.area
    if page.counted:
        return _write_stacked_subtitle(page, page.counted)
    if page.change:
        return _write_change_subtitle(page, page.change)
    if page.pair:
        return write_pair_subtitle(page, page.pair)
    row = page.edition.values.cell(page.layer.id, page.view.period, area)
    value = row.value
    if value is None:
        why = write_note(page, row.status, row.reason)
        value_text = t("export.note", value=t("no_value"), note=why) if why else t("no_value")
    else:
        value_text = page.t.value_with_unit(value, page.layer)
        figure = find_carried(page.edition, page.find_origin(), row)
        notes = (write_area_note(t, row.coverage, row.reason), write_divided_mark(t, figure))
        if beside := ", ".join(note for note in notes if note):
            value_text = t("export.note", value=value_text, note=beside)
    parts = list_clauses(page)
    clauses = [t("export.own", area=page.name_area(area), value=value_text)]
    return ", ".join([*clauses, t.enumerated(parts)] if parts else clauses)


def _write_change_subtitle(page: Page, change: Change) -> str:
    """Change of the area itself, with what must be said of it."""
    reason = str(change.frame["reason"].get(page.view.area, ""))
    note = write_change_note(page, change, reason)
    written = write_change(page, page.find_value(page.view.area))
    if note:
        written = page.t("export.note", value=written, note=note)
    return page.t("export.own", area=page.name_area(page.view.area), value=written)


def _write_stacked_subtitle(page: Page, stacking: Stacking) -> str:
    body = make_stack_body(page, stacking)
    count = f"{body.value} {body.unit}"
    return page.t("export.own", area=page.name_area(page.view.area), value=count)


def _explain_gaps(page: Page) -> str:
    """What areas without a figure mean, and a mark of few inhabitants."""
    few = write_few_note(page)
    missing = _explain_missing(page)
    return f"{missing} {few}." if few else missing


def _explain_missing(page: Page) -> str:
    t, level = page.t, page.t(f"levels_plural.{page.scope.level}")
    n, of = t.number(page.classes.missing), t.number(len(page.scope.codes))
    if page.pair:
        return write_missing(page, page.pair) or t("export.missing", n=n, of=of, level=level)
    counts = _count_reasons(page).most_common()
    if not counts:
        return t("export.missing", n=n, of=of, level=level)
    parts = [t("export.missing_part", n=t.number(times), why=why) for why, times in counts]
    why = "; ".join(parts) if len(parts) > 1 else counts[0][0]
    return t("export.missing_why", n=n, of=of, level=level, why=why)


def _count_reasons(page: Page) -> Counter[str]:
    """Why areas have no figure, in words, and how often."""
    if page.counted:
        frame = page.counted.stack.frame.reindex(list(page.scope.codes))
        without = frame[frame["count"].isna()]
        pairs = zip(without["reason"], without["known"], strict=True)
        words = [write_reason(page, page.counted, reason, n_known) for reason, n_known in pairs]
    else:
        has_none = page.classes.classes == NO_CLASS if page.change else page.shown["value"].isna()
        rows = page.shown[has_none]
        pairs = zip(rows["status"], rows["reason"], strict=True)
        words = [write_note(page, status, reason) for status, reason in pairs]
    return Counter(word for word in words if word)


def _capitalise(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
