"""What an edition keeps of places over the years: a row a pair, and a summary a crosswalk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from nplv_geo.build.composition import Composition
from nplv_geo.edition.comparability import CrosswalkFacts
from nplv_geo.edition.place_history import COLUMNS
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.places import CrosswalkWay, PlaceKind
from nplv_geo.published.inputs import Inputs
from nplv_geo.statistics.carrying.crosswalk import Crosswalk

_SHARES = ["share_from", "share_to", "people_from", "people_to"]


def build_places_table(inputs: Inputs) -> pd.DataFrame:
    """Build the table of what became of places.

    Parameters
    ----------
    inputs
        Crosswalks to the map and between years that follow one another, and names by year.

    Returns
    -------
    DataFrame
        With the columns of :mod:`nplv_geo.edition.place_history`; places that stayed the same
        without another code have a row as well.
    """
    tables = [
        _list_pairs(crosswalk, inputs.names_by_year)
        # A link is asked this once: a copy takes along what it keeps of all levels.
        for crosswalk in (*inputs.crosswalks.values(), *map(replace, inputs.links))
        if crosswalk.from_year < crosswalk.to_year
    ]
    # Columns have their types also when there is nothing to tell.
    tables = tables or [pd.DataFrame(columns=COLUMNS, dtype="str")]
    table = pd.concat(tables, ignore_index=True)[COLUMNS]
    years = {name: table[name].astype("int16") for name in ("from_year", "to_year")}
    kinds = {"kind": PlaceKind, "way": CrosswalkWay}
    words = {
        name: table[name].astype(pd.CategoricalDtype(list(map(str, kind))))
        for name, kind in kinds.items()
    }
    shares = {name: table[name].astype("float32") for name in _SHARES}
    # Sorted by code a reader finds the few rows of one place in a part of the file.
    return table.assign(**years, **words, **shares).sort_values(
        ["code_to", "code_from"], ignore_index=True
    )


def describe_crosswalks(
    crosswalks: Mapping[int, Crosswalk], composition: Composition
) -> tuple[CrosswalkFacts, ...]:
    """Describe each crosswalk in numbers.

    Parameters
    ----------
    crosswalks
        By boundary year how its places lie on the map.
    composition
        Areas of the edition, with their inhabitants.

    Returns
    -------
    tuple of CrosswalkFacts
        Oldest first.
    """
    return tuple(_describe(crosswalk, composition) for _, crosswalk in sorted(crosswalks.items()))


def _describe(crosswalk: Crosswalk, composition: Composition) -> CrosswalkFacts:
    buurten = composition.list_codes(AreaLevel.BUURT)
    kinds = crosswalk.kinds.reindex(buurten).fillna(PlaceKind.NEW)
    people = composition.inhabitants.reindex(buurten).fillna(0.0)
    present = set(crosswalk.buurten.source_of.tolist())
    return CrosswalkFacts(
        from_year=crosswalk.from_year,
        to_year=crosswalk.to_year,
        way=crosswalk.way,
        outline_years=crosswalk.outline_years,
        precision_m=round(crosswalk.precision_m, 1),
        buurten={kind: n for kind in PlaceKind if (n := int((kinds == kind).sum()))},
        inhabitants={
            kind: float(people[kinds == kind].sum()) for kind in PlaceKind if (kinds == kind).any()
        },
        gone=len(crosswalk.buurten.sources) - len(present),
        weighting=crosswalk.weighting,
    )


def _list_pairs(crosswalk: Crosswalk, names: Mapping[int, Mapping[str, str]]) -> pd.DataFrame:
    """Pairs of one crosswalk, with those that have no other side."""
    parts = crosswalk.parts
    table = pd.DataFrame(
        {
            "code_from": parts.sources[parts.source_of],
            "code_to": parts.targets[parts.target_of],
            "share_from": parts.land_shares,
            "share_to": parts.land_of_target,
            "people_from": parts.shares,
            "people_to": parts.target_shares,
        }
    )
    table["kind"] = crosswalk.kinds.to_numpy()[parts.target_of]
    gone = parts.sources.difference(pd.Index(table["code_from"].unique()))
    new = parts.targets.difference(pd.Index(table["code_to"].unique()))
    alone = pd.concat(
        [
            pd.DataFrame({"code_from": gone, "code_to": "", "kind": PlaceKind.GONE}),
            pd.DataFrame({"code_from": "", "code_to": new, "kind": PlaceKind.NEW}),
        ]
    ).assign(**dict.fromkeys(_SHARES, 0.0))
    whole = pd.concat([table, alone], ignore_index=True).assign(
        from_year=crosswalk.from_year, to_year=crosswalk.to_year, way=crosswalk.way.value
    )
    older, newer = (names.get(year, {}) for year in (crosswalk.from_year, crosswalk.to_year))
    whole["name_from"] = [older.get(code, "") for code in whole["code_from"].tolist()]
    whole["name_to"] = [newer.get(code, "") for code in whole["code_to"].tolist()]
    is_renamed = (whole["kind"] == PlaceKind.SAME) & (whole["name_from"] != whole["name_to"])
    is_renamed &= (whole["name_from"] != "") & (whole["name_to"] != "")
    whole["kind"] = whole["kind"].astype("object").mask(is_renamed, PlaceKind.RENAMED.value)
    whole["kind"] = [PlaceKind(kind).value for kind in whole["kind"].tolist()]
    return whole
