"""How years were made comparable in one edition, and how well that goes: tables of "Methode"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.comparability import BacktestResult, CrosswalkFacts
from nplv_geo.edition.models import Manifest
from nplv_geo.ground.places import PlaceKind
from nplv_geo.present.places.words import write_share
from nplv_geo.present.site.method_blocks import Block, TableBlock, make_paragraph
from nplv_geo.present.texts import Texts

_Key = TypeVar("_Key", bound=Hashable)
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
class _Trial:
    """Results that are told together: all cases, and of errors the one in the middle."""

    results: tuple[BacktestResult, ...]

    @property
    def cases(self) -> int:
        return sum(result.cases for result in self.results)

    @property
    def cover(self) -> float:
        return sum(result.cover * result.cases for result in self.results) / self.cases

    @property
    def errors(self) -> tuple[float, float]:
        """What half of the places are off at most, and nine out of ten."""
        middle = median(result.median_error for result in self.results)
        return middle, median(result.p90_error for result in self.results)


def _group(
    results: Iterable[BacktestResult], find_key: Callable[[BacktestResult], _Key]
) -> dict[_Key, _Trial]:
    groups: dict[_Key, list[BacktestResult]] = defaultdict(list)
    for result in results:
        groups[find_key(result)].append(result)
    return {key: _Trial(tuple(own)) for key, own in groups.items()}


def _tabulate_kinds(results: Iterable[BacktestResult], catalog: Catalog, t: Texts) -> TableBlock:
    """A row for each thing that was done to places, over all layers and years.

    Errors of counts are shares of them, those of percentages are points: they are told apart.
    """
    by_kind = _group(results, lambda result: result.kind)
    rows = []
    for kind in sorted(by_kind, key=list(PlaceKind).index):
        trial = by_kind[kind]
        measures = _group(trial.results, lambda one: _find_measure(catalog.layer(one.layer)))
        rows.append(
            (
                t(f"place_kinds.{kind}"),
                t.number(len({result.layer for result in trial.results})),
                t.number(trial.cases),
                t.share(trial.cover),
                *_write_errors(measures.get("count"), "count", t),
                *_write_errors(measures.get("percentage"), "percentage", t),
            )
        )
    columns = ("kind", "layers", "cases", "cover", *_ERRORS)
    heads = tuple(t(f"method_years.head_{name}") for name in columns)
    return TableBlock(t("method_years.caption_kinds"), heads, tuple(rows))


def _find_measure(layer: Layer) -> str:
    """What errors of a layer are told in."""
    if layer.is_amount:
        return "count"
    return "percentage" if layer.unit == "%" else "other"


def _write_errors(trial: _Trial | None, measure: str, t: Texts) -> Iterator[str]:
    for place in range(2):
        yield _write_error(trial.errors[place], measure, t) if trial else t("method_years.none")


def _write_error(error: float, measure: str, t: Texts) -> str:
    if measure == "count":
        return t("method_years.percents", n=t.number(100 * error, 1))
    return t("method_years.points", n=t.number(error, 1))


def _tabulate_layers(results: Iterable[BacktestResult], catalog: Catalog, t: Texts) -> TableBlock:
    """A row for each layer and thing that was done, over all years."""
    rows = []
    for (layer_id, kind), trial in _group(results, lambda one: (one.layer, one.kind)).items():
        layer = catalog.layer(layer_id)
        measure = _find_measure(layer)
        middle, most = (
            t.value_with_unit(error, layer)
            if measure == "other"
            else _write_error(error, measure, t)
            for error in trial.errors
        )
        rows.append(
            (
                layer.label.in_(t.language),
                t(f"place_kinds.{kind}"),
                t.number(trial.cases),
                t.share(trial.cover),
                middle,
                most,
            )
        )
    columns = ("layer", "kind", "cases", "cover", "median_error", "p90_error")
    heads = tuple(t(f"method_years.head_{name}") for name in columns)
    return TableBlock(t("method_years.caption_layers"), heads, tuple(rows), words=2, is_folded=True)
