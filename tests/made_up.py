"""Values and facts that were made up, with everything that an edition has of them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pandas as pd

from nplv_geo.edition.models import FORMAT, Manifest
from nplv_geo.edition.origin import Origin
from nplv_geo.statistics.observation import MadeObservation, Observation


def made_up(areas: pd.Index, *, value: float) -> pd.DataFrame:
    """The same published value for all areas."""
    return pd.DataFrame(
        {
            "value": value,
            "status": "ok",
            "reason": "",
            "coverage": 1.0,
            "lower": value,
            "upper": value,
            "amount": value,
            "weight": float("nan"),
            "units_with": 1,
            "units_total": 1,
            "origin": "published",
            "base": "",
        },
        index=areas,
    )


def changed(found: Observation, **numbers: Any) -> MadeObservation:  # noqa: ANN401  # its fields
    """The same observation with other numbers."""
    same = {field.name: getattr(found, field.name) for field in fields(MadeObservation)}
    return MadeObservation(**same | numbers)


def made_up_origin(**facts: Any) -> Origin:  # noqa: ANN401  # attributes of an origin
    """Where the figures of one layer and period come from; ``facts`` are those that matter."""
    usual: dict[str, Any] = {
        "table": "T",
        "publisher": "CBS",
        "topic": "Onderwerp",
        "boundary_year": 2024,
        "retrieved": "2026-01-01",
        "provisional": False,
        "series": 1,
        "sha256": "",
        "break_note": None,
        "division_year": 2024,
        "division_from": "year",
        "matched_by_code": False,
        "weight_layer": None,
        "weight_period": None,
        "weight_method": None,
        "weight_years": (),
        "base_level": None,
        "affected": (),
        "values": 1,
        "figures": {"focusgebied": 1},
        "nederland": None,
    }
    return Origin(**usual | facts)


def made_up_manifest(edition_id: str, **facts: Any) -> Manifest:  # noqa: ANN401  # as above
    """What an edition tells of itself; ``facts`` are those that matter."""
    usual: dict[str, Any] = {
        "format": FORMAT,
        "id": edition_id,
        "built": "2026-01-01T00:00:00+00:00",
        "version": "0.1.0",
        "schematic": True,
        "boundary_year": 2024,
        "areas": {},
        "left_out": {},
        "unmatched": (),
        "files": (),
        "sources": (),
        "layers": {},
        "geometry": {},
        "values": {},
        "dispersion": {},
        "accepted": (),
        "tables": {},
    }
    return Manifest(**usual | facts)
