"""The starter edition, opened: its areas, where they lie, and its files."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import UnknownAreaError


def test_the_starter_edition_is_whole_and_schematic(starter_edition: Edition) -> None:
    assert starter_edition.damage() == []
    assert starter_edition.is_schematic
    assert starter_edition.manifest.areas == {
        "buurt": 508,
        "wijk": 111,
        "gemeente": 19,
        "focusgebied": 20,
    }
    # The country and the 20 together, and G4: the starter has all four of its gemeenten.
    assert len(starter_edition.areas.frame) == 1 + 508 + 111 + 19 + 20 + 1 + 1
    assert starter_edition.areas.frame.index.is_unique
    assert starter_edition.areas.frame["name"].str.len().min() > 0


def test_every_shape_of_the_starter_edition_is_in_a_file_of_the_manifest(
    starter_edition: Edition,
) -> None:
    geometry = starter_edition.manifest.geometry
    assert geometry["buurt-NL00"].shapes == 508
    assert geometry["wijk-NL00"].shapes == 111
    gemeenten = [name for name in geometry if name.startswith("buurt-GM")]
    near = [geometry[name].shapes for name in gemeenten if not name.endswith("-close")]
    assert sum(near) == 508
    assert sum(name.startswith("outline-") and "GM" not in name for name in geometry) == 20
    for name, file in geometry.items():
        path = starter_edition.folder / "geo" / file.hash / f"{name}.json.br"
        assert path.stat().st_size == file.bytes
        if name.endswith("-index"):
            continue
        west, south, east, north = file.bounds
        assert 3.3 < west < east < 7.3
        assert 50.7 < south < north < 53.6


def test_names_of_geometry_files_are_hashes_of_their_content(starter_edition: Edition) -> None:
    import gzip
    import hashlib

    for name, file in starter_edition.manifest.geometry.items():
        path = starter_edition.folder / "geo" / file.hash / f"{name}.json.gz"
        content = gzip.decompress(path.read_bytes())
        assert hashlib.sha256(content).hexdigest()[:16] == file.hash
        codes = [] if name.endswith("-index") else json.loads(content)["codes"]
        assert len(codes) == file.shapes
        assert starter_edition.areas.frame.index.isin(codes).sum() == len(codes)


def test_areas_know_where_they_lie(starter_edition: Edition) -> None:
    edition = starter_edition
    assert edition.areas.gemeente_code_of("heerlen-noord") == "GM0917"
    assert edition.areas.gemeente_code_of("BU09172000") == "GM0917"
    assert edition.areas.gemeente_code_of("NL00") is None
    assert edition.areas.gemeente_code_of("nplv") is None
    assert len(edition.areas.buurten_of("nplv")) == 508
    assert len(edition.areas.buurten_of("NL00")) == 508
    assert len(edition.areas.buurten_of("heerlen-noord")) == 34
    first = edition.areas.buurten_of("utrecht-overvecht")[0]
    assert edition.areas.focus_area_of(first) == "utrecht-overvecht"
    assert edition.areas.wijken_of("utrecht-overvecht") == ["WK034403"]
    assert edition.areas.focus_area_of("WK034403") == "utrecht-overvecht"
    assert edition.areas.focus_area_of("GM0344") is None
    assert len(edition.areas.at(AreaLevel.FOCUSGEBIED)) == 20
    assert edition.areas.row("heerlen-noord")["name"] == "Heerlen-Noord"


def test_a_selection_gives_the_rows_of_the_whole_table(starter_edition: Edition) -> None:
    codes = starter_edition.areas.buurten_of("heerlen-noord")[::-1]
    found = starter_edition.values.rows("inwoners", "2024", starter_edition.areas.select(codes))
    whole = starter_edition.values.table("inwoners", "2024")
    pd.testing.assert_frame_equal(found, whole.loc[codes], check_names=False)


def test_buurten_are_those_whose_code_begins_as_that_of_their_parent(
    starter_edition: Edition,
) -> None:
    buurten = list(starter_edition.areas.at(AreaLevel.BUURT))
    assert starter_edition.areas.buurten_of("NL00") == buurten
    for level in (AreaLevel.GEMEENTE, AreaLevel.WIJK, AreaLevel.BUURT):
        for area in starter_edition.areas.at(level):
            inside = [code for code in buurten if code[2:].startswith(area[2:])]
            assert starter_edition.areas.buurten_of(area) == inside


def test_names_are_ranked_and_the_same_name_shares_its_rank(starter_edition: Edition) -> None:
    names = starter_edition.areas.frame["name"].tolist()
    ranks = starter_edition.areas.name_order.tolist()
    assert [name for _, name in sorted(zip(ranks, names, strict=True))] == sorted(names)
    assert len(set(ranks)) == len(set(names)) < len(names)


def test_an_unknown_area_gives_one_sentence(starter_edition: Edition) -> None:
    with pytest.raises(UnknownAreaError) as caught:
        starter_edition.areas.row("GM9999")
    assert (
        str(caught.value) == "Gebied 'GM9999' is niet in deze editie; kijk met 'status' wat er is."
    )


def test_letters_of_amsterdam_survive_the_files(starter_edition: Edition) -> None:
    codes = starter_edition.areas.at(AreaLevel.WIJK)
    assert "WK0363TA" in codes
    assert all(isinstance(code, str) for code in starter_edition.areas.frame.index)
