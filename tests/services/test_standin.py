"""The stand-in has the quirks of the services: pinned on recorded answers where there are any."""

from __future__ import annotations

import csv
import io
import json
import os
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from http.client import HTTPException, IncompleteRead
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest

from nplv_geo.ground.settings import PROJECT
from tests.standin import StandIn, tls

API, FEED = "/ODataApi/odata", "/ODataFeed/odata"
KWB = "85984NED"
WFS = "/cbs/wijkenbuurten/2024/wfs/v1_0"
OGC = "/cbs/wijken-en-buurten-2024/ogc/v1/collections/buurten/items"
GPKG = "/cbs/wijkenbuurten/2024/atom/downloads/wijkenbuurten_2024.gpkg"
PLACES = "/bzk/locatieserver/search/v3_1"
FIXED = ("WijkenEnBuurten", "SoortMisdrijf", "Perioden", "Codering_3", "Gemeentenaam_1")
ONE = "WijkenEnBuurten eq 'GM0014    '"


class Got(NamedTuple):
    status: int
    kind: str
    body: bytes
    headers: Any

    @property
    def json(self) -> Any:  # noqa: ANN401  # whatever came
        return json.loads(self.body)


def get(url: str, headers: dict[str, str] | None = None, **query: object) -> Got:
    """Fetch an address; an error status is an answer too. ``_filter`` stands for ``$filter``."""
    pairs = {name.replace("_", "$", 1): value for name, value in query.items()}
    text = urllib.parse.urlencode(pairs, quote_via=urllib.parse.quote, safe="$")
    request = urllib.request.Request(f"{url}?{text}" if text else url, headers=headers or {})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return Got(answer.status, answer.headers["Content-Type"], answer.read(), answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return Got(error.code, error.headers["Content-Type"], error.read(), error.headers)


@pytest.fixture(scope="module")
def running() -> Iterator[StandIn]:
    with StandIn() as standin:
        yield standin


@pytest.fixture
def standin(running: StandIn) -> StandIn:
    running.reset()
    return running


@pytest.fixture(scope="module")
def samples() -> Path:
    named = os.environ.get("NPLV_REAL_DATA")
    folder = (Path(named) if named else PROJECT.parent / "shared" / "data") / "samples"
    if not folder.is_dir():
        pytest.skip(f"recorded answers: {folder} is missing; set NPLV_REAL_DATA")
    return folder


def sample(folder: Path, name: str) -> Any:  # noqa: ANN401  # whatever was recorded
    return json.loads((folder / name).read_text(encoding="utf-8"))


def xml(body: bytes) -> ET.Element:
    return ET.fromstring(body)  # noqa: S314  # our own server's


def rows(standin: StandIn, table: str, **query: object) -> list[dict[str, Any]]:
    return get(f"{standin.url}{API}/{table}/TypedDataSet", **query).json["value"]


class TestOData:
    @pytest.mark.parametrize(
        ("table", "name"),
        [
            (KWB, "85984NED_TypedDataSet_subset_recorded_late2025_head400.csv"),
            ("47018NED", "47018NED_TypedDataSet_first1000_recorded_head1000.csv"),
        ],
    )
    def test_texts_are_as_wide_as_recorded(
        self, standin: StandIn, samples: Path, table: str, name: str
    ) -> None:
        with (samples / "v3" / name).open(encoding="utf-8") as handle:
            recorded = list(csv.DictReader(handle))
        served = rows(standin, table, _top=300)
        own = ("Gemeentenaam_2", "SoortRegio_2", "SoortRegio_3", *FIXED)
        for column in [column for column in own if column in recorded[0]]:
            expected = {len(row[column]) for row in recorded}
            assert {len(row[column]) for row in served} == expected, column
        if table == "47018NED":
            assert list(served[0]) == list(recorded[0])

    def test_key_of_wrong_width_gives_nothing_and_no_error(self, standin: StandIn) -> None:
        assert rows(standin, KWB, _filter="WijkenEnBuurten eq 'GM0014'") == []
        assert len(rows(standin, KWB, _filter=ONE)) == 1

    def test_pages_follow_one_another_with_the_whole_query(
        self, standin: StandIn, samples: Path
    ) -> None:
        standin.switches.feed_page = 12
        url = f"{standin.url}{FEED}/{KWB}/TypedDataSet"
        body = get(url, _format="json", _filter="substringof('0014',WijkenEnBuurten)").json
        example = urllib.parse.urlsplit(
            sample(samples, "v3/nextLink_example.json")["odata.nextLink"]
        )
        following = urllib.parse.urlsplit(body["odata.nextLink"])
        names = [part.partition("=")[0] for part in example.query.split("&")]
        assert [part.partition("=")[0] for part in following.query.split("&")] == names
        assert "%270014%27" in following.query
        assert following.netloc == standin.url.partition("//")[2]
        last = get(body["odata.nextLink"]).json
        assert "odata.nextLink" not in last
        assert len(body["value"]) == 12
        assert {row["ID"] for row in body["value"]}.isdisjoint(row["ID"] for row in last["value"])
        assert get(f"{body['odata.nextLink']}&$format=json").status == 400

    def test_small_service_refuses_large_answers(self, standin: StandIn, samples: Path) -> None:
        standin.switches.api_limit = 20
        answer = get(f"{standin.url}{API}/{KWB}/TypedDataSet")
        expected = sample(samples, "v3/error_over_10000_FROM_MEMORY_SHAPE.json")
        assert (answer.status, answer.json["odata.error"]) == (500, expected["odata.error"])
        assert len(rows(standin, KWB, _top=20)) == 20

    def test_feed_without_format_is_atom(self, standin: StandIn, samples: Path) -> None:
        name = "47022NED_ODataFeed_atom_fragment.xml"
        recorded = xml((samples / "v3" / name).read_bytes())
        answer = get(f"{standin.url}{FEED}/47018NED/TypedDataSet", _top=1)
        assert answer.kind.startswith("application/atom+xml")
        entry = "{http://www.w3.org/2005/Atom}entry"
        path = [entry, *[child.tag for child in recorded.find(entry).iter()][2:4]]
        own, theirs = (root.find("/".join(path)) for root in (xml(answer.body), recorded))
        attributes = {child.tag: dict(child.attrib) for child in own}
        assert {child.tag: dict(child.attrib) for child in theirs}.items() <= attributes.items()

    def test_filters_that_are_ignored_or_refused(self, standin: StandIn) -> None:
        between = "WijkenEnBuurten ge 'GM0363' and WijkenEnBuurten lt 'GM0364'"
        assert rows(standin, KWB, _filter=between)[0]["WijkenEnBuurten"] == "NL00      "
        for column in ("SoortRegio_2", "AantalInwoners_5"):
            url = f"{standin.url}{API}/{KWB}/TypedDataSet"
            assert get(url, _filter=f"{column} eq '1'").status == 500
        assert get(f"{standin.url}{API}/12345NED/TypedDataSet").status == 404
        assert get(f"{standin.url}{API}/{KWB}/Unheard").status == 404

    def test_filters_that_are_known_to_work(self, standin: StandIn) -> None:
        crime = (
            "startswith(WijkenEnBuurten,'BU0014') and Perioden ge '2024JJ00'"
            " and (SoortMisdrijf eq '0.0.0 ' or SoortMisdrijf eq '1.1.1 ')"
        )
        found = rows(standin, "47018NED", _filter=crime, _select="SoortMisdrijf,Perioden")
        assert {tuple(row.values()) for row in found} == {
            (kind, period) for kind in ("0.0.0 ", "1.1.1 ") for period in ("2024JJ00", "2025JJ00")
        }
        part = rows(standin, KWB, _filter="substring(WijkenEnBuurten,0,4) eq 'WK16'")
        assert len(part) == 2
        catalogue = f"{standin.url}/ODataCatalog/Tables"
        named = get(catalogue, _format="json", _filter="substringof('Kerncijfers',Title)").json
        assert [row["Identifier"] for row in named["value"]] == [
            "84799NED",
            "85618NED",
            KWB,
            "86165NED",
        ]

    def test_skip_can_be_refused(self, standin: StandIn) -> None:
        url = f"{standin.url}{API}/{KWB}/TypedDataSet"
        assert get(url, _skip=10, _top=5).json["value"][0]["ID"] == 10
        standin.switches.refuse_skip = True
        assert get(url, _skip=10, _top=5).status == 500

    def test_properties_have_the_recorded_fields(self, standin: StandIn, samples: Path) -> None:
        url = f"{standin.url}{FEED}/{KWB}/DataProperties"
        served = get(url, _format="json").json["value"]
        expected = sample(samples, "v3/DataProperties_shape.json")["value"]
        kinds = {row["odata.type"]: set(row) for row in expected}
        for row in served:
            assert set(row) >= kinds[row["odata.type"]] - {"MapYear", "ReleasePolicy"}
        groups = {row["ID"]: row["Title"] for row in served if row["Type"] == "TopicGroup"}
        twice = [row for row in served if row["Key"].startswith("Nederland_")]
        assert [groups[row["ParentID"]] for row in twice] == ["Herkomst", "Geboren in Nederland"]

    def test_columns_are_numbered_as_found(self, standin: StandIn, samples: Path) -> None:
        known = sample(samples, "v3/kwb_columns_by_year.json")
        keys = set(rows(standin, KWB, _top=1)[0])
        theirs = set(known["2025_86165NED_and_2024_85984NED_as_of_mid2026"])
        assert {k for k in theirs if "?" not in k} <= keys
        standin.switches.renumbered = {KWB}
        keys = set(rows(standin, KWB, _top=1)[0])
        assert {"MateVanStedelijkheid_122", "GemiddeldInkomenPerInwoner_78"} <= keys
        assert "MateVanStedelijkheid_120" not in keys

    def test_service_document_lists_sets_in_order(self, standin: StandIn, samples: Path) -> None:
        expected = sample(samples, "v3/service_document_83642NED.json")["value"][:5]
        served = get(f"{standin.url}{API}/{KWB}/").json["value"]
        assert [row["name"] for row in served[:5]] == [row["name"] for row in expected]
        assert served[-1]["url"] == f"{standin.url}/ODataApi/OData/{KWB}/WijkenEnBuurten"

    def test_dimension_has_the_recorded_fields(self, standin: StandIn, samples: Path) -> None:
        expected = sample(samples, "v3/WijkenEnBuurten_dimension_rebuilt.json")["value"]
        wanted = f"startswith(Key,'{expected[-1]['Key']}')"
        url = f"{standin.url}{API}/{KWB}/WijkenEnBuurten"
        assert get(url, _filter=wanted).json["value"] == expected[-1:]
        info = get(f"{standin.url}{API}/{KWB}/TableInfos").json["value"]
        assert [row["Modified"] for row in info] == ["2026-07-06T02:00:00"]

    def test_kinds_of_crime_are_the_recorded_ones(self, standin: StandIn, samples: Path) -> None:
        expected = sample(samples, "v3/47018NED_SoortMisdrijf_rebuilt.json")["value"]
        assert get(f"{standin.url}{API}/47018NED/SoortMisdrijf").json["value"] == expected

    def test_crime_adds_up_to_no_more_than_its_total(self, standin: StandIn) -> None:
        unknown = "WijkenEnBuurten eq 'BU00000000' and Perioden eq '2025JJ00'"
        total, *parts = rows(standin, "47018NED", _filter=unknown)
        value = "GeregistreerdeMisdrijven_1"
        assert 0 < sum(part[value] or 0 for part in parts) <= total[value]
        nowhere = "WijkenEnBuurten eq 'BU16800009' and SoortMisdrijf eq '0.0.0 '"
        assert {row[value] for row in rows(standin, "47018NED", _filter=nowhere)} == {None}

    def test_health_has_ages_and_margins(self, standin: StandIn) -> None:
        found = rows(standin, "50150NED", _filter="startswith(WijkenEnBuurten,'NL01')")
        assert len(found) == 3 * 3 * 5
        one = "startswith(WijkenEnBuurten,'NL') and Leeftijd eq '20300' and Marges eq 'MW00000'"
        assert len(rows(standin, "50150NED", _filter=one)) == 5

    def test_newest_year_has_no_income_anywhere(self, standin: StandIn) -> None:
        newest = rows(standin, "86165NED")
        assert {row["GemiddeldInkomenPerInwoner_78"] for row in newest} == {None}
        assert None not in {row["AantalInwoners_5"] for row in newest}
        assert None not in {row["GemiddeldInkomenPerInwoner_78"] for row in rows(standin, KWB)[:2]}

    def test_untyped_cells_are_text_of_one_width(self, standin: StandIn, samples: Path) -> None:
        recorded = sample(samples, "v3/UntypedDataSet_83906ENG.json")["value"][0]
        width = len(recorded["PriceIndexOfExistingOwnHomes_1"])
        url = f"{standin.url}{API}/86165NED/UntypedDataSet"
        row = get(url, _filter=ONE).json["value"][0]
        assert row["GemiddeldInkomenPerInwoner_78"] == ".".rjust(width)
        assert len(row["AantalInwoners_5"]) == width


class TestPdok:
    def wfs(self, standin: StandIn, path: str = WFS, **query: object) -> Got:
        usual = {"service": "WFS", "version": "2.0.0", "request": "GetFeature"}
        usual |= {"outputFormat": "application/json", "typeNames": "buurten"}
        return get(f"{standin.url}{path}", **(usual | query))

    def test_gebiedsindelingen_look_as_recorded(self, standin: StandIn, samples: Path) -> None:
        expected = sample(samples, "pdok/wfs_gebiedsindelingen_2022_recorded_truncated.json")
        path = "/cbs/gebiedsindelingen/2024/wfs/v1_0"
        name = "gebiedsindelingen:gemeente_gegeneraliseerd"
        body = self.wfs(standin, path, typeNames=name, srsName="EPSG:4326").json
        assert set(body) == set(expected) - {"_note"}
        ours, theirs = body["features"][0], expected["features"][0]
        assert list(ours) == list(theirs)
        assert list(ours["properties"]) == list(theirs["properties"])
        assert ours["geometry"]["type"] == "MultiPolygon"
        assert 6 < ours["bbox"][0] < 7
        assert ours["properties"]["jrstatcode"] == "2024GM0014"

    def test_wfs_caps_pages_and_repeats_one_row(self, standin: StandIn) -> None:
        standin.switches.wfs_cap = 12
        pages = [self.wfs(standin, count=5000, startIndex=start).json for start in (0, 12)]
        codes = [f["properties"]["buurtcode"] for page in pages for f in page["features"]]
        assert (len(pages[0]["features"]), len(codes)) == (12, pages[0]["numberMatched"])
        assert len(set(codes)) == len(codes) - 1
        hits = xml(self.wfs(standin, resultType="hits").body)
        assert int(hits.attrib["numberMatched"]) == len(codes)

    def test_wfs_of_2019_has_its_year_in_the_name_of_its_layer(self, standin: StandIn) -> None:
        old = "/cbs/wijkenbuurten/2019/wfs/v1_0"
        named = {"typeNames": "cbs_buurten_2019"}
        hits = xml(self.wfs(standin, old, resultType="hits", **named).body)
        assert hits.attrib["numberMatched"] == "21"
        body = self.wfs(standin, old, CQL_FILTER="gemeentecode='GM0363'", **named).json
        assert len(body["features"]) == 21
        properties = body["features"][0]["properties"]
        assert {"indelingswijzigingWijkenEnBuurten", "aantalInwoners"} <= set(properties)
        assert (properties["buurtcode"], properties["jaar"]) == ("BU00140000", 2019)
        assert self.wfs(standin, old).status == 400
        assert self.wfs(standin, "/cbs/wijkenbuurten/2020/wfs/v1_0").status == 404
        assert self.wfs(standin, "/cbs/gebiedsindelingen/2019/wfs/v1_0").status == 404

    def test_kerncijfers_of_2020_have_change_marks_and_no_outlines(self, standin: StandIn) -> None:
        select = "WijkenEnBuurten,IndelingswijzigingWijkenEnBuurten_4"
        found = rows(standin, "84799NED", _select=select)
        marks = {row["WijkenEnBuurten"].strip(): row[select.partition(",")[2]] for row in found}
        assert (marks["NL00"], marks["BU00140000"]) == (".", "1")
        assert (marks["BU00140301"], marks["BU0363TB02"]) == ("2", "3")
        properties = get(f"{standin.url}{API}/84799NED/DataProperties").json["value"]
        assert [p["MapYear"] for p in properties if "MapYear" in p] == [2020]

    def test_wfs_filters_by_xml_only(self, standin: StandIn) -> None:
        everything = len(self.wfs(standin).json["features"])
        ignored = self.wfs(standin, CQL_FILTER="gemeentecode='GM0363'").json["features"]
        one = (
            "<Filter><PropertyIsEqualTo><PropertyName>gemeentecode</PropertyName>"
            "<Literal>GM0363</Literal></PropertyIsEqualTo></Filter>"
        )
        found = self.wfs(standin, filter=one, propertyName="gemeentecode").json["features"]
        assert len(ignored) == everything
        assert {f["properties"]["gemeentecode"] for f in found} == {"GM0363"}
        assert found[0]["geometry"] is None

    def test_rows_of_water_and_codes_for_missing(self, standin: StandIn) -> None:
        properties = [f["properties"] for f in self.wfs(standin).json["features"]]
        water = {row["water"]: row for row in properties}
        assert set(water) == {"NEE", "JA", "B"}
        assert water["JA"]["buurtcode"].endswith("9998")
        assert {row["gemiddeldInkomenPerInwoner"] for row in properties} > {-99997.0}
        later = self.wfs(standin, WFS.replace("2024", "2025")).json["features"]
        assert {f["properties"]["gemiddeldeWoningwaarde"] for f in later} == {-99995}

    def test_ogc_answers_look_as_expected(self, standin: StandIn, samples: Path) -> None:
        expected = sample(samples, "pdok/gokoala_expected_foo_collection_with_limit.json")
        answer = get(f"{standin.url}{OGC}", f="json", limit=2)
        body = answer.json
        assert answer.kind == "application/geo+json"
        assert list(body) == list(expected)
        assert list(body["features"][0]) == list(expected["features"][0])
        for ours, theirs in zip(body["links"], expected["links"], strict=True):
            assert {k: ours[k] for k in ("rel", "title", "type")} == {
                k: theirs[k] for k in ("rel", "title", "type")
            }
        assert 6 < body["features"][0]["geometry"]["coordinates"][0][0][0][0] < 7
        assert "buurtcode" in body["features"][0]["properties"]
        missing = get(f"{standin.url}{OGC}/999999")
        problem = sample(samples, "pdok/gokoala_expected_feature_404.json")
        assert (missing.status, set(missing.json)) == (404, set(problem))

    def test_ogc_pages_end_without_next(self, standin: StandIn) -> None:
        standin.switches.ogc_cap = 9
        codes: list[str] = []
        url: str | None = f"{standin.url}{OGC}?f=json&limit=5000&gemeentecode=GM0014"
        while url:
            body = get(url).json
            codes += [f["properties"]["buurtcode"] for f in body["features"]]
            url = next((link["href"] for link in body["links"] if link["rel"] == "next"), None)
        assert len(codes) == len(set(codes)) + 1
        assert {code[:6] for code in codes} == {"BU0014"}
        unknown = get(f"{standin.url}{OGC}", f="json", gemeente="GM0014")
        assert unknown.status == 400
        assert unknown.json["detail"] == "unknown query parameter(s) found: gemeente"

    def test_download_can_be_resumed(self, standin: StandIn, tmp_path: Path) -> None:
        whole = get(f"{standin.url}{GPKG}")
        tag = whole.headers["ETag"]
        rest = get(f"{standin.url}{GPKG}", {"Range": "bytes=1000-", "If-Range": tag})
        assert (rest.status, rest.body) == (206, whole.body[1000:])
        assert (
            rest.headers["Content-Range"] == f"bytes 1000-{len(whole.body) - 1}/{len(whole.body)}"
        )
        changed = get(f"{standin.url}{GPKG}", {"Range": "bytes=1000-", "If-Range": '"other"'})
        assert changed.status == 200
        assert get(f"{standin.url}{GPKG}", {"If-None-Match": tag}).status == 304
        assert get(f"{standin.url}{GPKG}", {"Range": "bytes=99999999-"}).status == 416
        path = tmp_path / "wijkenbuurten.gpkg"
        path.write_bytes(whole.body)
        frame = gpd.read_file(path, layer="gemeenten")
        assert list(frame["gemeentecode"]).count("GM0014") == 2  # land and water
        assert frame.crs.to_epsg() == 28992


def test_leefbaarometer_is_a_zip_with_a_csv_per_level(standin: StandIn) -> None:
    answer = get(f"{standin.url}/resources/open-data-leefbaarometer-meting-2024.zip")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        name = next(name for name in archive.namelist() if "buurten" in name)
        header = archive.read(name).decode().splitlines()[0]
    assert name.startswith("Leefbaarometer 3.0 - Meting 2024 - open data/Leefbaarometer-scores")
    assert header == "bu_code,jaar,lbm,afw,fys,onv,soc,vrz,won"


def test_places_look_as_recorded(standin: StandIn, samples: Path) -> None:
    url = f"{standin.url}{PLACES}"
    expected = sample(samples, "locatieserver/suggest_amsterdam.json")
    body = get(f"{url}/suggest", q="amsterdam").json
    assert set(body) == set(expected)
    assert set(body["response"]["docs"][0]) == set(expected["response"]["docs"][0])
    assert body["response"]["docs"][0]["weergavenaam"] == "Gemeente Amsterdam"
    assert get(f"{url}/suggest", q="xyzzy").json == sample(
        samples, "locatieserver/suggest_empty.json"
    )
    address = sample(samples, "locatieserver/free_adres_arnhem.json")["response"]["docs"][0]
    ours = get(f"{url}/free", q="1000AB", fq="type:adres").json["response"]["docs"][0]
    assert set(ours) <= set(address)
    assert (len(ours["gemeentecode"]), ours["buurtcode"][:2]) == (4, "BU")
    docs = get(f"{url}/free", q="1000AB", rows=50).json["response"]["docs"]
    assert {doc["type"] for doc in docs if "buurtcode" in doc} == {"adres"}
    assert {"postcode", "adres"} <= {doc["type"] for doc in docs}
    lon, lat = ours["centroide_ll"][6:-1].split()
    found = get(f"{url}/reverse", lat=lat, lon=lon, type="buurt", fl="buurtcode").json
    assert found["response"]["docs"] == [{"buurtcode": ours["buurtcode"]}]


class TestFaults:
    path = f"{FEED}/{KWB}/TypedDataSet"

    def ask(self, standin: StandIn) -> Got:
        return get(f"{standin.url}{self.path}", _format="json")

    @pytest.mark.parametrize(
        ("kind", "error"),
        [("reset", (ConnectionResetError, HTTPException)), ("truncated", IncompleteRead)],
    )
    def test_connection_ends_halfway_once(
        self, standin: StandIn, kind: str, error: type[Exception]
    ) -> None:
        standin.fault(kind, path=self.path)
        with pytest.raises(error):
            self.ask(standin)
        whole = self.ask(standin)
        halved, served = standin.requests
        assert (halved.status, halved.bytes) == (200, len(whole.body) // 2)
        assert (served.method, served.bytes) == ("GET", len(whole.body))
        assert served.path == f"{self.path}?$format=json"

    def test_errors_come_as_often_as_arranged(self, standin: StandIn) -> None:
        standin.fault("once500", path=self.path, times=2)
        assert [self.ask(standin).status for _ in range(3)] == [500, 500, 200]
        standin.fault("always503", path=FEED, contains="format=json")
        assert [self.ask(standin).status for _ in range(3)] == [503] * 3
        assert get(f"{standin.url}{API}/{KWB}/").status == 200
        standin.reset()
        assert self.ask(standin).status == 200

    def test_body_can_be_wrong_in_an_answer_that_seems_right(self, standin: StandIn) -> None:
        standin.fault("html", path=self.path)
        assert (self.ask(standin).kind, standin.requests[0].status) == (
            "text/html; charset=utf-8",
            200,
        )
        standin.fault("cut", path=self.path)
        with pytest.raises(json.JSONDecodeError):
            _ = self.ask(standin).json

    def test_silence_lasts_as_long_as_asked(self, standin: StandIn) -> None:
        standin.fault("silence", path=self.path, seconds=0.3)
        begin = time.monotonic()
        assert self.ask(standin).status == 200
        assert time.monotonic() - begin >= 0.3

    def test_a_column_can_be_lost(self, standin: StandIn) -> None:
        standin.fault("lost_column", path=f"{FEED}/{KWB}", column="AantalInwoners")
        assert "AantalInwoners_5" not in self.ask(standin).json["value"][0]
        properties = get(f"{standin.url}{FEED}/{KWB}/DataProperties", _format="json").json
        assert "AantalInwoners_5" not in {row["Key"] for row in properties["value"]}
        asked = get(f"{standin.url}{self.path}", _format="json", _select="AantalInwoners_5")
        assert asked.status == 400
        assert "AantalInwoners_5" in rows(standin, KWB, _top=1)[0]

    def test_faults_can_be_arranged_by_address(self, standin: StandIn) -> None:
        control = f"{standin.url}/__fault__"
        assert get(control, kind="always503", path=FEED).status == 200
        assert self.ask(standin).status == 503
        assert get(control, kind="hiccup").status == 400
        assert get(f"{standin.url}/__reset__").status == 200
        assert self.ask(standin).status == 200
        assert len(standin.requests) == 1


@pytest.mark.skipif(not tls.available(), reason="needs the program openssl")
def test_certificate_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    pem = tls.certificate(tmp_path)
    with StandIn(certificate=pem) as standin:
        for trusted in (None, tmp_path / "standin.cert"):
            context = ssl.create_default_context(cafile=trusted)
            with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
                urllib.request.urlopen(standin.url, context=context)  # noqa: S310


def test_runs_by_hand() -> None:
    command = [sys.executable, "-m", "tests.standin", "--port", "0"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline() if process.stdout else ""
        try:
            url = line.split()[-1]
            assert get(f"{url}/{KWB}/DataProperties", _format="json").status == 200
        finally:
            process.terminate()


@pytest.mark.real_data
def test_real_table_comes_in_two_pages(real_data: Path) -> None:  # noqa: ARG001  # or it skips
    with StandIn(data="real") as standin:
        url: str | None = f"{standin.url}{FEED}/{KWB}/TypedDataSet?$format=json"
        sizes = []
        while url:
            body = get(url).json
            sizes.append(len(body["value"]))
            url = body.get("odata.nextLink")
        assert sizes == [10_000, 8_310]
        assert get(f"{standin.url}{API}/{KWB}/TypedDataSet").status == 500
