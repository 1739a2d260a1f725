"""What ``status`` and ``check`` say of boundary years: how each came onto the map, and its cost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nplv_geo.commands.checks.years import YearFacts, check_years, list_years, write_year
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import EditionWriter, open_current
from nplv_geo.ground.places import CrosswalkWay, PlaceKind
from tests import made_up_years
from tests.made_up import made_up, made_up_manifest, made_up_origin

BUURTEN = ["BU05060100", "BU05060400", "BU05060500", "BU05060600"]
INHABITANTS = [1200.0, 800.0, np.nan, 50.0]


def _write(folder: Path, reasons: dict[str, list[str]], **facts: Any) -> Edition:  # noqa: ANN401
    """An edition with four buurten and layers of 2019; by layer why a buurt has no figure."""
    areas = pd.DataFrame(
        {"name": BUURTEN, "level": "buurt", "inhabitants": INHABITANTS}, index=pd.Index(BUURTEN)
    )
    origin = made_up_origin(table="84583NED", boundary_year=2019)
    values = [
        (layer, made_up(areas.index, value=1.0).assign(reason=own))
        for layer, own in reasons.items()
    ]
    with EditionWriter(folder, "jaren") as writer:
        writer.table("areas", areas)
        writer.values("2019", values, areas.index)
        layers = {layer: {"2019": origin} for layer in reasons}
        writer.finish(made_up_manifest("jaren", layers=layers, **facts))
    return open_current(folder)


def _only_year(edition: Edition, catalog: Catalog) -> YearFacts:
    (facts,) = list_years(edition, catalog)
    return facts


def test_a_year_without_outlines_and_marks_is_warned_of_with_its_cost(
    tmp_path: Path, catalog: Catalog
) -> None:
    lost = ["boundary_mismatch", "", "boundary_mismatch", "boundary_mismatch"]
    edition = _write(tmp_path, {"inwoners": lost})
    (finding,) = check_years(edition, list_years(edition, catalog))
    assert (finding.severity, finding.subject) == ("warning", "indeling 2019")
    assert finding.message == (
        "geen grenzen en geen wijzigingen van het CBS (84583NED): 3 van de 4 buurten, met 1.250 "
        "inwoners, hebben geen cijfer; lees de grenzen van 2019 in met 'import', of haal ze op "
        "met 'fetch --years 2019 --sources pdok', en bouw opnieuw"
    )


def test_equal_codes_alone_are_no_ground_either(tmp_path: Path, catalog: Catalog) -> None:
    by_codes = made_up_years.BETWEEN_2018_AND_2024.model_copy(update={"from_year": 2019})
    edition = _write(tmp_path, {"inwoners": ["unknown_ground", "", "", ""]}, crosswalks=(by_codes,))
    (finding,) = check_years(edition, list_years(edition, catalog))
    assert finding.severity == "warning"
    assert "1 van de 4 buurten, met 1.200 inwoners, heeft geen cijfer" in finding.message


def test_what_no_rule_adds_up_does_not_count_as_unknown_ground(
    tmp_path: Path, catalog: Catalog
) -> None:
    """A median stands on places that stayed alone: that is no want of outlines."""
    reasons = {
        "inwoners": ["", "weak_estimate", "", "unknown_ground"],
        "huishoudens": ["", "weak_estimate", "weak_estimate", "unknown_ground"],
        "vermogen_mediaan": ["unknown_ground"] * 4,
    }
    assert not catalog.layer("vermogen_mediaan").is_aggregated
    edition = _write(tmp_path, reasons, crosswalks=(made_up_years.BETWEEN_2019_AND_2024,))
    facts = _only_year(edition, catalog)
    assert (facts.unknown, facts.unknown_inhabitants, facts.weak) == (1, 50.0, 2)
    (finding,) = check_years(edition, [facts])
    assert (finding.severity, finding.message) == (
        "info",
        "1 van de 4 buurten, met 50 inwoners, heeft geen cijfer: niemand weet wat daar lag",
    )


def test_status_tells_what_became_of_the_places_of_a_year(tmp_path: Path, catalog: Catalog) -> None:
    edition = _write(
        tmp_path,
        {"inwoners": ["", "weak_estimate", "", ""]},
        crosswalks=(made_up_years.BETWEEN_2019_AND_2024,),
    )
    facts = _only_year(edition, catalog)
    assert (facts.way, facts.buurten[PlaceKind.RENUMBERED]) == (CrosswalkWay.OUTLINES, 600)
    assert write_year(facts, 2024) == (
        "indeling 2019 naar 2024: uit de grenzen van 2019 en 2024; 12.900 zelfde plek, 600 ander "
        "nummer, 300 gesplitst, 750 grens verschoven, 17 nieuw, 11 vervallen; 0 buurten zonder "
        "cijfer (0 inwoners), per kaartlaag hoogstens 1 te onzeker"
    )
    (finding,) = check_years(edition, [facts])
    assert finding.message == "omgerekend naar de kaart, uit de grenzen van 2019 en 2024"


@pytest.mark.parametrize("facts", [{"boundary_year": 2024}, {"matched_by_code": True}])
def test_figures_on_the_areas_of_the_map_are_no_other_year(
    tmp_path: Path, catalog: Catalog, facts: dict[str, Any]
) -> None:
    edition = _write(tmp_path, {"inwoners": [""] * 4})
    origin = made_up_origin(**{"boundary_year": 2019, **facts})
    changed = edition.manifest.model_copy(update={"layers": {"inwoners": {"2019": origin}}})
    edition.manifest = changed
    assert list_years(edition, catalog) == ()
