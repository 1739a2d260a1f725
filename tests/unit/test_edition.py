"""Editions: whole or not at all, and a sentence when something is wrong with one."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from nplv_geo.edition.edition import Edition
from nplv_geo.edition.models import Manifest
from nplv_geo.edition.store import EditionWriter, current_folder, open_current
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import EditionError, UnknownAreaError
from tests.made_up import made_up, made_up_manifest, made_up_origin

ORIGINS = {
    "inwoners": {"2024": made_up_origin(table="T"), "2022": made_up_origin(table="S", series=2)}
}


def _write(editions: Path, edition_id: str, *, fail: bool = False) -> None:
    with EditionWriter(editions, edition_id) as writer:
        areas = pd.DataFrame({"name": ["Heerlen"], "level": ["gemeente"]}, index=["GM0917"])
        writer.table("areas", areas)
        for period, value in (("2022", 1.0), ("2024", 2.0)):
            values = made_up(areas.index, value=value)
            writer.values(period, [("inwoners", values)], areas.index)
        if fail:
            raise RuntimeError("halverwege")
        hashes = writer.table_hashes()
        writer.finish(made_up_manifest(edition_id, layers=ORIGINS, tables=hashes))


def _contents(editions: Path) -> dict[str, bytes]:
    files = (path for path in sorted(editions.rglob("*")) if path.is_file())
    return {path.relative_to(editions).as_posix(): path.read_bytes() for path in files}


def test_a_finished_edition_is_the_current_one_and_nothing_else_is_left(tmp_path: Path) -> None:
    _write(tmp_path, "een")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "een"]
    edition = open_current(tmp_path)
    assert edition.id == "een"
    assert edition.is_schematic
    assert edition.boundary_year == 2024
    assert edition.damage() == []
    assert edition.values.table("inwoners", "2024")["value"].to_dict() == {"GM0917": 2.0}


def test_a_newer_edition_takes_over_and_the_older_stays_readable(tmp_path: Path) -> None:
    _write(tmp_path, "een")
    older = open_current(tmp_path)
    _write(tmp_path, "twee")
    assert open_current(tmp_path).id == "twee"
    assert older.values.table("inwoners", "2022")["value"].to_dict() == {"GM0917": 1.0}


def test_a_build_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    _write(tmp_path, "een")
    before = _contents(tmp_path)
    with pytest.raises(RuntimeError, match="halverwege"):
        _write(tmp_path, "twee", fail=True)
    assert _contents(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "een"]


def test_a_first_build_that_fails_leaves_no_edition(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="halverwege"):
        _write(tmp_path / "editions", "een", fail=True)
    assert list((tmp_path / "editions").iterdir()) == []
    with pytest.raises(EditionError) as caught:
        open_current(tmp_path / "editions")
    assert str(caught.value) == (
        "Er is nog geen editie; maak er een met 'python -m nplv_geo build --starter'."
    )


def test_a_manifest_that_can_not_be_written_leaves_the_current_edition(tmp_path: Path) -> None:
    _write(tmp_path, "een")
    can_not_be_written = Manifest.model_construct(id=object())
    with pytest.raises(ValueError), EditionWriter(tmp_path, "twee") as writer:  # noqa: PT011
        writer.finish(can_not_be_written)
    assert current_folder(tmp_path) == tmp_path / "een"
    assert not list(tmp_path.glob(".building-*"))


def test_two_builds_within_one_second_do_not_break_the_second(tmp_path: Path) -> None:
    """The name of an edition has seconds: the same inputs built twice give the same name."""
    _write(tmp_path, "een")
    _write(tmp_path, "een")
    assert open_current(tmp_path).damage() == []


def test_a_pinned_edition_wins_from_the_current_one(tmp_path: Path) -> None:
    _write(tmp_path, "een")
    _write(tmp_path, "twee")
    assert open_current(tmp_path, tmp_path / "een").id == "een"


def test_damage_names_the_tables_that_changed_or_are_gone(tmp_path: Path) -> None:
    _write(tmp_path, "een")
    with (tmp_path / "een/areas.parquet").open("ab") as file:
        file.write(b"x")
    assert open_current(tmp_path).damage() == ["areas.parquet"]
    (tmp_path / "een/values/2022.arrow").unlink()
    assert open_current(tmp_path).damage() == ["areas.parquet", "values/2022.arrow"]


@pytest.mark.parametrize("content", [None, b"", b"ARROW1", b"PAR1 kapot"])
def test_a_broken_file_of_values_gives_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    _write(tmp_path, "een")
    file = tmp_path / "een/values/2024.arrow"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    edition = open_current(tmp_path)
    for asked in (
        lambda: edition.values.table("inwoners", "2022"),
        lambda: edition.values.of_areas(["GM0917"]),
    ):
        with pytest.raises(EditionError) as caught:
            asked()
        assert str(caught.value) == (
            f"De editie in {tmp_path / 'een'} is niet heel; bouw haar opnieuw met 'build'."
        )


@pytest.mark.parametrize("content", [None, b"", b'{"id": "een", ', b"\xff\xfe\x00", b"[]", b"{}"])
def test_a_broken_manifest_gives_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    _write(tmp_path, "een")
    manifest = tmp_path / "een/manifest.json"
    manifest.unlink()
    if content is not None:
        manifest.write_bytes(content)
    with pytest.raises(EditionError) as caught:
        _ = open_current(tmp_path).id
    assert str(caught.value) == (
        f"De editie in {tmp_path / 'een'} is niet heel; bouw haar opnieuw met 'build'."
    )


def test_a_pointer_to_nowhere_gives_the_same_sentence(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("weg\n", encoding="utf-8")
    with pytest.raises(EditionError) as caught:
        open_current(tmp_path)
    assert str(caught.value) == (
        f"De editie in {tmp_path / 'weg'} is niet heel; bouw haar opnieuw met 'build'."
    )


def test_layers_and_periods_come_from_the_manifest(tmp_path: Path) -> None:
    _write(tmp_path, "een")
    edition = open_current(tmp_path)
    assert edition.has("inwoners")
    assert not edition.has("woz_waarde")
    assert edition.periods("inwoners") == ("2022", "2024")
    assert edition.periods("woz_waarde") == ()
    assert edition.origin("inwoners", "2022") == made_up_origin(table="S", series=2)


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
    assert all(isinstance(code, str) for code in starter_edition.areas.frame)


def test_an_edition_of_another_version_asks_for_a_new_build(tmp_path: Path) -> None:
    _write(tmp_path, "een")
    manifest = tmp_path / "een/manifest.json"
    text = manifest.read_text(encoding="utf-8").replace('"format": 5', '"format": 4')
    manifest.write_text(text, encoding="utf-8")
    with pytest.raises(EditionError, match=r"andere versie van dit programma; bouw haar opnieuw"):
        open_current(tmp_path)
