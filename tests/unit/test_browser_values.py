"""Files of values tell the browser exactly what the texts of the page say."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.build.browser.values import BrowserValueWriter, pack_values
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.texts import texts
from nplv_geo.statistics.classify import SCHEMES, classify_values


def table(
    values: list[float], status: str = "suppressed", reason: str = "withheld"
) -> pd.DataFrame:
    known = [np.isfinite(value) for value in values]
    return pd.DataFrame(
        {
            "value": values,
            "status": ["ok" if is_known else status for is_known in known],
            "reason": ["" if is_known else reason for is_known in known],
        },
        index=[f"BU{i:08}" for i in range(len(values))],
    )


def with_decimals(catalog: Catalog, decimals: int) -> Layer:
    layer = catalog.layer("koopwoningen_pct")
    return layer.model_copy(update={"decimals": decimals})


def written(step: int, decimals: int) -> str:
    """What the browser makes of a step (scripts/src/pure/figures.js), in Dutch."""
    text = f"{step / 10**decimals:,.{decimals}f}"
    return text.translate(str.maketrans(",.-", ".,\u2212"))


@given(
    st.lists(
        st.floats(-1e6, 1e6) | st.integers(-50_000, 50_000).map(lambda n: n / 1000), min_size=1
    ),
    st.integers(0, 3),
)
def test_rounded_values_read_as_on_the_page(
    catalog: Catalog, values: list[float], decimals: int
) -> None:
    layer = with_decimals(catalog, decimals)
    rows = table(values)
    told = json.loads(pack_values(layer, rows, list(rows.index), None))
    shown = [texts("nl").number(value, decimals) for value in values]
    assert [written(step, decimals) for step in told["values"]] == shown


@pytest.mark.parametrize(
    ("value", "decimals", "step"), [(1.015, 2, 102), (2.5, 0, 2), (3.5, 0, 4), (0.285, 2, 28)]
)
def test_what_lies_halfway_goes_to_the_even_digit(
    catalog: Catalog, value: float, decimals: int, step: int
) -> None:
    rows = table([value])
    told = json.loads(pack_values(with_decimals(catalog, decimals), rows, list(rows.index), None))
    assert told["values"] == [step]


def test_a_missing_value_is_never_a_number_and_says_why(catalog: Catalog) -> None:
    rows = table([1.0, np.nan, 0.0, np.nan])
    rows.loc[rows.index[3], ["status", "reason"]] = ["not_published", ""]
    told = json.loads(pack_values(with_decimals(catalog, 0), rows, list(rows.index), None))
    assert told["values"] == [1, None, 0, None]
    assert [told["kinds"][ord(letter) - ord("a")] for letter in told["kind"]] == [
        ["ok", ""], ["suppressed", "withheld"], ["ok", ""], ["not_published", ""],
    ]  # fmt: skip
    assert all(letters[1] == letters[3] == "-" for letters in told["classes"].values())


def test_class_numbers_are_those_of_classify_over_all_areas(catalog: Catalog) -> None:
    values = np.random.default_rng(3).gamma(2.0, 20.0, 500)
    values[::7] = np.nan
    rows, layer = table(list(values)), with_decimals(catalog, 1)
    drawn = list(rows.index[::-2])  # some have no shape, and the file has its own order
    told = json.loads(pack_values(layer, rows, drawn, 33.3))
    for scheme in SCHEMES:
        all_areas = classify_values(
            values, scheme, layer.classes.k, decimals=1, reference=33.3
        ).classes
        expected = ["-" if number < 0 else str(number) for number in all_areas[::-2]]
        assert list(told["classes"][scheme]) == expected


def test_files_carry_the_hash_of_their_content(catalog: Catalog, tmp_path: Path) -> None:
    layer, rows = catalog.layer("koopwoningen_pct"), table([10.0, 20.0, np.nan])
    codes = {AreaLevel.BUURT: list(rows.index)}
    files = BrowserValueWriter(tmp_path, codes, codes)
    files.write_layer(layer, "2024", rows)
    files.write_layer(
        layer, "2025", table([np.nan] * 3)
    )  # nothing known: the reasons are still told
    assert list(files.hashes) == ["koopwoningen_pct-2024-buurt", "koopwoningen_pct-2025-buurt"]
    told = []
    for name, digest in files.hashes.items():
        content = gzip.decompress((tmp_path / digest / f"{name}.json.gz").read_bytes())
        told.append(json.loads(content))
        assert (tmp_path / digest / f"{name}.json.br").exists()
    assert [one["values"] for one in told] == [[10, 20, None], [None] * 3]
    assert set(told[1]["classes"].values()) == {"---"}


def test_classes_around_the_netherlands_turn_around_its_own_value(
    catalog: Catalog, tmp_path: Path
) -> None:
    layer = with_decimals(catalog, 0)
    values = [50.0, 70.0, 96.0, 104.0, 106.0, 130.0, 200.0]
    buurten = table(values)
    country = pd.DataFrame({"value": [100.0], "status": ["ok"], "reason": [""]}, index=["NL00"])
    codes = {AreaLevel.BUURT: list(buurten.index)}
    files = BrowserValueWriter(tmp_path, codes, codes)

    def told(period: str, rows: pd.DataFrame) -> dict[str, str]:
        files.write_layer(layer, period, rows)
        name = f"koopwoningen_pct-{period}-buurt"
        content = gzip.decompress((tmp_path / files.hashes[name] / f"{name}.json.gz").read_bytes())
        classes: dict[str, str] = json.loads(content)["classes"]
        return classes

    known = told("2024", pd.concat([buurten, country]))
    assert known["reference"] == "0133456"
    assert known["reference"] != known["quantiles"]
    # Without a value of the country nothing is left to turn around.
    for period, value in (("2025", [np.nan]), ("2026", [])):
        rows = pd.concat([buurten, country.iloc[: len(value)].assign(value=value)])
        assert told(period, rows)["reference"] == known["quantiles"]


def test_areas_without_a_shape_make_classes_and_stand_in_no_file(
    catalog: Catalog, tmp_path: Path
) -> None:
    layer, rows = with_decimals(catalog, 0), table([float(n) for n in range(1, 101)])
    drawn = list(rows.index[:10])
    files = BrowserValueWriter(
        tmp_path, {AreaLevel.WIJK: list(rows.index)}, {AreaLevel.WIJK: drawn}
    )
    files.write_layer(layer, "2024", rows)
    (name,) = files.hashes
    assert name == "koopwoningen_pct-2024-wijk"
    content = gzip.decompress((tmp_path / files.hashes[name] / f"{name}.json.gz").read_bytes())
    told = json.loads(content)
    assert told["values"] == list(range(1, 11))
    # All ten lie in the lowest fifth of the hundred.
    assert (told["classes"]["quantiles"], told["kind"]) == ("0" * 10, "a" * 10)
