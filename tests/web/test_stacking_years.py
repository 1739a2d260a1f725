"""The stacking through the years: which can be compared, what changed, and why if none can.

The starter edition has no three domains with figures of the same two years; with other layers
standing for the domains it has.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from nplv_geo.definitions.catalog import Catalog, Domain
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.texts import Text
from nplv_geo.edition.edition import Edition
from nplv_geo.export.briefing.file import write_briefing_file
from nplv_geo.export.data.tables import make_view_table
from nplv_geo.present.briefing.briefing import make_briefing
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.model import list_entries, make_map_model
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.query import read_query
from nplv_geo.present.page.unmet import list_unmet
from nplv_geo.present.stacking.trend import make_stacked_trend
from nplv_geo.present.table.table import make_table
from nplv_geo.present.time.trend import TrendModel
from nplv_geo.present.values.evidence import compute_edge_margins
from nplv_geo.statistics.classify import NO_CLASS
from nplv_geo.web.page.view_answer import answer_view
from nplv_geo.web.site import Site

STACK = "?laag=stapeling"
HERE = f"{STACK}&gebied=heerlen-noord"
CRIME = {
    "veiligheid": "misdrijven_per_1000",
    "drukte": "misdrijven_per_1000_gebruikers",
    "dichtheid": "misdrijven_per_ha",
}
LEFT_OUT = {"werk": "werkenden_per_100", "wonen": "woz_waarde"}


def make_domain(domain: str, layer: str) -> Domain:
    return Domain(id=domain, label=Text(nl=domain.title(), en=domain.title()), indicators=(layer,))


@pytest.fixture(name="over_time", scope="module")
def _over_time(starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]) -> Site:
    """A site whose domains are told by crime of 2021 to 2025, and two that can't take part."""
    domains = tuple(make_domain(*pair) for pair in (CRIME | LEFT_OUT).items())
    return Site(starter_edition, replace(catalog, domains=domains), areas)


def trend_of(page: Page) -> TrendModel:
    assert page.stacking is not None
    return make_stacked_trend(page, page.stacking, ())


def test_years_are_those_with_definite_figures_of_three_domains(over_time: Site) -> None:
    stacking = over_time.make_page(STACK).stacking
    assert stacking is not None
    found = stacking.years
    assert found.years == ("2021", "2022", "2023", "2024")
    assert tuple(found.indicators) == tuple(CRIME)
    assert found.left_out == {"werk": "one_year", "wonen": "money"}


def _compute_steps(page: Page, layer: str, since: str, period: str) -> pd.DataFrame:
    """Steps of one domain, from nothing but published values, inhabitants and the rule in words."""
    assert page.stacking is not None
    shown = page.catalog.layer(layer).decimals
    years = {
        year: page.edition.values.table(layer, year)["value"]
        .reindex(page.stacking.inhabitants.index)
        .round(shown)
        for year in {since, period, "2024"}
    }
    norm = years["2024"][page.stacking.inhabitants >= 200].dropna()
    bar = min(value for value in norm if (norm >= value).mean() <= 0.2)
    known = years[since].notna() & years[period].notna()
    before, after = ((years[year] >= bar) & known for year in (since, period))
    return pd.DataFrame(
        {
            "known": known,
            "before": before,
            "after": after,
            "short": np.minimum(
                (years[since] - bar).abs()
                - compute_edge_margins(page.edition, page.catalog.layer(layer), since, known.index),
                (years[period] - bar).abs()
                - compute_edge_margins(
                    page.edition, page.catalog.layer(layer), period, known.index
                ),
            ),
        }
    )


@pytest.mark.parametrize(("since", "period"), [("2021", "2024"), ("2022", "2023")])
def test_counts_and_steps_equal_an_independent_calculation(
    over_time: Site, since: str, period: str
) -> None:
    page = over_time.make_page(f"{STACK}&toon=verandering&vanaf={since}&periode={period}")
    assert page.change is not None
    frame = page.change.frame
    parts = {domain: _compute_steps(page, layer, since, period) for domain, layer in CRIME.items()}
    known = sum(part["known"].astype(int) for part in parts.values()).reindex(frame.index)
    for name in ("before", "after"):
        wanted = sum(part[name].astype(int) for part in parts.values()).reindex(frame.index)
        pd.testing.assert_series_equal(
            frame[name], wanted.where(known >= 3).astype(float), check_names=False
        )
    pd.testing.assert_series_equal(
        frame["value"], frame["after"] - frame["before"], check_names=False
    )
    sure = 0
    for code, steps in frame["steps"].items():
        moved = {
            domain: int(part["after"][code]) - int(part["before"][code])
            for domain, part in parts.items()
        }
        assert {step.domain: step.by for step in steps} == {k: v for k, v in moved.items() if v}
        for step in (step for step in steps if step.is_sure):
            sure += 1
            assert parts[step.domain]["short"].get(code, 1.0) > 0
    assert len(frame) == 508
    assert frame["steps"].map(len).sum() > 50
    assert sure < frame["steps"].map(len).sum() / 4


