"""How years were made comparable in one edition, and how well that goes: tables of "Methode"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.comparability import BacktestResult, CrosswalkFacts
from nplv_geo.edition.models import Manifest
from nplv_geo.ground.places import PlaceKind
from nplv_geo.present.places.words import write_share
from nplv_geo.present.site.method_blocks import Block, TableBlock, make_paragraph
from nplv_geo.present.texts import Texts

# Columns of the table of years; what stayed the same place is one of them, whatever it is called.
_COLUMNS: dict[str, tuple[PlaceKind, ...]] = {
    "kept": (PlaceKind.SAME, PlaceKind.RENAMED, PlaceKind.RENUMBERED),
    "merged": (PlaceKind.MERGED,),
    "split": (PlaceKind.SPLIT,),
    "shifted": (PlaceKind.SHIFTED,),
    "new": (PlaceKind.NEW,),
}
# Columns of the trial with errors over all layers of a measure.
_ERRORS = ("median_counts", "p90_counts", "median_percentages", "p90_percentages")


def list_year_blocks(
    manifest: Manifest, catalog: Catalog, t: Texts
) -> Iterator[Block | TableBlock]:
    """List what an edition tells of its years.

    Parameters
    ----------
    manifest
        Of the edition.
    catalog
        All layers.
    t
        Texts of the language.

    Yields
    ------
    Block or TableBlock
        Below what the page says of every edition.
    """
    if manifest.crosswalks:
        yield _tabulate_crosswalks(manifest.crosswalks, t)
    else:
        yield make_paragraph(t("method_years.one_year", year=manifest.boundary_year))
    if manifest.backtest:
        yield make_paragraph(t("method_years.tested"))
        yield _tabulate_kinds(manifest.backtest, catalog, t)
        yield _tabulate_layers(manifest.backtest, catalog, t)
    elif manifest.crosswalks:
        yield make_paragraph(t("method_years.not_tested"))


# --- years ----------------------------------------------------------------------------------------


def _tabulate_crosswalks(crosswalks: Iterable[CrosswalkFacts], t: Texts) -> TableBlock:
    rows = [
        (
            t("method_years.pair", from_year=one.from_year, to_year=one.to_year),
            t(f"method_years.way_{one.way}"),
            t(f"method_years.weighting_{one.weighting}"),
            *(_write_places(one, kinds, t) for kinds in _COLUMNS.values()),
            t.number(one.gone),
        )
        for one in crosswalks
    ]
    columns = ("years", "way", "weighting", *_COLUMNS, "gone")
    heads = tuple(t(f"method_years.head_{name}") for name in columns)
    return TableBlock(t("method_years.caption_years"), heads, tuple(rows), words=3)


def _write_places(crosswalk: CrosswalkFacts, kinds: Sequence[PlaceKind], t: Texts) -> str:
    """Number of buurten of some kinds, and which part of the inhabitants lives there."""
    buurten = sum(crosswalk.buurten.get(kind, 0) for kind in kinds)
    everybody = sum(crosswalk.inhabitants.values())
    if not buurten or not everybody:
        return t.number(buurten)
    share = sum(crosswalk.inhabitants.get(kind, 0.0) for kind in kinds) / everybody
    return t("method_years.places", n=t.number(buurten), share=write_share(share, t, is_short=True))


# --- the trial ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Errors:
    """Errors of some layers of one unit."""

    medians: tuple[float, ...]
    p90s: tuple[float, ...]


def _tabulate_kinds(results: Iterable[BacktestResult], catalog: Catalog, t: Texts) -> TableBlock:
    """A row for each thing that was done to places, over all layers.

    Errors of counts are shares of them, those of percentages are points: they are told apart. Of
    each the layer in the middle speaks.
    """
    by_kind: dict[PlaceKind, list[BacktestResult]] = defaultdict(list)
    for result in results:
        by_kind[result.kind].append(result)
    rows = []
    for kind in sorted(by_kind, key=list(PlaceKind).index):
        own = by_kind[kind]
        cases = sum(result.cases for result in own)
        cover = sum(result.cover * result.cases for result in own) / cases
        errors = _group_errors(own, catalog)
        rows.append(
            (
                t(f"place_kinds.{kind}"),
                t.number(len(own)),
                t.number(cases),
                t.share(cover),
                *_write_errors(errors, "count", t),
                *_write_errors(errors, "percentage", t),
            )
        )
    columns = ("kind", "layers", "cases", "cover", *_ERRORS)
    heads = tuple(t(f"method_years.head_{name}") for name in columns)
    return TableBlock(t("method_years.caption_kinds"), heads, tuple(rows))


def _group_errors(results: Iterable[BacktestResult], catalog: Catalog) -> Mapping[str, _Errors]:
    groups: dict[str, list[BacktestResult]] = defaultdict(list)
    for result in results:
        groups[_find_measure(catalog.layer(result.layer))].append(result)
    return {
        measure: _Errors(
            tuple(result.median_error for result in own), tuple(result.p90_error for result in own)
        )
        for measure, own in groups.items()
    }


def _find_measure(layer: Layer) -> str:
    """What errors of a layer are told in."""
    if layer.is_amount:
        return "count"
    return "percentage" if layer.unit == "%" else "other"


def _write_errors(errors: Mapping[str, _Errors], measure: str, t: Texts) -> tuple[str, str]:
    """What half of the places are off at most, and nine out of ten."""
    if measure not in errors:
        return t("method_years.no_layers"), t("method_years.no_layers")
    middle, most = median(errors[measure].medians), median(errors[measure].p90s)
    return _write_error(middle, measure, t), _write_error(most, measure, t)


def _write_error(error: float, measure: str, t: Texts) -> str:
    if measure == "count":
        return t("method_years.percents", n=t.number(100 * error, 1))
    return t("method_years.points", n=t.number(error, 1))


def _tabulate_layers(results: Iterable[BacktestResult], catalog: Catalog, t: Texts) -> TableBlock:
    rows = []
    for result in results:
        layer = catalog.layer(result.layer)
        measure = _find_measure(layer)
        middle, most = (
            t.value_with_unit(error, layer)
            if measure == "other"
            else _write_error(error, measure, t)
            for error in (result.median_error, result.p90_error)
        )
        rows.append(
            (
                layer.label.in_(t.language),
                t(f"place_kinds.{result.kind}"),
                t.number(result.cases),
                t.share(result.cover),
                middle,
                most,
                t.number(result.factor, 1),
            )
        )
    columns = ("layer", "kind", "cases", "cover", "median_error", "p90_error", "factor")
    heads = tuple(t(f"method_years.head_{name}") for name in columns)
    return TableBlock(t("method_years.caption_layers"), heads, tuple(rows), words=2, is_folded=True)
