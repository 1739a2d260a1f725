"""Names and breaks of the layers, against what is known of the publishers' columns per year.

The names come from CBS's column lists of 2019, 2021, 2022, 2024 and 2025 (in between none was
found); of 2017 the single names that differ are known.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.offered.reading import read_kwb_columns
from nplv_geo.definitions.topics import split_terms, strip_topic_suffix
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import PROJECT
from nplv_geo.published.figures import Figures
from nplv_geo.published.series import (
    PublishedName,
    SeriesPosition,
    assign_series,
    find_name,
    list_names,
)

# Of these CBS topics no layer is made.
NOT_SHOWN = """
    AantalInkomensontvangers AantalPubliekeLaadpalen Appartement
    BouwjaarMeerDanTienJaarGeleden BouwjaarVanaf2000 BouwjaarVoor2000 BuitenEuropa Codering
    Dekkingspercentage EigenWoning EigendomOnbekend EuropaExclusiefNederland GeboorteRelatief
    GeboorteTotaal Gehuwd Gemeentenaam GemiddeldInkomenPerInkomensontvanger
    GemiddeldeElektriciteitsteruglevering Gescheiden Hoekwoning HoekwoningEengezins
    HuishoudensTot110VanSociaalMinimum HuishoudensZonderKinderen Huurwoning
    IndelingswijzigingWijkenEnBuurten JongerenMetJeugdzorgInNatura LeerlingenPo Mannen Marokko
    MeestVoorkomendePostcode Motorfietsen Nederland NederlandseAntillenEnAruba
    NietWestersTotaal Ongehuwd OppervlakteTotaal OppervlakteWater OverigNietWesters
    PercentageBewoond PercentageWerknemers PercentageWoningenMetStadsverwarming
    PersonenPerSoortUitkeringAOW PersonenautoSBrandstofBenzine PersonenautoSNaarOppervlakte
    PersonenautoSOverigeBrandstof PersonenautoSTotaal SoortRegio SterfteRelatief SterfteTotaal
    Suriname Turkije Tussenwoning TussenwoningEengezins TweeOnderEenKapWoning
    TweeOnderEenKapWoningEe Verweduwd VrijstaandeWoning VrijstaandeWoningEengezins Vrouwen
    WestersTotaal WmoClientenRelatief WoningenHoofdzElektrischVerwarmd
    k_20HuishoudensMetHoogsteInkomen k_25Tot45Jaar k_45Tot65Jaar
"""
# Nor of these, which no list of columns by year has and sheets do.
OF_SHEETS = """
    Aardgaswoningen LeerlingenVoInclVavo NietWoningvoorraad NieuwbouwNietWoningen
    PercentageHoekwoningEengezins PercentageTussenwoningEengezins
    PercentageTweeOnderEenKapWoningEe PercentageVrijstaandeWoningEengezins
