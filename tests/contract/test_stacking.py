"""The stacking worked out again with plain pandas: the declared domains and two whole editions."""

from __future__ import annotations

import time
from collections.abc import Collection

import pandas as pd
import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layer_files import parse_catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import LayerFileError
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.page.stacking import Stacking, make_stacking
from nplv_geo.statistics.stacking import stack_domains

DOMAINS = ["onderwijs", "armoede", "gezondheid", "werk", "wonen", "veiligheid"]
# What speaks for a domain in the national edition: its newest period, decimals and worst side.
SPOKEN = {
    "gezondheid": ("goed_ervaren_gezondheid_pct", "2024", 1, "low"),
    "wonen": ("woz_waarde", "2024", 0, "low"),
    "veiligheid": ("misdrijven_per_1000", "2025", 1, "high"),
}


# The starter has all six.
STARTER = {
    "onderwijs": ("opleiding_laag_pct", "2024", 0, "high"),
    "armoede": ("laagste_40_huishoudens_pct", "2024", 1, "high"),
    "werk": ("werkenden_per_100", "2024", 0, "low"),
    **SPOKEN,
}


def worked_out(edition: Edition, spoken: dict[str, tuple[str, str, int, str]]) -> pd.DataFrame:
    """Counts per buurt by the rule as the page tells it, without the project's own arithmetic.

    "At most a fifth of the buurten with 200 or more inhabitants are as badly off, or worse."
    """
    places = pd.read_parquet(edition.folder / "areas.parquet")
    places = places[places["level"] == "buurt"]
    table = pd.DataFrame(index=places.index)
    for domain, (layer, period, decimals, side) in spoken.items():
        rows = pd.read_feather(edition.folder / "values" / f"{period}.arrow")
        rows = rows[rows["layer"] == layer].set_index("area")["value"]
        badness = rows.reindex(places.index).round(decimals) * (1 if side == "high" else -1)
        norm = badness[places["inhabitants"] >= 200].dropna()
        as_bad = norm.value_counts().sort_index(ascending=False).cumsum()
        bad = as_bad.index[as_bad * 5 <= len(norm)]
        inside = badness >= bad.min() if len(bad) else badness.map(lambda _: False)
        table[domain] = inside.where(badness.notna()).astype("boolean")
    known = table.notna().sum(axis=1)
    counts = (table == True).sum(axis=1)  # noqa: E712
    return table.assign(known=known, count=counts.where(known >= 3))


def agrees(stacking: Stacking, expected: pd.DataFrame, domains: Collection[str]) -> None:
    frame = stacking.stack.frame
    assert list(frame.index) == sorted(expected.index)
    expected = expected.loc[frame.index]
    for domain in domains:
        assert frame[domain].equals(expected[domain]), domain
    assert frame["known"].tolist() == expected["known"].tolist()
    assert frame["count"].astype("Float64").equals(expected["count"].astype("Float64"))


# --- what is declared ---------------------------------------------------------------------------


def test_the_six_domains_and_why_a_neutral_layer_may_speak(catalog: Catalog) -> None:
    assert [domain.id for domain in catalog.domains] == DOMAINS
    for domain in catalog.domains:
        for indicator in domain.indicators:
            layer = catalog.layer(indicator)
            side = domain.find_worst_side(layer)
            if layer.higher_is == "neutral":
                assert domain.worst[indicator].why.nl.endswith(".")
            else:
                assert side == {"better": "low", "worse": "high"}[layer.higher_is]
    wonen = catalog.domains[4]
    assert wonen.indicators[:2] == ("leefbaarheid_woningvoorraad", "woz_waarde")
    assert {key: worst.side for key, worst in wonen.worst.items()} == {
        "woz_waarde": "low",
        "koopwoningen_pct": "low",
        "corporatiewoningen_pct": "high",
    }


@pytest.mark.parametrize(
    ("indicators", "extra", "told"),
    [
        ('["woz_waarda"]', "", r"domein 'wonen' noemt kaartlaag 'woz_waarda' .*'woz_waarde'"),
        ('["inwoners"]', "", "'inwoners', een aantal dat met de buurt meegroeit"),
        ('["koopwoningen_pct"]', "", "welke kant het slechtst is.*'koopwoningen_pct'"),
        (
            '["armoede_pct"]',
            '[domain.worst.armoede_pct]\nside = "low"\nwhy = { nl = "x", en = "x" }',
            "welke kant het slechtst is.*'armoede_pct'",
        ),
        (
            '["woz_waarde"]',
            '[domain.worst.woz_waarde]\nside = "left"\nwhy = { nl = "x", en = "x" }',
            "veld 'worst.woz_waarde.side' mag niet 'left' zijn",
        ),
    ],
)
def test_a_wrong_domain_is_told_in_a_sentence(indicators: str, extra: str, told: str) -> None:
    themes = (PROJECT / "layers/themes.toml").read_text(encoding="utf-8").split("[[domain]]")[0]
    themes += (
        f'[[domain]]\nid = "wonen"\nlabel = {{ nl = "W", en = "H" }}\nindicators = {indicators}'
    )
    texts = {
        path.relative_to(PROJECT).as_posix(): path.read_text(encoding="utf-8")
        for path in (PROJECT / "layers").glob("*/*.toml")
    }
    with pytest.raises(LayerFileError, match=f"layers/themes.toml: .*{told}"):
        parse_catalog(f"{themes}\n{extra}", texts)