def test_colour_has_only_what_no_wobble_can_undo(over_time: Site) -> None:
    page = over_time.make_page(f"{STACK}&toon=verandering&vanaf=2021&periode=2024")
    assert page.change is not None
    middle = page.classes.k // 2
    coloured = 0
    rows = zip(page.scope.codes, page.classes.classes.tolist(), strict=True)
    for code, number in rows:
        steps, value = page.change.frame["steps"][code], page.change.frame["value"][code]
        if number in (NO_CLASS, middle):
            assert (number == NO_CLASS) == bool(np.isnan(value))
            continue
        coloured += 1
        worst = sum(step.by if step.is_sure or step.by * value < 0 else 0 for step in steps)
        assert worst * value > 0
        assert number == middle + value
    assert coloured == 5
    legend = make_legend(page)
    assert [one.label for one in legend.classes][middle] == "niets zeker veranderd"
    assert sum(one.count for one in legend.classes) + legend.missing == 508
    assert "dezelfde grens: die van 2024" in legend.empty_note


def test_map_table_picture_and_file_tell_the_same(over_time: Site) -> None:
    query = f"{HERE}&toon=verandering&vanaf=2021&periode=2024"
    page = over_time.make_page(query)
    entries = list_entries(page)
    assert make_map_model(page).areas == entries
    rows = {row.code: row for row in make_table(page).rows}
    table = make_view_table(page).frame.set_index("code")
    for code, (number, value, note) in entries.items():
        assert rows[code].value == value
        assert rows[code].note == note
        assert (number == NO_CLASS) == (value == "geen cijfer")
        assert table["reason"][code] == note
    captions = write_captions(page)
    assert captions.title == "Verandering van stapeling, 2021–2024, Heerlen-Noord"
    assert "2021 en 2024" in captions.figures
    assert "2025" not in captions.figures
    assert any("(kan toeval zijn)" in note for _, _, note in entries.values())


def test_a_line_is_the_share_of_the_inhabitants_of_today(over_time: Site) -> None:
    page = over_time.make_page(f"{STACK}&toon=ontwikkeling&gebied=heerlen-noord&vergelijk=nplv")
    model = trend_of(page)
    assert [line.id for line in model.lines] == ["heerlen-noord", "nplv"]
    assert model.has_chart
    assert page.stacking is not None
    people = page.stacking.inhabitants
    for line in model.lines:
        here = people.reindex(page.edition.areas.buurten_of(line.id))
        every = [
            _compute_steps(page, layer, first, last)["known"]
            for layer in CRIME.values()
            for first, last in (("2021", "2022"), ("2023", "2024"))
        ]
        known = np.logical_and.reduce(every)
        for point in line.points:
            parts = [_compute_steps(page, layer, "2021", point.period) for layer in CRIME.values()]
            counts = sum(part["after"].astype(int) for part in parts)
            has_count = pd.Series(known, index=counts.index) & (people > 0)
            high = (counts >= 3) & has_count
            total = here[has_count.reindex(here.index)].sum()
            share = 100 * here[high.reindex(here.index)].sum() / total
            assert point.value == pytest.approx(share)
    shares = [point.value for point in model.lines[1].points]
    assert shares == pytest.approx([8.7, 9.1, 10.9, 10.6], abs=3.0)
    assert "Van 2021 tot 2024" in model.reason


def test_a_buurt_has_its_number_of_domains_and_an_unknown_area_says_so(over_time: Site) -> None:
    buurt = trend_of(
        over_time.make_page(f"{STACK}&toon=ontwikkeling&gebied=BU09171200&vergelijk=NL00")
    )
    assert [line.id for line in buurt.lines] == ["BU09171200"]
    assert {point.value for point in buurt.lines[0].points} <= {0.0, 1.0, 2.0, 3.0}
    assert buurt.unit == "domeinen"
    country = trend_of(over_time.make_page(f"{STACK}&toon=ontwikkeling"))
    assert [cell.text for _, cells in country.table.rows for cell in cells[:1]] == [
        "van te weinig inwoners bekend"
    ] * 4
    assert "deze editie" in country.reason


def test_the_whole_page_is_there_in_both_languages(over_time: Site) -> None:
    for tab in ("verandering", "ontwikkeling"):
        for language in ("nl", "en"):
            answer = answer_view(over_time, f"{HERE}&toon={tab}&taal={language}")
            assert f"toon={tab}" in answer["parts"]["tabs"]
            assert (answer["trend"] is not None) == (tab == "ontwikkeling")
            assert "{" not in answer["parts"]["legend"] + answer["parts"]["trend-above"]


