"""What a service tells beside the figures is kept: division, state, change marks, left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nplv_geo.commands.fetch_job import Order
from nplv_geo.definitions.tables import DivisionFrom
from nplv_geo.ground.settings import Settings
from nplv_geo.published.raw_store import Sidecar, list_files
from tests.services.runs import contents, failures, figures_in, run
from tests.standin import StandIn
from tests.standin.table import Numbers, Table

CBS = Order(years=(2024,), gemeenten=None, sources=("cbs",))
OTHERS = Order(years=(2024,), gemeenten=None, sources=("politie", "rivm"))


def _sidecars(where: Settings) -> dict[str, Sidecar]:
    return {raw.path.parent.name: raw.sidecar for raw in list_files(where.raw)}


def _instead(standin: StandIn, monkeypatch: pytest.MonkeyPatch, name: str, table: Table) -> None:
    """Let the service give another table under a name."""
    made = standin.data.table
    monkeypatch.setattr(
        standin.data, "table", lambda asked: table if asked.upper() == name else made(asked)
    )


def test_the_service_says_the_division_and_the_state_of_its_tables(
    standin: StandIn, where: Settings
) -> None:
    assert failures(run(where, standin.url, CBS) | run(where, standin.url, OTHERS)) == []
    kept = _sidecars(where)
    found = {name: kept[name].division for name in ("85984NED", "86092NED", "47018NED", "50150NED")}
    assert found == {"85984NED": 2024, "86092NED": 2024, "47018NED": 2025, "50150NED": 2024}
    assert kept["85984NED"].state == "Actualisering"
    (figures,) = figures_in(where, "85984NED")
    assert figures.state == "2026-07-06 Actualisering"
    (police,) = figures_in(where, "47018NED")
    # Crimes without a place are no area.
    assert (police.division_from, police.left_out) == (DivisionFrom.SERVICE, 1)
    assert kept["47018NED"].left_out == 1


def test_change_marks_come_along_with_the_kerncijfers(standin: StandIn, where: Settings) -> None:
    run(where, standin.url, CBS)
    (figures,) = figures_in(where, "85984NED")
    assert figures.change_marks["BU00140001"] == 1
    assert "NL00" not in figures.change_marks
    assert not [name for name in figures.frame.columns if name.startswith("Indelings")]


def test_a_map_year_goes_before_the_registry(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """50150NED stands on 2024 in the registry; one day the RIVM puts it on newer areas."""
    table = standin.data.table("50150NED")
    assert table is not None
    _instead(standin, monkeypatch, "50150NED", replace(table, map_year=2026))
    run(where, standin.url, replace(OTHERS, sources=("rivm",)))
    (figures,) = figures_in(where, "50150NED")
    assert (figures.boundary_year, figures.division_from) == (2026, DivisionFrom.SERVICE)


def test_a_service_that_does_not_say_its_map_year_stops_nothing(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = standin.data.table("47018NED")
    assert table is not None
    _instead(standin, monkeypatch, "47018NED", replace(table, map_year=None))
    assert failures(run(where, standin.url, replace(OTHERS, sources=("politie",)))) == []
    (figures,) = figures_in(where, "47018NED")
    assert (figures.boundary_year, figures.division_from) == (None, DivisionFrom.UNKNOWN)


def test_a_figure_that_can_not_be_is_not_kept_and_the_other_tables_are(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(where, standin.url, CBS)
    before = contents(where.raw)
    table = standin.data.table("85984NED")
    assert table is not None
    topics = [
        replace(topic, column=Numbers(np.full(table.size, 140.0), whole=False))
        if topic.key.startswith("Koopwoningen")
        else topic
        for topic in table.topics
    ]
    newer = replace(table, topics=topics, modified="2026-11-01T02:00:00")
    _instead(standin, monkeypatch, "85984NED", newer)
    (line,) = failures(found := run(where, standin.url, CBS))
    assert line.startswith(
        "85984NED-2024.json: BU00140000 heeft 140 voor Koopwoningen, en een percentage ligt tussen "
        "0 en 100 (en nog "
    )
    assert contents(where.raw) == before
    assert len(found["cbs"].unchanged) == 4


@pytest.mark.parametrize(
    ("status", "provisional"), [("Definitief", False), ("NaderVoorlopig", True)]
)
def test_the_service_says_whether_a_year_is_provisional(
    standin: StandIn,
    where: Settings,
    monkeypatch: pytest.MonkeyPatch,
    *,
    status: str,
    provisional: bool,
) -> None:
    """The newest year was taken to be provisional, whatever the service says of it."""
    for name in ("47018NED", "50150NED"):
        table = standin.data.table(name)
        assert table is not None
        (periods,) = (dim for dim in table.dimensions if dim.name == "Perioden")
        monkeypatch.setitem(periods.members[-1], "Status", status)
    run(where, standin.url, replace(OTHERS, years=(2024, 2025)))
    newest = {raw.path.name: raw.sidecar.provisional for raw in list_files(where.raw)}
    assert newest["47018NED-2025.json"] is provisional
    assert newest["47018NED-2024.json"] is False
    assert newest["50150NED-2024.json"] is provisional
