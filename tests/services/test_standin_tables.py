"""The stand-in's tables beside the Kerncijfers, and its WFS of the Leefbaarometer."""

from __future__ import annotations

import csv
import io
import json
import urllib.error
import urllib.request
import zipfile
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.standin import StandIn

LAYER = {"service": "WFS", "version": "2.0.0", "request": "GetFeature"}


def _get(standin: StandIn, path: str, **query: str) -> bytes:
    url = f"{standin.url}{path}?{urlencode(query)}"
    with urllib.request.urlopen(url) as answer:  # noqa: S310  # our own server
        body: bytes = answer.read()
    return body


def _set(standin: StandIn, table: str, name: str, **query: str) -> list[dict[str, Any]]:
    named = {f"${key}": value for key, value in query.items()}
    body = _get(standin, f"/ODataApi/odata/{table}/{name}", **named)
    found: list[dict[str, Any]] = json.loads(body)["value"]
    return found


def test_ses_woa_has_all_years_four_scores_and_no_country(standin: StandIn) -> None:
    keys = [row["Key"] for row in _set(standin, "86092NED", "DataProperties")]
    scores = [key for key in keys if key.startswith("GemiddeldeScore")]
    assert scores == [f"GemiddeldeScore_{number}" for number in (29, 31, 33, 35)]
    periods = [row["Key"] for row in _set(standin, "86092NED", "Perioden")]
    assert (periods[0], periods[-1], len(periods)) == ("2014JJ00", "2023JJ00", 10)
    newest = _set(standin, "86092NED", "TypedDataSet", filter="Perioden eq '2023JJ00'")
    assert len(newest) == 3 + 9 + 18
    later = _set(standin, "86296NED", "TypedDataSet", filter="Perioden eq '2024JJ00'")
    codes = {row["WijkenEnBuurten"] for row in later}
    assert "BU00140303" in codes
    assert "BU00140300" not in codes


def test_labour_has_sexes_and_ages_of_which_only_titles_tell(standin: StandIn) -> None:
    titles = [row["Title"] for row in _set(standin, "86258NED", "Geslacht")]
    assert titles == ["Totaal mannen en vrouwen", "Mannen", "Vrouwen"]
    rows = _set(standin, "86258NED", "TypedDataSet", filter="WijkenEnBuurten eq 'GM0014    '")
    assert len(rows) == 3 * 2
    assert all(row["WerkzameBeroepsbevolking_2"] % 10 == 0 for row in rows)


def test_months_are_padded_like_years_and_have_no_texts(standin: StandIn) -> None:
    (row,) = _set(
        standin,
        "47022NED",
        "TypedDataSet",
        filter="WijkenEnBuurten eq 'NL00      ' and SoortMisdrijf eq '0.0.0 ' "
        "and Perioden eq '2026MM05'",
    )
    assert row == {
        "ID": row["ID"],
        "SoortMisdrijf": "0.0.0 ",
        "WijkenEnBuurten": "NL00      ",
        "Perioden": "2026MM05",
        "GeregistreerdeMisdrijven_1": 129,
    }


def test_scores_by_wfs_are_those_of_the_zip(standin: StandIn) -> None:
    archive = _get(standin, "/resources/open-data-leefbaarometer-meting-2024.zip")
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        name = next(name for name in opened.namelist() if "wijken" in name)
        whole = list(csv.DictReader(io.StringIO(opened.read(name).decode())))
    asked = {"propertyName": "id,afw", "CQL_FILTER": "id LIKE 'WK0363%'"}
    for year in (2002, 2024):
        layer = {"typeNames": f"lbm3:wijkscore{year % 100:02d}"}
        text = _get(standin, "/lbm3/ows", **LAYER, **layer, **asked, outputFormat="csv").decode()
        found = {row["id"]: row["afw"] for row in csv.DictReader(io.StringIO(text))}
        own = [row for row in whole if (row["jaar"], row["wk_code"][:6]) == (str(year), "WK0363")]
        assert found == {row["wk_code"]: row["afw"] for row in own}
        assert len(found) == 3
        body = _get(standin, "/lbm3/ows", **LAYER, **layer, outputFormat="application/json")
        assert json.loads(body)["numberMatched"] == 9


@pytest.mark.parametrize("wrong", [{"typeNames": "lbm3:buurtscore23"}, {"CQL_FILTER": "afw > 0"}])
def test_what_the_wfs_does_not_understand_is_refused(
    standin: StandIn, wrong: dict[str, str]
) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        _get(standin, "/lbm3/ows", **LAYER, **({"typeNames": "lbm3:buurtscore24"} | wrong))
    assert caught.value.code == 400
    caught.value.close()