"""
# Added up only where a table lacks the number of all businesses.
BRANCHES = {
    "ALandbouwBosbouwEnVisserij",
    "BFNijverheidEnEnergie",
    "HJVervoerInformatieEnCommunicatie",
    "MNZakelijkeDienstverlening",
    "OQOverheidOnderwijsEnZorg",
}
OLD_EDUCATION = ("OpleidingsniveauLaag", "OpleidingsniveauMiddelbaar", "OpleidingsniveauHoog")
NEW_EDUCATION = ("BasisonderwijsVmboMbo1", "HavoVwoMbo24", "HboWo")
BROKEN = {
    "armoede_pct",
    "hbo_wo_pct",
    "opleiding_laag_pct",
    "opleiding_midden_pct",
    "stroomlevering",
}
# RIVM never said whether its tables ask the same; until someone compared them, we don't either.
NOT_COMPARED = {
    "angst_depressie_pct",
    "beweegrichtlijn_pct",
    "eenzaam_pct",
    "ernstig_eenzaam_pct",
    "goed_ervaren_gezondheid_pct",
    "langdurig_beperkt_pct",
    "langdurige_aandoening_pct",
    "mantelzorgers_pct",
    "moeite_rondkomen_pct",
    "obesitas_pct",
    "overgewicht_pct",
    "overmatig_drinken_pct",
    "regie_eigen_leven_pct",
    "rokers_pct",
    "veel_stress_pct",
    "vrijwilligers_pct",
}


def _table(period: str, *topics: str) -> Figures:
    frame = pd.DataFrame(1.0, index=["NL00"], columns=list(topics))
    return Figures("table", "KWB", period, int(period), "CBS", "2026-07-19", "1", frame)


def _places(catalog: Catalog, layer_id: str, *tables: Figures) -> dict[str, SeriesPosition]:
    layer = catalog.layer(layer_id)
    named = {figures.period: find_name(layer, figures) for figures in tables}
    return assign_series(layer, {period: name for period, name in named.items() if name})


def _shown(catalog: Catalog) -> set[str]:
    """Topics that some layer on the Kerncijfers reads, under any of its names."""
    found = set()
    for layer in catalog.layers:
        for name in list_names(layer) if layer.source.table == "KWB" else ():
            found |= _topics(name)
    return found


def _topics(name: PublishedName) -> set[str]:
    return {topic for _, topic in split_terms(f"{name.topic} + {name.denominator_topic or ''}")}


@pytest.mark.parametrize(
    ("layer_id", "older", "newer", "series"),
    [
        ("woz_waarde", ("GemiddeldeWoningwaarde",), ("GemiddeldeWOZWaardeVanWoningen",), (1, 1)),
        ("gasverbruik", ("GemiddeldAardgasverbruikTotaal",), ("GemiddeldAardgasverbruik",), (1, 1)),
        (
            "netto_arbeidsparticipatie_pct",
            ("NettoArbeidsparticipatie",),
            ("Nettoarbeidsparticipatie",),
            (1, 1),
        ),
        (
            "stroomlevering",
            ("GemiddeldElektriciteitsverbruikTotaal",),
            ("GemiddeldeElektriciteitslevering",),
            (1, 2),
        ),
        ("opleiding_laag_pct", OLD_EDUCATION, NEW_EDUCATION, (1, 2)),
        ("opleiding_midden_pct", OLD_EDUCATION, NEW_EDUCATION, (1, 2)),
        ("hbo_wo_pct", OLD_EDUCATION, NEW_EDUCATION, (1, 2)),
    ],
)
def test_a_new_name_is_the_same_series_unless_the_publisher_counts_something_else(
    catalog: Catalog,
    layer_id: str,
    older: tuple[str, ...],
    newer: tuple[str, ...],
    series: tuple[int, int],
) -> None:
    found = _places(catalog, layer_id, _table("2022", *older), _table("2024", *newer))
    assert (found["2022"].series, found["2024"].series) == series
    assert found["2022"].note is None
    assert (found["2024"].note is not None) is (series == (1, 2))


def test_low_income_and_poverty_are_two_layers_and_poverty_says_where_it_starts(
    catalog: Catalog,
) -> None:
    low = _places(catalog, "laag_inkomen_pct", _table("2022", "HuishoudensMetEenLaagInkomen"))
    poor = _places(catalog, "armoede_pct", _table("2024", "PersonenInArmoede"))
    assert (low["2022"].series, low["2022"].note) == (1, None)
    assert poor["2024"].series == 2
    assert poor["2024"].note.nl.startswith("Vanaf 2024 telt het CBS mensen in armoede")
    assert _places(catalog, "armoede_pct", _table("2022", "HuishoudensMetEenLaagInkomen")) == {}


def test_every_break_of_the_project_is_one_that_the_publisher_made(catalog: Catalog) -> None:
    broken = {
        layer.id
        for layer in catalog.layers
        if layer.source.breaks or any(n.meaning == "break" for n in layer.source.earlier)
    }
    # The police record fraud apart since 2016; government is a branch of its own since 2021.
    assert broken == BROKEN | NOT_COMPARED | {"horizontale_fraude_per_1000", "bedrijven_per_1000"}


def test_every_note_is_a_sentence_in_both_languages(catalog: Catalog) -> None:
    for layer in catalog.layers:
        breaks = [name.note for name in layer.source.earlier if name.meaning == "break"]
        for note in (*breaks, *(known.note for known in layer.source.breaks)):
            assert note is not None, layer.id
            for text in (note.nl, note.en):
                assert text[0].isupper(), layer.id
                assert text.endswith("."), layer.id
                assert text.count(". ") == 0, layer.id


def test_every_cbs_topic_that_we_can_read_is_in_a_layer_or_left_out_on_purpose(
    catalog: Catalog,
) -> None:
    read = {row.topic for row in read_kwb_columns(PROJECT).rows}
    assert read - _shown(catalog) <= {*NOT_SHOWN.split(), *OF_SHEETS.split()}
    assert not _shown(catalog) & set(NOT_SHOWN.split())


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("block", "layers", "second"),
    [
        ("2019_84583NED", 57, set()),
        ("2021_85039NED_2022_85318NED", 57, {"bedrijven_per_1000"}),
        ("2025_86165NED_and_2024_85984NED_as_of_mid2026", 58, BROKEN | {"bedrijven_per_1000"}),
    ],
)
def test_every_known_column_of_a_year_resolves_to_a_series(
    catalog: Catalog, real_data: Path, block: str, layers: int, second: set[str]
) -> None:
    listed = json.loads((real_data / "samples/v3/kwb_columns_by_year.json").read_text("utf-8"))
    topics = {
        strip_topic_suffix(key.rstrip("?")) for key in listed[block] if not key.startswith("?")
    }
    assert topics - _shown(catalog) <= set(NOT_SHOWN.split())
    table = _table(block[:4], *sorted(topics))
    named = {layer.id: name for layer in catalog.layers if (name := find_name(layer, table))}
    assert topics & _shown(catalog) - BRANCHES == {
        t for name in named.values() for t in _topics(name)
    }
    found = {layer: _places(catalog, layer, table)[block[:4]].series for layer in named}
    assert len(found) == layers
    assert {layer for layer, series in found.items() if series == 2} == second
    assert set(found.values()) <= {1, 2}


def test_the_starter_edition_tells_the_series_of_its_periods(starter_edition: Edition) -> None:
    """Education of 2022 stands ready-made in the starter tables, before the break of 2023."""
    assert starter_edition.origin("hbo_wo_pct", "2022").series == 1
    renewed = {"opleiding_laag_pct", "opleiding_midden_pct", "hbo_wo_pct", "bedrijven_per_1000"}
    assert starter_edition.origin("woz_waarde", "2024").series == 1
    for layer, periods in starter_edition.manifest.layers.items():
        for period, origin in periods.items():
            is_newer = layer in NOT_COMPARED and origin.table == "50150NED"
            expected = 2 if is_newer or (layer in renewed and period >= "2024") else 1
            assert origin.series == expected, (layer, period)
            is_told = (layer, period) == ("hbo_wo_pct", "2024")
            assert (origin.break_note is not None) == is_told, (layer, period)
