"""Answers as CBS gave them, read by the client that reads them in earnest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nplv_geo.sources.network.cbsodata_client import ODataClient
from nplv_geo.sources.network.door import Door
from nplv_geo.sources.schemas.odata import MEMBERS, PROPERTIES, ROWS
from nplv_geo.sources.services.odata import Service, list_offered
from tests.standin import StandIn, replay

if replay.folder() is None:
    pytest.skip(
        "no recorded answers in ../shared/data/samples/recorded; set NPLV_REAL_DATA",
        allow_module_level=True,
    )


@pytest.fixture(scope="module")
def standin() -> Iterator[StandIn]:
    with StandIn(data="recorded") as server:
        yield server


@pytest.fixture(scope="module")
def door(standin: StandIn) -> Iterator[Door]:
    with Door({"cbs": standin.url}, sleep=lambda _: None) as opened:
        yield opened


def test_two_pages_of_version_3_are_one_table(standin: StandIn, door: Door) -> None:
    """The link on page one is as it was recorded: to opendata.cbs.nl, in another spelling."""
    rows = ODataClient(door, "cbs").get_rows("83599NED", "UntypedDataSet", ROWS)
    assert [row["ID"] for row in rows] == list(range(15_504))
    assert rows[0]["OpenstaandeVacatures_1"] == "   135.5"
    assert [(seen.path, seen.status) for seen in standin.requests] == [
        ("/ODataFeed/odata/83599NED/UntypedDataSet?%24format=json", 200),
        ("/ODataFeed/odata/83599NED/UntypedDataSet?$format=json&$skip=10000", 200),
    ]


def test_what_version_3_tells_of_a_table_is_understood(door: Door) -> None:
    service, client = Service(door, "cbs"), ODataClient(door, "cbs")
    assert service.state("80137ned") == ("2009-07-10T02:00:00", "Nieuw")
    assert service.statuses("80137ned", "Perioden")["2005JJ00"] == "Definitief"
    assert service.titles("80137ned", "Persoonskenmerken")["Mannen"] == "2 "
    offered = list_offered(client.get_rows("80137ned", "DataProperties", PROPERTIES))
    assert len(offered) == 12
    assert offered[-1].key == "PerGewerktUur_12"
    assert offered[-1].group == "Beloning van werknemers (loonkosten)"
    rows = client.get_rows("80137ned", "TypedDataSet", ROWS)
    assert (len(rows), rows[0]["Werknemers_2"]) == (675, 7559.0)
    assert {len(row) for row in rows} == {16}


def test_metadata_of_version_4_goes_through_the_same_door(standin: StandIn, door: Door) -> None:
    def read(name: str) -> list[dict[str, object]]:
        url = f"{standin.url}/CBS/80072ned/{name}"
        page = door.read("cbs", url, ROWS, f"cbs 80072ned {name}")
        assert page.next_link is None
        return [dict(row) for row in page.value]

    (measure,) = read("MeasureCodes")
    assert (measure["Identifier"], measure["Unit"], measure["Decimals"]) == ("M001924", "%", 1)
    kinds = {str(row["Identifier"]): row["Kind"] for row in read("Dimensions")}
    assert kinds == {"Perioden": "TimeDimension", "BedrijfskenmerkenSBI2008": "Dimension"}
    assert [row["Title"] for row in read("PeriodenGroups")] == ["Jaren", "Kwartalen"]
    last = read("PeriodenCodes")[-1]
    assert (last["Identifier"], last["Status"]) == ("2020KW01", "Voorlopig")
    observations = read("Observations")
    assert len(observations) == 4_409
    assert observations[0]["Value"] == 5.5


def test_a_page_of_version_3_is_not_taken_for_members(door: Door) -> None:
    with pytest.raises(Exception, match="cbs 83599NED: verwacht was JSON met een lijst leden"):
        ODataClient(door, "cbs").get_rows("83599NED", "UntypedDataSet", MEMBERS)
