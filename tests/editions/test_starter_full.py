"""The starter is full: layers with figures by theme and domain, also of buurten."""

from __future__ import annotations

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.present.page.stacking import make_stacking

# By theme: layers on the menu with figures, and those of which buurten have one.
THEMES = {
    "bevolking": (11, 11),
    "wonen": (10, 10),
    "werk_en_armoede": (14, 12),
    "onderwijs": (6, 6),
    "gezondheid": (13, 13),
    "veiligheid": (4, 4),
    "leefomgeving": (6, 6),
}
# What speaks for each domain, and the share of the buurten with 200 inhabitants that have it.
DOMAINS = {
    "onderwijs": ("opleiding_laag_pct", "2024", 287 / 448),
    "armoede": ("laagste_40_huishoudens_pct", "2024", 443 / 448),
    "gezondheid": ("goed_ervaren_gezondheid_pct", "2024", 445 / 448),
    "werk": ("werkenden_per_100", "2024", 1.0),
    "wonen": ("woz_waarde", "2024", 438 / 448),
    "veiligheid": ("misdrijven_per_1000", "2025", 447 / 448),
}


@pytest.fixture(scope="module")
def filled(starter_edition: Edition, catalog: Catalog) -> list[Layer]:
    """Layers on the menu that have figures."""
    visible = [layer for layer in catalog.layers if not layer.hidden]
    return [layer for layer in visible if starter_edition.has_figures(layer.id)]


def test_every_theme_has_figures(starter_edition: Edition, filled: list[Layer]) -> None:
    found = {theme: [layer for layer in filled if layer.theme == theme] for theme in THEMES}
    of_buurten = {
        theme: [layer for layer in own if _periods(starter_edition, layer, "buurt")]
        for theme, own in found.items()
    }
    assert {t: (len(found[t]), len(of_buurten[t])) for t in THEMES} == THEMES
    assert len(filled) == sum(n for n, _ in THEMES.values()) == 64
    assert min(n for n, _ in THEMES.values()) >= 4


def test_layers_with_two_periods_that_may_be_compared(
    starter_edition: Edition, filled: list[Layer]
) -> None:
    """Of most areas: ten of the twenty, in the newest series of the layer."""
    compared = []
    for layer in filled:
        periods = [
            period
            for period in starter_edition.periods(layer.id)
            if starter_edition.origin(layer.id, period).figures.get("focusgebied", 0) > 10
        ]
        series = [starter_edition.origin(layer.id, period).series for period in periods]
        if series and series.count(series[-1]) >= 2:
            compared.append(layer.id)
    assert len(compared) == 28
    assert {"bevolkingsdichtheid", "rokers_pct", "misdrijven_per_1000"} < set(compared)
    assert "hbo_wo_pct" not in compared


def _periods(edition: Edition, layer: Layer, level: str) -> list[str]:
    periods = edition.periods(layer.id)
    return [p for p in periods if edition.origin(layer.id, p).figures.get(level, 0)]


def test_all_six_domains_of_the_stacking_speak(starter_edition: Edition, catalog: Catalog) -> None:
    stacking = make_stacking(starter_edition, catalog)
    assert stacking.highest == 6
    for domain, (layer, period, share) in DOMAINS.items():
        indicator = stacking.indicators[domain]
        assert indicator is not None, domain
        assert (indicator.layer.id, indicator.period) == (layer, period)
        assert indicator.published == pytest.approx(share, abs=1e-3), domain


def test_six_of_six_domains_in_at_least_fifteen_areas(
    starter_edition: Edition, catalog: Catalog
) -> None:
    """Of half of the inhabitants of an area, or more, all six domains are known."""
    stacking = make_stacking(starter_edition, catalog)
    shares = {}
    for area in starter_edition.areas.focus_codes:
        buurten = list(starter_edition.areas.buurten_of(area))
        people = stacking.inhabitants.reindex(buurten)
        has_six = stacking.stack.frame["known"].reindex(buurten) == 6
        shares[area] = float(people[has_six].sum() / people.sum())
    assert min(shares.values()) > 0.3
    assert sorted(area for area, share in shares.items() if share < 0.5) == [
        "schiedam-nieuwland-oost",
        "tilburg-noordwest",
    ]


def test_a_year_of_nine_areas_is_not_the_one_that_is_shown(
    starter_edition: Edition, filled: list[Layer]
) -> None:
    """What most areas have comes first, however old; only what nine have alone is shown of nine."""
    of_nine = []
    for layer in filled:
        newest = starter_edition.newest_period(layer.id)
        counts = {
            period: starter_edition.origin(layer.id, period).figures.get("focusgebied", 0)
            for period in starter_edition.periods(layer.id)
        }
        if max(counts.values()) > 9:
            assert newest is not None
            assert counts[newest] > 9, layer.id
        elif any(counts.values()):
            of_nine.append(layer.id)
    assert of_nine == [
        "woningvoorraad",
        "huurwoningen_pct",
        "corporatiewoningen_pct",
        "overige_huur_pct",
        "meergezinswoningen_pct",
        "onbewoond_pct",
        "nieuwbouw_pct",
        "scholen_binnen_3km",
    ]
