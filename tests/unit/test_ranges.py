"""Figures that can't be are refused; what is rare but can be, is not."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from nplv_geo.definitions.catalog import Catalog

from nplv_geo.published.figures import Figures
from nplv_geo.published.ranges import ImpossibleFigureError, check_ranges

CRIME = "GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0"


def _kwb(topic: str, value: float, area: str = "BU03440101", **more: Any) -> Figures:  # noqa: ANN401
    told: dict[str, Any] = {"table": "85984NED", "family": "KWB", "period": "2024"} | more
    frame = pd.DataFrame({topic: [math.nan, value]}, index=pd.Index(["NL00", area]))
    return Figures(
        **told, boundary_year=2024, publisher="CBS", retrieved="", sha256="", frame=frame
    )


def _refused(catalog: Catalog, figures: Figures) -> str:
    try:
        check_ranges("85984NED.csv", [figures], catalog.layers)
    except ImpossibleFigureError as error:
        return str(error)
    return ""


def test_the_sentence_names_area_topic_and_value(catalog: Catalog) -> None:
    assert _refused(catalog, _kwb("Koopwoningen", 140)) == (
        "85984NED.csv: BU03440101 heeft 140 voor Koopwoningen, en een percentage ligt tussen 0 en "
        "100; haal de tabel opnieuw op of verbeter de waarde."
    )
    assert "heeft -2,5 voor AfstandTotSchool, en een afstand ligt niet onder 0;" in _refused(
        catalog, _kwb("AfstandTotSchool", -2.5)
    )


def test_the_others_are_counted(catalog: Catalog) -> None:
    frame = pd.DataFrame({"Koopwoningen": [101.0, -1.0]}, index=pd.Index(["GM0001", "BU00010101"]))
    figures = _kwb("Koopwoningen", 1.0)
    told = _refused(catalog, Figures(**vars(figures) | {"frame": frame}))
    assert "BU00010101 heeft -1 voor Koopwoningen" in told
    assert "(en nog 1 van zulke cijfers)" in told


@pytest.mark.parametrize(
    ("topic", "value", "is_refused"),
    [
        ("Koopwoningen", 0.0, False),
        ("Koopwoningen", 100.0, False),
        ("Koopwoningen", 100.1, True),
        ("Koopwoningen", -0.1, True),
        ("Koopwoningen", math.nan, False),
        ("AantalInwoners", 0.0, False),
        ("AantalInwoners", -5.0, True),
        ("MateVanStedelijkheid", 5.0, False),
        ("MateVanStedelijkheid", 6.0, True),
        ("GemiddeldInkomenPerInwoner", -1.0, True),
        # Households can owe more than they own.
        ("MediaanVermogenVanParticuliereHuish", -3.2, False),
        # Published: 9 people a household in BU03072506 (84799NED); the layer's range says 8.
        ("GemiddeldeHuishoudensgrootte", 9.0, False),
        # No layer uses it: it is not shown and not judged.
        ("Mannen", -1.0, False),
    ],
)
def test_limits_by_unit(catalog: Catalog, topic: str, value: float, *, is_refused: bool) -> None:
    assert bool(_refused(catalog, _kwb(topic, value))) is is_refused


def test_a_count_behind_a_rate_is_a_count_and_no_share(catalog: Catalog) -> None:
    """1,200 people on benefits are no 1,200 percent."""
    assert not _refused(catalog, _kwb("PersonenPerSoortUitkeringBijstand", 1200.0))
    assert _refused(catalog, _kwb("PersonenPerSoortUitkeringBijstand", -1.0))
    police = {"table": "47018NED", "family": "47018NED"}
    assert not _refused(catalog, _kwb(CRIME, 0.0, **police))
    assert "-3 voor GeregistreerdeMisdrijven, en een aantal" in _refused(
        catalog, _kwb(CRIME, -3.0, **police)
    )


def test_scores_may_be_negative(catalog: Catalog) -> None:
    lbm = {"table": "LEEFBAAROMETER", "family": "LEEFBAAROMETER"}
    assert not _refused(catalog, _kwb("afw", -0.4, **lbm))
