"""What changed between two editions: new periods, revisions, figures that came and went."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.changes import Revision, compare_editions
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import EditionWriter
from tests.made_up import made_up, made_up_manifest, made_up_origin

Values = dict[str, dict[str, float | None]]  # period → area → value


def _edition(folder: Path, name: str, layers: dict[str, Values]) -> Edition:
    with EditionWriter(folder, name) as writer:
        names = pd.Index(sorted({a for la in layers.values() for own in la.values() for a in own}))
        writer.table("areas", pd.DataFrame(index=names))
        for period in sorted({period for own in layers.values() for period in own}):
            held = {la: own[period] for la, own in layers.items() if period in own}
            tables = [(la, _table(values)) for la, values in held.items()]
            writer.values(period, tables, names)
        origins = {layer: {p: made_up_origin() for p in own} for layer, own in layers.items()}
        writer.finish(made_up_manifest(name, layers=origins))
    return Edition(folder / name)


def _table(values: dict[str, float | None]) -> pd.DataFrame:
    shown = pd.Series(values, dtype=float)
    return made_up(shown.index, value=0.0).assign(value=shown)


def test_equal_editions_have_no_changes(tmp_path: Path, catalog: Catalog) -> None:
    layers: dict[str, Values] = {"woz_waarde": {"2024": {"GM0001": 300.0, "GM0002": None}}}
    assert (
        compare_editions(_edition(tmp_path, "a", layers), _edition(tmp_path, "b", layers), catalog)
        == []
    )


def test_new_periods_and_revisions_are_told_apart(tmp_path: Path, catalog: Catalog) -> None:
    older = _edition(
        tmp_path,
        "a",
        {"woz_waarde": {"2023": {"A": 300.0, "B": 200.0, "C": 100.0, "D": None, "E": 7.0}}},
    )
    newer = _edition(
        tmp_path,
        "b",
        {
            "woz_waarde": {
                "2023": {"A": 310.0, "B": 198.0, "C": 100.4, "D": 50.0, "E": None},
                "2024": {"A": 320.0},
            }
        },
    )
    (change,) = compare_editions(older, newer, catalog)
    assert (change.layer, change.new_periods, change.gone_periods) == ("woz_waarde", ("2024",), ())
    assert change.revisions == (
        Revision(
            period="2023",
            revised=2,
            median=6.0,
            largest=10.0,
            largest_area="A",
            appeared=1,
            vanished=1,
        ),
    )


def test_a_layer_that_is_new_as_a_whole(tmp_path: Path, catalog: Catalog) -> None:
    older = _edition(tmp_path, "a", {"inwoners": {"2024": {"A": 1.0}}})
    newer = _edition(
        tmp_path, "b", {"inwoners": {"2024": {"A": 1.0}}, "woz_waarde": {"2024": {"A": 1.0}}}
    )
    (change,) = compare_editions(older, newer, catalog)
    assert (change.layer, change.new_periods, change.revisions) == ("woz_waarde", ("2024",), ())


@pytest.mark.parametrize(
    ("before", "after", "revision"),
    [
        ({"A": 1.0, "B": None}, {"A": 1.0, "B": 5.0}, (0, "", 1, 0)),
        ({"A": 1.0, "B": 5.0}, {"A": 1.0, "B": None}, (0, "", 0, 1)),
        ({"A": 1.0, "B": 5.0}, {"A": 3.0, "B": 9.0}, (2, "B", 0, 0)),
        # An area that only one of the two has is no change of a figure.
        ({"A": 1.0, "B": 5.0}, {"A": 3.0, "C": 9.0}, (1, "A", 0, 0)),
    ],
)
def test_each_kind_of_change_alone_is_a_revision(
    tmp_path: Path,
    catalog: Catalog,
    before: dict[str, float | None],
    after: dict[str, float | None],
    revision: tuple[int, str, int, int],
) -> None:
    older = _edition(tmp_path, "a", {"woz_waarde": {"2023": before}})
    newer = _edition(tmp_path, "b", {"woz_waarde": {"2023": after}})
    (change,) = compare_editions(older, newer, catalog)
    (found,) = change.revisions
    assert (found.revised, found.largest_area, found.appeared, found.vanished) == revision
    if not found.revised:
        assert (found.median, found.largest) == (0.0, 0.0)
