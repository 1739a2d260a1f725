"""Choosing columns by base name, reading the Leefbaarometer's zip, and asking in pieces."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from nplv_geo.definitions.offered.topic_lists import OfferedTopic
from nplv_geo.ground.errors import NotPublishedYetError, SourceChangedError, UnreadableFileError
from nplv_geo.ground.settings import Settings
from nplv_geo.published.figures import Figures
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.readers.files import read_delivery
from nplv_geo.sources.schemas.odata import Property
from nplv_geo.sources.services.column_choice import (
    check_dimensions,
    choose_columns,
    list_changes,
    unpublished,
)
from nplv_geo.sources.services.needs import Choice, Need
from nplv_geo.sources.services.odata import Columns, column_groups, list_offered, region_filter
from tests.services.runs import NATION, figures_in, run
from tests.standin import StandIn, table

GAS = OfferedTopic("Appartement_64", unit="m3")
POWER = OfferedTopic("Appartement_57", unit="kWh")


def _need(*choices: tuple[str, ...], unit: str = "%") -> Need:
    return Need("laag", "KWB", unit, tuple(Choice(names) for names in choices))


def _columns(*topics: OfferedTopic) -> Columns:
    return Columns("WijkenEnBuurten", ("WijkenEnBuurten",), topics)


def _named(*names: str) -> Columns:
    return _columns(*(OfferedTopic(f"{name}_{n}") for n, name in enumerate(names, start=1)))


def _before(*topics: OfferedTopic) -> Sidecar:
    return Sidecar("u", "2026-07-19", "0", "CC BY 4.0", 1, "figures", 2024, topics=topics)


def test_a_name_that_occurs_twice_is_told_apart_by_its_unit() -> None:
    columns = _columns(POWER, GAS)
    assert choose_columns([_need(("Appartement",), unit="m³")], columns, "t").keys == {
        "Appartement": "Appartement_64"
    }


def test_a_name_that_stays_ambiguous_is_reported_and_left_out() -> None:
    columns = _columns(POWER, POWER, OfferedTopic("Koop_1", unit="%"))
    chosen = choose_columns([_need(("Appartement",), unit="kWh"), _need(("Koop",))], columns, "t")
    assert chosen.keys == {"Koop": "Koop_1"}
    assert chosen.notes == ("t: kolom Appartement komt meer dan eens voor en is overgeslagen",)


def test_the_first_choice_that_is_there_counts() -> None:
    columns = _columns(OfferedTopic("Oud_3"))
    assert choose_columns([_need(("Nieuw",), ("Oud",))], columns, "t").keys == {"Oud": "Oud_3"}


def test_no_column_at_all_is_a_changed_source() -> None:
    with pytest.raises(SourceChangedError, match="verwacht was kolom Koop, er kwam geen daarvan"):
        choose_columns([_need(("Koop",))], _named("Huur"), "t")


def test_new_and_lost_columns_are_named_all_of_them() -> None:
    columns = _named("Koop", *(f"Nieuw{letter}" for letter in "ABCDEF"))
    before = _before(OfferedTopic("Koop_9"), OfferedTopic("Weg_10"))
    assert list_changes(columns, before, "t") == [
        "t: kolom NieuwA, NieuwB, NieuwC, NieuwD, NieuwE, NieuwF is nieuw en nog in geen kaartlaag",
        "t: kolom Weg is verdwenen sinds de vorige keer",
    ]
    assert list_changes(columns, None, "t") == []
    assert list_changes(columns, _before(), "t") == []


def test_a_topic_that_vanished_is_told_with_the_new_one_that_it_is_like() -> None:
    old = OfferedTopic("PercentageOnbewoond_39", "Percentage onbewoond", "%")
    beside = OfferedTopic("Koopwoningen_40", "Koopwoningen", "%")
    new = OfferedTopic("OnbewoondeWoningen_46", "Onbewoonde woningen", "%")
    came, went = list_changes(_columns(new, beside), _before(old, beside), "t")
    assert came == "t: kolom OnbewoondeWoningen is nieuw en nog in geen kaartlaag"
    assert went.startswith("t: kolom PercentageOnbewoond (lijkt op OnbewoondeWoningen) is verdwe")


def test_a_topic_comes_with_the_headings_that_it_stands_under() -> None:
    rows = [
        {"odata.type": "Cbs.OData.GeoDetail", "ID": 0, "Key": "WijkenEnBuurten"},
        {"odata.type": "Cbs.OData.TopicGroup", "ID": 1, "ParentID": None, "Title": "Wonen "},
        {"odata.type": "Cbs.OData.TopicGroup", "ID": 2, "ParentID": 1, "Title": "Naar eigendom"},
        {"Type": "Topic", "ID": 3, "ParentID": 2, "Key": "Koop_7", "Title": " Koop  woningen",
         "Unit": "%", "Datatype": "Long"},
        {"Type": "Topic", "ID": 4, "ParentID": None, "Key": "Los_8", "Title": None},
        {"Type": "TopicGroup", "ID": 5, "ParentID": 5, "Title": "Rond"},
        {"Type": "Topic", "ID": 6, "ParentID": 5, "Key": "Rond_9"},
    ]  # fmt: skip
    assert list_offered([Property.model_validate(row) for row in rows]) == (
        OfferedTopic("Koop_7", "Koop woningen", "%", "Long", "Wonen / Naar eigendom"),
        OfferedTopic("Los_8"),
        OfferedTopic("Rond_9", group="Rond"),
    )


def test_the_first_of_the_scores_is_the_whole() -> None:
    columns = _columns(*(OfferedTopic(f"GemiddeldeScore_{n}") for n in (29, 31, 33, 35)))
    assert choose_columns([_need(("GemiddeldeScore",), unit="score")], columns, "t").keys == {
        "GemiddeldeScore": "GemiddeldeScore_29"
    }


def test_a_former_name_comes_with_its_own_divisor() -> None:
    need = Need("laag", "KWB", "%", (Choice(("Nieuw",), ("Alle",)), Choice(("Oud",), ("Toen",))))
    assert choose_columns([need], _named("Nieuw", "Oud", "Toen"), "t").keys == {
        "Oud": "Oud_2",
        "Toen": "Toen_3",
    }


# --- from one delivery to the next --------------------------------------------------------


Change = Callable[[list[table.Topic]], list[table.Topic]]


def _changed(standin: StandIn, monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    """Serve Kerncijfers of which the columns were changed."""
    now = standin.data.table("85984NED")
    later = replace(now, topics=change(list(now.topics)), modified="2026-08-01T02:00:00")
    made = standin.data._made | {"85984NED": later}  # noqa: SLF001  # as a new delivery would
    monkeypatch.setattr(standin.data, "_made", made)


def _numbered_anew(topics: list[table.Topic]) -> list[table.Topic]:
    return [replace(t, key=f"{table.base(t.key)}_{n}") for n, t in enumerate(topics, start=201)]


def _reordered(topics: list[table.Topic]) -> list[table.Topic]:
    return topics[::-1]


def _with_a_new_one(topics: list[table.Topic]) -> list[table.Topic]:
    return [replace(topics[-1], key="Deelfietsen_199"), *topics]


def _without_koop(topics: list[table.Topic]) -> list[table.Topic]:
    return [topic for topic in topics if table.base(topic.key) != "Koopwoningen"]


@pytest.mark.parametrize(
    ("change", "told", "lost"),
    [
        (_numbered_anew, "", []),
        (_reordered, "", []),
        (_with_a_new_one, "kolom Deelfietsen is nieuw en nog in geen kaartlaag", []),
        (_without_koop, "kolom Koopwoningen is verdwenen sinds de vorige keer", ["Koopwoningen"]),
    ],
)
def test_what_a_delivery_changes_is_resolved_or_told_by_name(  # noqa: PLR0913, PLR0917
    standin: StandIn,
    where: Settings,
    monkeypatch: pytest.MonkeyPatch,
    change: Change,
    told: str,
    lost: list[str],
) -> None:
    order = replace(NATION, sources=("cbs",))
    first = run(where, standin.url, order)["cbs"]
    (before,) = figures_in(where, "85984NED")
    _changed(standin, monkeypatch, change)
    second = run(where, standin.url, order)["cbs"]
    assert (first.failures, second.failures) == ([], [])
    assert first.files[0] == "cbs/85984NED/85984NED-2024.json"
    (after,) = figures_in(where, "85984NED")
    assert sorted(set(before.frame) - set(after.frame)) == lost
    assert not set(after.frame) - set(before.frame)
    assert after.frame.equals(before.frame[after.frame.columns])
    new = [note for note in second.notes if note not in first.notes and "nieuw en" in note]
    gone = [note for note in second.notes if "verdwenen" in note]
    assert [note.removeprefix("cbs 85984NED (2024): ") for note in new + gone] == (
        [told] if told else []
    )


def test_two_years_with_other_numbers_and_order_give_the_same_topics(
    standin: StandIn, where: Settings
) -> None:
    run(where, standin.url, replace(NATION, years=(2023, 2024), sources=("cbs",)))
    (old,), (new,) = figures_in(where, "85618NED"), figures_in(where, "85984NED")
    assert old.keys["Koopwoningen"] == "Koopwoningen_41"
    assert new.keys["Koopwoningen"] == "Koopwoningen_47"
    assert old.frame["Koopwoningen"].loc["GM0014"] == 48
    assert new.frame["Koopwoningen"].loc["GM0014"] == 46


def test_a_new_dimension_is_a_changed_source() -> None:
    with pytest.raises(SourceChangedError, match="verwacht was dimensies"):
        check_dimensions(_columns(), ["Perioden"], "t")


def test_one_empty_buurt_is_withheld_and_an_empty_column_is_to_come() -> None:
    keys = {"Koop": "Koop_1", "Huur": "Huur_2"}
    rows = [
        {"r": "GM0014    ", "Koop_1": 4, "Huur_2": None},
        {"r": "BU00140001", "Koop_1": None, "Huur_2": None},
    ]
    assert unpublished(rows, "r", keys, "t") == ["t: nog niet gepubliceerd: Huur"]
    with pytest.raises(NotPublishedYetError, match="nog geen enkel cijfer"):
        unpublished(rows, "r", {"Huur": "Huur_2"}, "t")
    with pytest.raises(SourceChangedError, match="een lege tabel"):
        unpublished([], "r", keys, "t")


def test_a_long_question_is_asked_in_pieces() -> None:
    names = [f"EenLangeNaamVanEenKolom_{number}" for number in range(100)]
    groups = column_groups(["WijkenEnBuurten"], names, 500)
    assert [name for group in groups for name in group[1:]] == names
    assert all(len(",".join(group)) < 500 for group in groups)
    assert {group[0] for group in groups} == {"WijkenEnBuurten"}


def test_areas_are_asked_by_the_start_of_their_code() -> None:
    assert region_filter("R", ("GM0014",), "P eq '2024JJ00'", first=True) == (
        "(startswith(R,'NL') or startswith(R,'BU0000') or startswith(R,'GM0014') or "
        "startswith(R,'WK0014') or startswith(R,'BU0014')) and P eq '2024JJ00'"
    )
    assert region_filter("R", None, "", first=True) == ""


def _zip(folder: Path, header: str = "bu_code;jaar;lbm;afw;kafw") -> Path:
    path = folder / "open-data-leefbaarometer-meting-2024.zip"
    with zipfile.ZipFile(path, "w") as archive:
        inside = "Leefbaarometer 3.0 - Meting 2024 - open data"
        for name, code in (("buurten", "BU00140001"), ("wijken", "WK001400")):
            column = {"buurten": "bu_code", "wijken": "wk_code"}[name]
            archive.writestr(
                f"{inside}/Leefbaarometer-scores {name} 2002-2024.csv",
                f"{header.replace('bu_code', column)}\n"
                f"{code};2022;4,1;0,25;7\n{code};2024;4,2;;8\n",
            )
        archive.writestr(f"{inside}/leesmij.txt", "tekst")
    return path


def test_scores_are_read_from_the_zip_and_classes_are_not(tmp_path: Path) -> None:
    parts = read_delivery(_zip(tmp_path), year=None, retrieved="2026-07-19")
    figures = [part for part in parts if isinstance(part, Figures)]
    assert [(f.period, f.table, f.boundary_year) for f in figures] == [
        ("2022", "LEEFBAAROMETER", 2024),
        ("2024", "LEEFBAAROMETER", 2024),
    ]
    assert list(figures[0].frame.columns) == ["afw"]
    assert figures[0].frame["afw"].to_dict() == {"BU00140001": 0.25, "WK001400": 0.25}
    assert figures[1].frame["afw"].isna().all()


def test_a_zip_without_codes_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="geen kolommen met gebiedscode en jaar"):
        read_delivery(_zip(tmp_path, "naam;jaar;lbm;afw;kafw"), year=None, retrieved="2026-07-19")