def test_without_two_comparable_years_a_sentence_tells_why(site: Site) -> None:
    page = site.make_page(f"{HERE}&toon=verandering")
    assert (page.view.tab, page.view.period, page.view.since) == ("verandering", "", "")
    assert {number for number, *_ in list_entries(page).values()} == {NO_CLASS}
    legend = make_legend(page)
    assert legend.empty_note.startswith("Hoe de stapeling verandert, is hier niet te zeggen.")
    assert "Gezondheid: alleen cijfers over 2012, 2016, 2020 en 2024." in legend.reasons
    assert len(legend.reasons) == 6
    trend = trend_of(site.make_page(f"{HERE}&toon=ontwikkeling"))
    assert (trend.lines, trend.has_chart) == ((), False)
    assert (trend.reason, trend.reasons) == (legend.empty_note, legend.reasons)
    assert [choice.label for choice in trend.links] == ["Gezondheid", "Veiligheid"]
    assert trend.links[0].href == (
        "?gebied=heerlen-noord&laag=goed_ervaren_gezondheid_pct&toon=ontwikkeling"
    )
    part = answer_view(site, f"{HERE}&toon=ontwikkeling")["parts"]["trend-above"]
    assert "Per domein is er wel een ontwikkeling" in part


def test_what_is_asked_and_is_not_there_is_told(over_time: Site, site: Site) -> None:
    def ask(on: Site, query: str) -> list[tuple[str, str]]:
        page = on.make_page(query)
        asked = read_query(query)
        return [(one.key, one.why) for one in list_unmet(asked, page.view, on.edition, on.catalog)]

    assert ask(site, f"{HERE}&toon=ontwikkeling") == []
    assert ask(over_time, f"{HERE}&toon=verandering&vanaf=2022&periode=2023") == []
    assert ask(over_time, f"{HERE}&toon=verandering&periode=2025") == [("periode", "unknown")]
    assert ask(over_time, f"{HERE}&toon=verandering&vanaf=2019") == [("vanaf", "unknown")]
    assert ask(site, f"{HERE}&toon=rangorde") == [("toon", "not_here")]


def test_files_of_a_change_without_years_can_be_made(client: FlaskClient) -> None:
    for address in ("/export/data.csv", "/export/data.gpkg", "/export/map.svg"):
        assert client.get(f"{address}{HERE}&toon=verandering").status_code == 200
    # So it is for any layer of one year.
    one_year = "/export/data.gpkg?gebied=heerlen-noord&laag=huurwoningen_pct&toon=verandering"
    assert client.get(one_year).status_code == 200


def test_the_briefing_of_that_state_has_the_years_and_their_range(over_time: Site) -> None:
    page = over_time.make_page(f"{HERE}&toon=ontwikkeling")
    model = trend_of(page)
    slide = next(
        one for one in make_briefing(page, "https://x.nl").slides if one.kind == "stack_trend"
    )
    assert (slide.title, slide.lead, slide.foot) == (model.title, model.subtitle, model.source)
    (chart,) = slide.charts
    assert chart.categories == ("2021", "2022", "2023", "2024")
    shares = [point.value for point in model.lines[0].points]
    assert chart.series[0].values == tuple(round(one, 1) for one in shares if one is not None)
    assert (chart.series[0].name, chart.sign) == ("Heerlen-Noord", "%")
    # Too little is known of the gemeente and the country: no line, no name of one.
    assert all(any(v is not None for v in one.values) for one in chart.series)
    (table,) = slide.tables
    assert [row[0].text for row in table.rows] == ["2024", "2023", "2022", "2021"]
    assert [row[2].text for row in table.rows] == [cells[0].mark for _, cells in model.table.rows]
    assert slide.paragraphs[0].text == model.reason
    # The change has its own legend on the map, and the same slide beside it.
    change = over_time.make_page(f"{HERE}&toon=verandering&vanaf=2021&periode=2024&taal=en")
    shown = {one.kind: one for one in make_briefing(change, "https://x.nl").slides}
    assert shown["map"].map is not None
    labels = [swatch.label for swatch in shown["map"].map.swatches]
    assert labels == [*(one.label for one in make_legend(change).classes), "cannot be said"]
    assert "nothing surely changed" in labels
    assert shown["map"].title == "Change of accumulation, 2021–2024, Heerlen-Noord"
    assert "stack_trend" in shown
    now = make_briefing(over_time.make_page(HERE), "https://x.nl").slides
    assert "stack_trend" not in [one.kind for one in now]


def test_without_years_the_slide_tells_why_and_both_kinds_are_made(
    over_time: Site, site: Site
) -> None:
    page = site.make_page(f"{HERE}&toon=ontwikkeling")
    slide = next(
        one for one in make_briefing(page, "https://x.nl").slides if one.kind == "stack_trend"
    )
    assert slide.lead == trend_of(page).reason
    assert [one.text for one in slide.paragraphs] == list(trend_of(page).reasons)
    assert (slide.charts, slide.tables) == ((), ())
    for shown in (page, over_time.make_page(f"{HERE}&toon=ontwikkeling")):
        lead = trend_of(shown).subtitle if trend_of(shown).lines else trend_of(shown).reason
        content = write_briefing_file(shown, "pdf", "https://x.nl").content
        said = PdfReader(BytesIO(content)).pages[3].extract_text()
        assert lead.split(".")[0][:60] in " ".join(said.split())