# --- the starter edition ------------------------------------------------------------------------


def test_the_starter_edition_equals_the_independent_calculation(
    starter_edition: Edition, catalog: Catalog
) -> None:
    found = make_stacking(starter_edition, catalog)
    agrees(found, worked_out(starter_edition, STARTER), STARTER)
    assert not found.is_national
    assert found.highest == 6
    spoken = {key: found.indicators[key] for key in STARTER}
    assert {k: (i.layer.id, i.period) for k, i in spoken.items() if i} == {
        key: value[:2] for key, value in STARTER.items()
    }
    counts = found.stack.frame["count"].value_counts(dropna=False)
    told = {k: int(n) for k, n in counts.items() if pd.notna(k)}
    assert told == {0: 219, 1: 100, 2: 69, 3: 41, 4: 22, 5: 9, 6: 1}
    assert counts.sum() == 508
    begins = {k: t.value for k, t in found.stack.thresholds.items() if t}
    assert begins == {
        "onderwijs": 42.0,
        "armoede": 65.0,
        "gezondheid": 58.7,
        "werk": 65.0,
        "wonen": 227.0,
        "veiligheid": 80.1,
    }


def test_a_figure_that_few_buurten_have_does_not_speak_for_its_domain(
    starter_edition: Edition, catalog: Catalog
) -> None:
    """Income is published for large buurten only."""
    found = make_stacking(starter_edition, catalog)
    income = next(i for i in found.candidates["armoede"] if i.layer.id == "inkomen_per_inwoner")
    assert income.period is None
    assert income.published == pytest.approx(162 / 448)
    assert found.indicators["armoede"] != income


def test_another_choice_is_another_calculation(starter_edition: Edition, catalog: Catalog) -> None:
    choice = (("wonen", "koopwoningen_pct"),)
    found = make_stacking(starter_edition, catalog, choice)
    spoken = {**STARTER, "wonen": ("koopwoningen_pct", "2024", 0, "low")}
    agrees(found, worked_out(starter_edition, spoken), spoken)
    assert make_stacking(starter_edition, catalog, choice) is found
    assert make_stacking(starter_edition, catalog) is make_stacking(starter_edition, catalog)
    assert make_stacking(starter_edition, catalog) is not found


# --- the whole country --------------------------------------------------------------------------


@pytest.mark.real_data
@pytest.mark.slow
class TestNational:
    def test_counts_per_buurt_equal_the_independent_calculation(
        self, national_edition: Edition, catalog: Catalog
    ) -> None:
        found = make_stacking(national_edition, catalog)
        assert found.is_national
        assert len(found.stack.frame) == 14_567
        agrees(found, worked_out(national_edition, SPOKEN), SPOKEN)
        counts = found.stack.frame["count"].value_counts(dropna=False)
        told = {k: int(n) for k, n in counts.items() if pd.notna(k)}
        assert told == {0: 6_985, 1: 2_779, 2: 1_308, 3: 451}

    def test_all_but_a_few_buurten_with_people_have_a_result_and_all_others_a_reason(
        self, national_edition: Edition, catalog: Catalog
    ) -> None:
        found = make_stacking(national_edition, catalog)
        frame = found.stack.frame[found.inhabitants >= 200]
        assert len(frame) == 10_779
        has_result, has_reason = frame["count"].notna(), frame["reason"] != ""
        assert (has_result ^ has_reason).all()
        assert (has_result | has_reason).mean() >= 0.99
        assert has_result.mean() >= 0.98

    def test_a_fifth_is_a_fifth(self, national_edition: Edition, catalog: Catalog) -> None:
        """Ties at the edge fall outside; on whole percentages that costs little."""
        thresholds = make_stacking(national_edition, catalog).stack.thresholds
        shares = {key: found.share for key, found in thresholds.items() if found}
        assert shares.keys() == SPOKEN.keys()
        assert all(0.195 <= share <= 0.2 for share in shares.values())

    def test_the_country_is_counted_in_a_blink(self, national_edition: Edition) -> None:
        places = national_edition.areas.frame["inhabitants"]
        inhabitants = places.reindex(national_edition.areas.at(AreaLevel.BUURT))
        layers = [*(spoken[:2] for spoken in SPOKEN.values()), ("koopwoningen_pct", "2024")]
        layers += [("eengezinswoningen_pct", "2024"), ("afstand_huisarts_km", "2024")]
        domains = {
            layer: national_edition.values.table(layer, period)["value"].reindex(inhabitants.index)
            for layer, period in layers
        }
        times = []
        for _ in range(5):
            started = time.process_time()
            stack_domains(domains, dict.fromkeys(domains, "high"), inhabitants)
            times.append(time.process_time() - started)
        assert len(domains) == 6
        assert min(times) < 0.05
