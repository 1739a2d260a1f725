"""Figures of one layer on the areas of another year: what larger areas keep, and what is said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from nplv_geo.build.carrying.carried_rows import LayerCarrier
from nplv_geo.build.carrying.carrier import Carrier
from nplv_geo.build.composition import Composition
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.ground.places import CrosswalkWay
from nplv_geo.statistics.carrying.crosswalk import Crosswalk
from nplv_geo.statistics.carrying.parts import make_parts

# The first two stayed, the third was split in two; of the last nobody knows what lay there.
OLD = pd.Index(["BU00010001", "BU00010002", "BU00010003"])
NEW = pd.Index(["BU00010001", "BU00010002", "BU00010031", "BU00010032", "BU00010099"])
LARGER = ["GM0001", "NL00", "WK000100"]
PEOPLE = pd.Series([1000.0, 0.0, 40.0], OLD)


def _carrier(**focus: tuple[str, ...]) -> Carrier:
    parts = make_parts(
        OLD,
        NEW,
        np.array([0, 1, 2, 2]),
        np.array([0, 1, 2, 3]),
        people=np.array([1000.0, 0.0, 20.0, 20.0]),
        land=np.array([1e6, 1e6, 5e5, 5e5]),
    )
    ground = pd.Series([1.0, 1.0, 1.0, 1.0, 0.0], NEW), pd.Series([1e6, 1e6, 5e5, 5e5, 2e6], NEW)
    same = np.array([True, True, False, False])
    crosswalk = Crosswalk(
        2020, 2024, parts, same, *ground, CrosswalkWay.OUTLINES, (2020, 2024), 1.0, "density"
    )
    codes = pd.Index(sorted([*NEW, *LARGER]))
    on_map = Composition(codes, focus, pd.Series(100.0, NEW), 2024)
    return Carrier(crosswalk, on_map, pd.Index(sorted([*OLD, *LARGER])))


def _carry(catalog: Catalog, layer_id: str, rows: dict[str, list[float]]) -> pd.DataFrame:
    carrier = _carrier()
    published = pd.DataFrame(rows, OLD).reindex(pd.Index(sorted([*OLD, *LARGER])))
    published = published.assign(margin=np.nan, reason="")
    published["status"] = np.where(published["value"].isna(), "no_data", "ok")
    layer = catalog.layer(layer_id)
    made = LayerCarrier(
        layer,
        published,
        carrier,
        carrier._composition,  # noqa: SLF001
        inhabitants=PEOPLE,
        factors={},
    )
    return made.carried


def test_counts_stay_where_too_few_live_for_a_rate(catalog: Catalog) -> None:
    """A square with many crimes and no residents has no rate; the gemeente has its crimes."""
    crimes = np.array([50.0, 30.0, 4.0]) * 1000
    rows = _carry(
        catalog,
        "misdrijven_per_1000",
        {"amount": list(crimes), "weight": list(PEOPLE), "value": [50.0, np.nan, np.nan]},
    )
    assert rows.loc["BU00010001", "value"] == pytest.approx(50.0)
    empty, small = rows.loc["BU00010002"], rows.loc["BU00010031"]
    assert (empty["amount"], empty["weight"]) == (30_000.0, 0.0)
    assert (small["amount"], small["weight"]) == (2_000.0, 20.0)
    for row in (empty, small):
        assert (row["status"], row["reason"]) == ("no_data", "small_denominator")
        assert np.isnan(row["value"])
    assert rows.loc[NEW, "amount"].sum() == pytest.approx(crimes.sum())


def test_a_median_of_a_place_that_was_split_is_no_question_of_unknown_ground(
    catalog: Catalog,
) -> None:
    rows = _carry(
        catalog, "vermogen_mediaan", {"amount": [9.0] * 3, "weight": [1.0] * 3, "value": [9.0] * 3}
    )
    assert rows.loc["BU00010001", ["value", "moved", "coverage"]].tolist() == [9.0, 0.0, 1.0]
    reasons = {code: rows.loc[code, "reason"] for code in ("BU00010031", "BU00010099")}
    assert reasons == {"BU00010031": "weak_estimate", "BU00010099": "unknown_ground"}
    hidden = rows.loc["BU00010031", ["value", "amount", "weight", "moved"]].astype(float)
    assert hidden.isna().all()
    assert rows.loc["BU00010031", "coverage"] == 0.0


def test_an_area_has_no_figure_when_too_little_of_its_ground_is_known() -> None:
    carrier = _carrier(known=("BU00010001", "BU00010002"), half=("BU00010001", "BU00010099"))
    assert {"half"} <= set(carrier.unknown_areas)
    assert "known" not in carrier.unknown_areas


def test_a_weight_is_carried_back_only_when_nearly_all_of_it_is_known() -> None:
    carrier = _carrier()
    codes = carrier.parts.targets
    counts = pd.Series([10.0, 5.0, 7.0, np.nan], NEW[:4]).reindex(codes).to_numpy(dtype=float)
    back = pd.Series(carrier.carry_back(counts), carrier.parts.sources)
    assert back["BU00010001"] == pytest.approx(10.0)
    assert np.isnan(back["BU00010003"])
