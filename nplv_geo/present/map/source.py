"""Where the figures and the boundaries on the page come from, in one line each."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.tables import find_family
from nplv_geo.edition.origin import Origin
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_period, write_unpublished_note
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.page.undermining import FactorSet
from nplv_geo.present.sentences.carried import write_counts, write_ways
from nplv_geo.present.stacking.words import list_stacked_remarks, write_stacked_source
from nplv_geo.present.texts import Texts
from nplv_geo.present.undermining.words import write_factor_sources
from nplv_geo.present.values.pair import Pair


@dataclass(frozen=True, slots=True)
class SourceLines:
    """Source lines, and what a reader should know before use.

    Attributes
    ----------
    edition
        When the edition was made, in words.
    edition_id
        Its name, for who keeps the editions apart.
    changes, changes_href
        Where it stands what changed since the edition before, in words and as an address.
    """

    figures: str
    boundaries: str
    edition: str
    edition_id: str
    changes: str
    changes_href: str
    remarks: tuple[str, ...]


def write_source(page: Page) -> SourceLines:
    """Make the source of a page."""
    if page.stacking:
        return _write_stacked_source(page, page.stacking)
    if page.factors and page.is_silent:
        return _write_factor_source(page, page.factors)
    t, origin = page.t, page.edition.origin(page.layer.id, page.view.period)
    figures, remarks = _write_figures(page, page.layer, page.view.period), []
    if page.pair:
        figures = f"{figures}; {_write_figures(page, page.pair.layers[1], page.pair.periods[1])}"
        remarks = _list_remarks_of_second(page, page.pair)
    return SourceLines(
        figures=figures,
        boundaries=_write_boundaries(page),
        edition=t("edition", moment=page.t.moment(page.edition.id)),
        edition_id=page.edition.id,
        changes=t("changes"),
        changes_href=_link_changes(t),
        remarks=(*_list_remarks(page, origin), *remarks),
    )


def _write_figures(page: Page, layer: Layer, period: str) -> str:
    """The table that the figures of a layer come from."""
    t, origin = page.t, page.edition.origin(layer.id, period)
    return t(
        "source_line",
        publisher=origin.publisher,
        title=find_family(origin.table).title,
        table=origin.table,
        period=write_period(t, layer, period, provisional=origin.provisional),
        year=write_division(page, origin),
        retrieved=t.day(origin.retrieved),
    )


def _list_remarks_of_second(page: Page, pair: Pair) -> list[str]:
    """What must be known of the second layer that holds for no other one."""
    layer, remarks = pair.layers[1], []
    if layer.notes.model_estimate:
        remarks.append(_write_sentence(page.t("source_model")))
    if layer.notes.caveats:
        remarks.append(layer.notes.caveats.in_(page.view.language))
    return remarks


def write_division(page: Page, origin: Origin) -> str:
    """Year of the areas of a table, and how its figures came onto the map of another year."""
    t, year, on_map = page.t, origin.boundary_year, page.edition.boundary_year
    if year == on_map and not origin.matched_by_code:
        return str(year)
    if origin.carried and page.view.is_as_published:
        return str(origin.carried.from_year)
    if origin.carried and origin.carried.converted:
        return t("carried.source_division", year=origin.carried.from_year, map=on_map)
    how = t("source_matched" if origin.matched_by_code else "source_carried", year=on_map)
    return f"{t('source_unknown_division') if year is None else year}, {how}"


def _write_stacked_source(page: Page, stacking: Stacking) -> SourceLines:
    return SourceLines(
        figures=write_stacked_source(page, stacking),
        boundaries=_write_boundaries(page),
        edition=page.t("edition", moment=page.t.moment(page.edition.id)),
        edition_id=page.edition.id,
        changes=page.t("changes"),
        changes_href=_link_changes(page.t),
        remarks=tuple(list_stacked_remarks(page, stacking)),
    )


def _write_factor_source(page: Page, factors: FactorSet) -> SourceLines:
    """The tables of all factors, for none of them is on the map."""
    t = page.t
    return SourceLines(
        figures=write_factor_sources(page, factors) or t("undermining.source_none"),
        boundaries=_write_boundaries(page),
        edition=t("edition", moment=page.t.moment(page.edition.id)),
        edition_id=page.edition.id,
        changes=t("changes"),
        changes_href=_link_changes(t),
        remarks=(t("schematic_long"),) if page.edition.is_schematic else (),
    )


def _link_changes(t: Texts) -> str:
    return "/wijzigingen" if t.language == "nl" else f"/wijzigingen?taal={t.language}"


def _write_boundaries(page: Page) -> str:
    kind = "source_schematic" if page.edition.is_schematic else "source_boundaries"
    return page.t(kind, year=page.edition.boundary_year)


def _list_remarks(page: Page, origin: Origin) -> list[str]:
    t, layer, language = page.t, page.layer, page.view.language
    remarks = [t("undermining.factor_on_map")] if page.factors else []
    if layer.notes.model_estimate:
        remarks.append(_write_sentence(t("source_model")))
    if origin.weight_period:
        key = "source_denominator" if layer.is_rate else "source_weight"
        if origin.weight_layer:
            weight = page.catalog.layer(origin.weight_layer)
            text = t(key, layer=weight.label.in_(language).lower(), period=origin.weight_period)
            text = _add_method(text, origin, t)
        else:
            text = t("source_denominator_same")
        remarks.append(_write_sentence(text))
    if layer.notes.caveats:
        remarks.append(layer.notes.caveats.in_(language))
    if origin.carried and page.view.is_as_published:
        remarks.append(t("conversion.explain_gepubliceerd"))
    elif origin.carried:
        remarks += [*write_ways(t, [origin.carried]), write_counts(t, origin.carried)]
    elif origin.affected:
        key = "source_affected" if origin.matched_by_code else "source_withheld"
        remarks.append(t(key, n=len(origin.affected)))
    later = [p for p in page.edition.unpublished_periods(layer.id) if p > page.view.period]
    if later:
        remarks.append(f"{write_unpublished_note(t, later)}.")
    if page.edition.is_schematic:
        remarks.append(t("schematic_long"))
    return remarks


def _add_method(text: str, origin: Origin, t: Texts) -> str:
    """Add how the weights of the year were found, where they were not published for it."""
    if not origin.has_estimated_weights:
        return text
    years = t.enumerated([str(year) for year in origin.weight_years])
    return t(f"source_weights_{origin.weight_method}", text=text, years=years)


def _write_sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
