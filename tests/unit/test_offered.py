"""What tables offer: lists that are carried, names of columns, and what became of a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import EarlierName, Layer
from nplv_geo.definitions.offered.gaps import AlikeTopic, TopicGap, find_gaps
from nplv_geo.definitions.offered.kwb_columns import parse_kwb_columns
from nplv_geo.definitions.offered.likeness import find_alike
from nplv_geo.definitions.offered.reading import (
    read_column_names,
    read_kwb_columns,
    read_topic_lists,
)
from nplv_geo.definitions.offered.topic_lists import (
    OfferedTopic,
    TopicList,
    parse_topic_lists,
    read_header,
)
from nplv_geo.ground.errors import KnownTopicsError
from nplv_geo.ground.settings import PROJECT
from nplv_geo.sources.readers.tables import columns

ONBEWOOND = OfferedTopic("PercentageOnbewoond_39", "Percentage onbewoond", "%")
ONBEWOONDE = OfferedTopic("OnbewoondeWoningen_46", "Onbewoonde woningen", "%")
KOOP = OfferedTopic("Koopwoningen_47", "Koopwoningen", "%")
HEAD = "sheet_column,since,until,topic,measure,header"


@pytest.fixture(scope="module")
def carried() -> dict[str, TopicList]:
    return {known.table: known for known in read_topic_lists(PROJECT)}


# --- names of columns ---------------------------------------------------------------------


def test_all_117_topics_of_2025_are_known_under_three_names(
    carried: dict[str, TopicList],
) -> None:
    rows = [row for row in read_kwb_columns(PROJECT).rows if row.header]
    names = read_column_names()
    assert len(rows) == len({row.sheet_column for row in rows}) == 117
    assert len({row.measure for row in rows} - {""}) == 117
    for row in rows:
        for name in (row.sheet_column, row.header):
            assert names.find_topic(name, 2025) == row.topic, name
    assert columns.list_unknown((row.sheet_column for row in rows), 2025, ()) == []
    assert [topic.base for topic in carried["86165NED"].topics] == [row.topic for row in rows]


def test_a_topic_of_2025_has_the_title_that_its_key_is_made_of(
    carried: dict[str, TopicList],
) -> None:
    """Each key that the service gave in 2025 stands at the same title, group and unit."""
    before = {topic.header: topic for topic in carried["85984NED"].topics}
    same = [topic for topic in carried["86165NED"].topics if topic.header in before]
    assert len(same) == 97
    assert [topic.base for topic in same] == [before[topic.header].base for topic in same]


def test_a_topic_without_its_own_title_in_2025_is_one_that_moved_or_came(
    carried: dict[str, TopicList],
) -> None:
    titles = {topic.title for topic in carried["85984NED"].topics}
    came = [topic.base for topic in carried["86165NED"].topics if topic.title not in titles]
    assert came == [
        "GemiddeldeElektriciteitsteruglevering", "AardgasvrijeWoningen", "Aardgaswoningen",
        "WoningenMetZonnestroom", "WoningenHoofdzElektrischVerwarmd", "AantalPubliekeLaadpalen",
        "WerkzameBeroepsbevolking", "WerknemersMetVasteArbeidsr", "WerknemersMetFlexibeleArbe",
        "PersonenInArmoede", "PersonenTot25BovenArmoedegrens", "GemGestandaardiseerdInkomen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "year", "topic"),
    [
        ("g_ele", 2020, "GemiddeldElektriciteitsverbruikTotaal"),
        ("g_ele", 2021, None),
        ("g_ele", 2022, None),
        ("G_Ele", 2023, "GemiddeldeElektriciteitsleveringTotaal"),
        ("g_ele", None, "GemiddeldeElektriciteitsleveringTotaal"),
        ("p_leegsw", 2023, "PercentageOnbewoond"),
        ("p_leegsw", 2024, "OnbewoondeWoningen"),
        ("p_won_z_ag", 2024, "AardgasvrijeWoningen"),
        ("p_hh_lkk", 2021, "HuishoudensMetEenLaagInkomen"),
        ("energie/woningen met  zonnestroom (%)", None, "WoningenMetZonnestroom"),
        ("Wonen/Woningen naar bewoning/Percentage onbewoond (%)", None, "PercentageOnbewoond"),
        ("eenzaam (%)", None, None),
        ("AantalInwoners_5", None, None),
        ("p_nieuw", 2024, None),
    ],
)
def test_a_column_has_the_topic_of_its_year(
    column: str, year: int | None, topic: str | None
) -> None:
    assert read_column_names().find_topic(column, year) == topic


def test_a_column_that_nobody_knows_is_told_and_codes_and_names_are_not() -> None:
    given = [
        "gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "ind_wbi", "Perioden",
        "SoortMisdrijf", "Wijken en buurten", "Regioaanduiding/Soort regio (omschrijving)",
        "a_inw", "Mannen_6", "k_0Tot15Jaar_8", "afw", "p_nieuw", "p_nieuw_10", "Zonne energie (%)",
    ]  # fmt: skip
    unknown = columns.list_unknown(given, 2024, {"afw"})
    assert unknown == ["p_nieuw", "p_nieuw_10", "Zonne energie (%)"]


def test_the_first_of_three_columns_on_origin_is_the_whole() -> None:
    """They are known since the others are; the one that was read before is read still."""
    assert columns.topics_of(["a_nl_all", "a_geb_nl", "g_gas_ap", "g_ele_ap"], 2023) == {
        "a_nl_all": "Nederland"
    }


def test_a_header_tells_title_unit_and_group() -> None:
    header = "Wonen en vastgoed/Woningen naar type/Percentage hoekwoning (eengezins) (%)"
    title, group = "Percentage hoekwoning (eengezins)", "Wonen en vastgoed / Woningen naar type"
    assert read_header(header) == OfferedTopic(header, title, "%", group=group)
    assert read_header("Wijken en buurten") is None


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("g_ele,,2020,A,,\ng_ele,2020,,B,,", "regel 3: g_ele betekent in één jaar twee dingen"),
        ("g_ele,,,A,,\ng_ele,2024,,B,,", "regel 3: g_ele betekent in één jaar twee dingen"),
        ("g ele,,,A,,", "regel 2: veld 'sheet_column' mag niet 'g ele' zijn"),
        ("g_ele,20,,A,,", "regel 2: veld 'since.* mag niet '20' zijn"),
        ("g_ele,,,,,", "regel 2: veld 'topic' mag niet '' zijn"),
    ],
)
def test_a_wrong_row_of_the_columns_is_named(rows: str, problem: str) -> None:
    with pytest.raises(KnownTopicsError, match=rf"data/topics/kwb_columns.csv, {problem}"):
        parse_kwb_columns(f"{HEAD}\n{rows}\n")
    two = parse_kwb_columns(f"{HEAD}\ng_ele,,2020,A,,\ng_ele,2021,,B,,\n")
    assert [two.find_topic("g_ele", year) for year in (2020, 2021, None)] == ["A", "B", "B"]


# --- lists that are carried ---------------------------------------------------------------


def test_the_lists_that_are_carried(carried: dict[str, TopicList]) -> None:
    found = {
        table: (known.family, known.year, len(known.topics), known.is_whole)
        for table, known in carried.items()
    }
    assert found == {
        "84799NED": ("KWB", 2020, 116, True),
        "85984NED": ("KWB", 2024, 128, True),
        "86165NED": ("KWB", 2025, 117, True),
        "50150NED": ("50150NED", 2024, 22, False),
    }
    assert carried["85984NED"].topics[47] == OfferedTopic(
        "HuurwoningenTotaal_48", "Huurwoningen totaal", "%", "Long",
        "Wonen en vastgoed / Woningen naar eigendom / Huurwoningen",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tables", "topics", "problem"),
    [
        ("84799NED,2020,2021-03,geheel,x", "", "regel 2: van 84799NED staan er geen onderwerpen"),
        ("", "84799NED,A_1,A,%,Long,", "84799NED ontbreekt; voeg het toe"),
        ("84799NED,2020,2021-03,half,x", "84799NED,A_1,A,%,Long,", "regel 2: veld 'part' mag niet"),
    ],
)
def test_a_list_without_topics_or_topics_without_a_list_is_named(
    tables: str, topics: str, problem: str
) -> None:
    with pytest.raises(KnownTopicsError, match=problem):
        parse_topic_lists(
            f"table,year,state,part,source\n{tables}",
            f"table,key,title,unit,datatype,group\n{topics}",
            {},
        )


def test_a_list_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownTopicsError, match=r"data/topics/kwb_columns\.csv ontbreekt; haal de"):
        read_topic_lists(tmp_path)


# --- what is like a topic -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("gone", "there", "alike"),
    [
        ("PercentageOnbewoond", "OnbewoondeWoningen", True),
        ("PercentageBewoond", "OnbewoondeWoningen", False),
        ("NettoArbeidsparticipatie", "Nettoarbeidsparticipatie", True),
        ("HoogRisicoOpAngstOfDepressie", "HoogRisicoAngststoornisOfDepressie", True),
        ("HeelVeelStressInAfgelopen4Weken", "HeelVeelStressAfg4Weken", True),
        ("GemGestandaardiseerdInkomenVanHuish", "GemGestandaardiseerdInkomen", True),
        ("HuishoudensMetEenLaagInkomen", "GemGestandaardiseerdInkomen", False),
        ("HuishoudensMetEenLaagInkomen", "k_40HuishoudensMetLaagsteInkomen", False),
        ("k_0Tot15Jaar", "k_15Tot25Jaar", False),
        ("Woningvoorraad", "NietWoningvoorraad", False),
        ("Mannen", "Vrouwen", False),
        ("PersonenInArmoede", "PersonenautoSTotaal", False),
    ],
)
def test_a_topic_is_like_another_in_its_words(gone: str, there: str, *, alike: bool) -> None:
    topic = OfferedTopic(f"{there}_7")
    assert find_alike(OfferedTopic(gone), [topic]) == ((topic,) if alike else ())


def test_the_title_tells_what_the_key_does_not_and_another_unit_is_another_thing() -> None:
    gone = OfferedTopic("M_1", "Onbewoonde woningen", "%")
    assert find_alike(gone, [KOOP, ONBEWOONDE]) == (ONBEWOONDE,)
    assert find_alike(gone, [replace(ONBEWOONDE, unit="aantal")]) == ()
    assert find_alike(replace(gone, unit=""), [replace(ONBEWOONDE, unit="aantal")]) != ()


def test_the_most_alike_stand_first_and_no_more_than_two() -> None:
    names = ("PersonenMetWW", "PersonenUitkeringWW", "PersonenPerUitkeringWW", "Auto")
    there = [OfferedTopic(name) for name in names]
    found = find_alike(OfferedTopic("PersonenPerUitkeringWW"), there)
    assert [topic.key for topic in found] == ["PersonenUitkeringWW", "PersonenPerUitkeringWW"]


# --- layers that a newest table does not serve --------------------------------------------


def _kwb(year: int, *topics: OfferedTopic, whole: bool = True, state: str = "2026") -> TopicList:
    return TopicList(f"T{year}", "KWB", year, state, topics, is_whole=whole)


def _asking(catalog: Catalog, topic: str, *earlier: str) -> Layer:
    layer = catalog.layer("onbewoond_pct")
    names = tuple(EarlierName(topic=name, meaning="same") for name in earlier)
    source = layer.source.model_copy(update={"topic": topic, "earlier": names, "until": None})
    return layer.model_copy(update={"source": source})


def _gaps(layer: Layer, lists: Sequence[TopicList]) -> list[TopicGap]:
    return find_gaps([layer], lists)


def test_a_renamed_topic_is_named_with_its_layer_table_year_and_likeness(catalog: Catalog) -> None:
    layer = _asking(catalog, "PercentageOnbewoond")
    lists = [_kwb(2024, ONBEWOONDE, KOOP), _kwb(2020, ONBEWOOND, KOOP)]
    assert _gaps(layer, lists) == [
        TopicGap(
            "not_offered", "onbewoond_pct", "PercentageOnbewoond", "T2024", 2024, "T2020", 2020,
            (AlikeTopic("T2024", 2024, "OnbewoondeWoningen", "Onbewoonde woningen", "%"),),
        )
    ]  # fmt: skip


def test_a_layer_that_the_newest_table_serves_under_any_of_its_names_is_fine(
    catalog: Catalog,
) -> None:
    newest = _kwb(2024, ONBEWOONDE)
    assert _gaps(_asking(catalog, "OnbewoondeWoningen"), [newest]) == []
    assert _gaps(_asking(catalog, "Nieuw", "OnbewoondeWoningen"), [newest]) == []
    assert len(_gaps(_asking(catalog, "OnbewoondeWoningen - Nieuw"), [newest])) == 1


def test_what_stood_beside_a_topic_is_not_its_new_name(catalog: Catalog) -> None:
    """``…WW`` that is gone is like ``…AO``, which was another topic all along."""
    gone, other = OfferedTopic("PersonenSoortWW_9"), OfferedTopic("PersonenSoortAO_8")
    layer = _asking(catalog, "PersonenSoortWW")
    (told,) = _gaps(layer, [_kwb(2024, other), _kwb(2023, gone, other)])
    assert (told.last_table, told.alike) == ("T2023", ())
    (unsure,) = _gaps(layer, [_kwb(2024, other)])
    assert [topic.key for topic in unsure.alike] == ["PersonenSoortAO"]


def test_nothing_is_said_of_a_part_of_a_list_of_no_list_and_of_what_ended(
    catalog: Catalog,
) -> None:
    layer = _asking(catalog, "PercentageOnbewoond")
    assert _gaps(layer, [_kwb(2024, ONBEWOONDE, whole=False)]) == []
    assert _gaps(layer, []) == []
    ended = layer.source.model_copy(update={"until": "2023"})
    assert _gaps(layer.model_copy(update={"source": ended}), [_kwb(2024, ONBEWOONDE)]) == []


def test_the_newest_state_of_one_table_counts(catalog: Catalog) -> None:
    layer = _asking(catalog, "PercentageOnbewoond")
    older, newer = _kwb(2024, ONBEWOOND, state="2025-03"), _kwb(2024, ONBEWOONDE, state="2026-07")
    assert [gap.alike[0].key for gap in _gaps(layer, [newer, older])] == ["OnbewoondeWoningen"]


def test_a_newer_table_of_the_same_publisher_with_the_subject_is_named(catalog: Catalog) -> None:
    """Nine layers on health stayed behind in 2022 like this."""
    layer = _asking(catalog, "HeelVeelStressInAfgelopen4Weken")
    source = layer.source.model_copy(update={"table": "50120NED"})
    layer = layer.model_copy(update={"source": source})
    old = OfferedTopic("HeelVeelStressInAfgelopen4Weken_9", "Veel stress", "%")
    new = OfferedTopic("HeelVeelStressAfg4Weken_17")
    lists = [
        TopicList("50120NED", "50120NED", 2022, "2023", (old,)),
        TopicList("50150NED", "50150NED", 2024, "2026", (new,), is_whole=False),
        TopicList("85984NED", "KWB", 2026, "2026", (old,)),
    ]
    (gap,) = _gaps(layer, lists)
    assert (gap.kind, gap.table, gap.year) == ("newer_table", "50120NED", 2022)
    assert gap.alike == (AlikeTopic("50150NED", 2024, "HeelVeelStressAfg4Weken", "", ""),)
    assert _gaps(layer, [lists[0], replace(lists[1], year=2022)]) == []


def test_no_layer_reads_a_topic_that_no_newest_table_offers(catalog: Catalog) -> None:
    assert find_gaps(catalog.layers, read_topic_lists(PROJECT)) == []
