"""Values of a period in one mapped file: the same by layer and by area, and never copied."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from nplv_geo.edition.area_table import AreaTable
from nplv_geo.edition.values.columns import ABSENT, CARRIED, COLUMNS
from nplv_geo.edition.values.value_file import ValueFile
from nplv_geo.edition.values.value_store import ValueStore, name_values_file
from nplv_geo.edition.values.writing import write_values
from nplv_geo.statistics.observation import NOTHING
from tests.made_up import made_up

AREAS = pd.Index(["BU00010101", "BU00010102", "GM0001", "G4"])


def _written(path: Path, **tables: pd.DataFrame) -> ValueFile:
    write_values(path, tables.items(), AREAS, len(tables))
    return ValueFile(path)


def _values(*numbers: float, areas: pd.Index = AREAS) -> pd.DataFrame:
    shown = pd.Series(numbers, index=areas)
    return made_up(areas, value=0.0).assign(
        value=shown, lower=-shown, margin=shown / 10, reason=list("abcd")[: len(areas)]
    )


def _whole(values: pd.DataFrame) -> pd.DataFrame:
    """A table as it comes back: with all columns, empty where nothing was written."""
    return values.reindex(columns=list(COLUMNS))


def _carried(*numbers: float) -> pd.DataFrame:
    """Values of which the first was divided, the second came over whole, the others stand."""
    moved, spread = [0.08, 0.0, np.nan, np.nan], [1.5, np.nan, np.nan, np.nan]
    uncarried = [np.nan, numbers[1], np.nan, np.nan]
    return _values(*numbers).assign(moved=moved, spread=spread, uncarried=uncarried)


def _store(folder: Path, **periods: dict[str, pd.DataFrame]) -> ValueStore:
    pd.DataFrame(index=AREAS).to_parquet(folder / "areas.parquet")
    for period, tables in periods.items():
        write_values(
            folder / name_values_file(period.removeprefix("y")), tables.items(), AREAS, len(tables)
        )
    return ValueStore(folder, AreaTable(folder), [period.removeprefix("y") for period in periods])


def test_a_layer_comes_back_as_it_was_written(tmp_path: Path) -> None:
    one, other = _values(1.0, 2.5, np.nan, -4.0), _values(0.0, 1e12, 3.0, 4.0)
    file = _written(tmp_path / "2024.arrow", one=one, other=other)
    assert list(file.layers) == ["one", "other"]
    for layer, values in (("one", one), ("other", other)):
        back = file.table(layer, AREAS)
        assert list(back.columns) == list(COLUMNS)
        pd.testing.assert_frame_equal(back, _whole(values), check_dtype=False)


def test_an_area_that_a_layer_does_not_have_is_in_no_answer(tmp_path: Path) -> None:
    part = _values(1.0, 2.0, 3.0, areas=AREAS[:3])
    file = _written(tmp_path / "2024.arrow", whole=_values(1.0, 2.0, 3.0, 4.0), part=part)
    assert list(file.table("part", AREAS).index) == list(AREAS[:3])
    assert list(file.table("whole", AREAS).index) == list(AREAS)
    store = _store(tmp_path, y2024={"whole": _values(1.0, 2.0, 3.0, 4.0), "part": part})
    assert store.find("part", "2024", "G4") is None
    assert list(store.of_areas(["G4"]).index) == [("G4", "whole", "2024")]


def test_some_areas_come_in_the_order_that_they_were_asked_in(tmp_path: Path) -> None:
    whole = _values(1.0, 2.0, np.nan, 4.0)
    part = _values(1.0, 2.0, 3.0, areas=AREAS[:3])
    file = _written(tmp_path / "2024.arrow", whole=whole, part=part)
    asked, places = AREAS[[3, 0, 2]], np.array([3, 0, 2])
    pd.testing.assert_frame_equal(
        file.rows("whole", asked, places), _whole(whole).loc[asked], check_dtype=False
    )
    found = file.rows("part", asked, places)
    assert list(found.index) == ["G4", "BU00010101", "GM0001"]
    assert found.loc["G4"].isna().all()
    assert found["value"].tolist()[1:] == [1.0, 3.0]
    assert found["reason"].tolist()[1:] == ["a", "c"]


def test_the_cells_of_an_area_are_its_row_in_the_table(tmp_path: Path) -> None:
    values = _values(1.0, 2.5, np.nan, -4.0)
    store = _store(tmp_path, y2024={"one": values})
    for area in AREAS:
        found = store.find("one", "2024", area)
        assert found is not None
        for name in COLUMNS:
            written = _whole(values).loc[area, name]
            assert getattr(found, name) == (None if pd.isna(written) else written)
    assert store.cell("one", "2024", "GM9999") == NOTHING
    assert store.find("one", "2023", "G4") is None
    assert store.find("other", "2024", "G4") is None
    assert store.find("one", "2024", "GM9999") is None


def test_rows_of_an_area_are_sorted_by_layer_and_period(tmp_path: Path) -> None:
    periods = {
        year: {"b": _values(*own), "a": _values(*own[::-1])}
        for year, own in (("y2023", (1.0, 2.0, 3.0, 4.0)), ("y2024", (5.0, 6.0, 7.0, 8.0)))
    }
    store = _store(tmp_path, **periods)
    rows = store.of_areas(["GM0001", "BU00010101", "nergens", "GM0001"])
    keys = [("a", "2023"), ("a", "2024"), ("b", "2023"), ("b", "2024")]
    assert list(rows.index) == [(a, *key) for a in ("GM0001", "BU00010101") for key in keys]
    assert list(rows.index.names) == ["area", "layer", "period"]
    assert rows["value"].tolist() == [2.0, 6.0, 3.0, 7.0, 4.0, 8.0, 1.0, 5.0]
    assert store.of_areas(["nergens"]).empty


def test_numbers_stay_in_the_file(tmp_path: Path) -> None:
    """Two servers share the pages of one file; a copy would be each its own."""
    path = tmp_path / "2024.arrow"
    file = _written(path, one=_values(1.0, 2.0, 3.0, 4.0), other=_values(5.0, 6.0, 7.0, 8.0))
    for layer in file.layers:
        table = file.table(layer, AREAS)
        for name in ("value", "coverage", "weight", "units_total"):
            numbers = table[name].to_numpy()
            assert np.shares_memory(numbers, file.grid(name))
            assert not numbers.flags.writeable
            assert _mapped_at(numbers.ctypes.data) == str(path)


def _mapped_at(address: int) -> str:
    """Name of the file that is mapped at an address."""
    maps = Path("/proc/self/maps")
    if not maps.exists():
        pytest.skip("this system does not tell what is mapped")
    for line in maps.read_text(encoding="utf-8").splitlines():
        first, _, last = line.split()[0].partition("-")
        if int(first, 16) <= address < int(last, 16):
            return line.split(maxsplit=5)[5] if len(line.split()) > 5 else ""
    return ""


def test_the_same_values_give_the_same_bytes(tmp_path: Path) -> None:
    tables = {"one": _values(1.0, np.nan, 3.0, 4.0), "other": _values(5.0, 6.0, 7.0, 8.0)}
    for name in ("a", "b"):
        write_values(tmp_path / f"{name}.arrow", tables.items(), AREAS, len(tables))
    assert (tmp_path / "a.arrow").read_bytes() == (tmp_path / "b.arrow").read_bytes()


def test_the_file_tells_layer_and_area_to_whoever_opens_it(tmp_path: Path) -> None:
    _written(tmp_path / "2024.arrow", one=_values(1.0, 2.0, 3.0, 4.0))
    table = pd.read_feather(tmp_path / "2024.arrow").set_index(["layer", "area"])
    assert table.loc[("one", "GM0001"), "value"] == 3.0


def test_words_of_an_area_that_a_layer_lacks_are_no_word_of_another(tmp_path: Path) -> None:
    part = _values(1.0, 2.0, 3.0, areas=AREAS[:3])
    file = _written(tmp_path / "2024.arrow", part=part)
    place = AREAS.get_loc("G4")
    assert [file.has(0, i) for i in range(4)] == [True, True, True, False]
    assert file.cell("status", 0, place) == ABSENT
    assert (file.cell("units_with", 0, place), file.cell("units_total", 0, 0)) == (0, 1)
    assert np.isnan(file.cell("value", 0, place))
    assert file.numbers("part", np.array([2, 3, 0])).tolist()[::2] == [3.0, 1.0]


def test_a_table_without_margins_has_none_and_not_a_margin_of_nothing(tmp_path: Path) -> None:
    file = _written(tmp_path / "2024.arrow", one=made_up(AREAS, value=1.0))
    assert np.isnan(file.table("one", AREAS)["margin"]).all()


def test_a_table_in_another_order_comes_back_in_that_of_the_areas(tmp_path: Path) -> None:
    values = _values(1.0, 2.0, 3.0, 4.0)
    file = _written(tmp_path / "2024.arrow", one=values.iloc[[2, 0, 3, 1]])
    pd.testing.assert_frame_equal(file.table("one", AREAS), _whole(values), check_dtype=False)


def test_what_was_carried_comes_back_beside_what_was_not(tmp_path: Path) -> None:
    carried, plain = _carried(1.0, 2.0, 3.0, 4.0), _values(5.0, 6.0, 7.0, 8.0)
    # Layers that have nothing carried stand first and last: they may not decide for the file.
    file = _written(tmp_path / "2020.arrow", plain=plain, carried=carried, last=plain)
    back = file.table("carried", AREAS)
    assert back["moved"].tolist()[:2] == pytest.approx([0.08, 0.0])
    assert back["moved"].isna().tolist() == [False, False, True, True]
    assert back["spread"].tolist()[:1] == [1.5]
    assert back["spread"].isna().tolist() == [False, True, True, True]
    assert back["uncarried"].isna().tolist() == [True, False, True, True]
    assert back.loc["BU00010102", "uncarried"] == 2.0
    assert file.table("plain", AREAS)[list(CARRIED)].isna().all(axis=None)
    # Half the room for two numbers of which three digits are told.
    assert [str(back[name].dtype) for name in CARRIED] == ["float32", "float32", "float64"]


def test_one_figure_tells_what_was_divided_of_it(tmp_path: Path) -> None:
    store = _store(tmp_path, y2020={"one": _carried(1.0, 2.0, 3.0, 4.0)})
    divided, whole, plain = (store.cell("one", "2020", area) for area in AREAS[:3])
    assert (divided.moved, divided.spread) == (pytest.approx(0.08), 1.5)
    assert divided.uncarried is None
    assert (whole.moved, whole.spread, whole.uncarried) == (0.0, None, 2.0)
    assert (plain.moved, plain.spread, plain.uncarried) == (None, None, None)


def test_a_file_without_anything_carried_keeps_no_room_for_it(tmp_path: Path) -> None:
    file = _written(tmp_path / "2024.arrow", one=_values(1.0, 2.0, 3.0, 4.0))
    stored = pd.read_feather(tmp_path / "2024.arrow").columns
    assert set(COLUMNS) - set(stored) == set(CARRIED)
    assert all(file.number(name, 0, place) is None for name in CARRIED for place in range(4))
    asked, places = AREAS[[3, 0]], np.array([3, 0])
    assert file.rows("one", asked, places, CARRIED).isna().all(axis=None)


def test_numbers_are_the_values_of_their_own_layer(tmp_path: Path) -> None:
    file = _written(
        tmp_path / "2024.arrow", one=_values(1.0, 2.0, 3.0, 4.0), two=_values(5.0, 6.0, 7.0, 8.0)
    )
    assert file.numbers("one", np.array([3, 0])).tolist() == [4.0, 1.0]
    assert file.numbers("two", np.array([1])).tolist() == [6.0]


def test_a_store_takes_each_period_out_of_its_own_file(tmp_path: Path) -> None:
    periods = {
        year: {"one": _values(*own)}
        for year, own in (("y2024", (5.0, 6.0, 7.0, 8.0)), ("y2023", (1.0, 2.0, 3.0, 4.0)))
    }
    store = _store(tmp_path, **periods)
    found = [store.find("one", year, "GM0001") for year in ("2023", "2024")]
    assert [one and one.value for one in found] == [3.0, 7.0]
    assert [store.cell("one", year, "GM0001").value for year in ("2023", "2024")] == [3.0, 7.0]
    rows = store.of_areas(["G4"])
    assert (rows.index.tolist(), rows["value"].tolist()) == (
        [("G4", "one", "2023"), ("G4", "one", "2024")],
        [4.0, 8.0],
    )
