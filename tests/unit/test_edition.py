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


def test_an_edition_of_another_version_asks_for_a_new_build(tmp_path: Path) -> None:
    _write(tmp_path, "een")
    manifest = tmp_path / "een/manifest.json"
    text = manifest.read_text(encoding="utf-8").replace('"format": 6', '"format": 5')
    manifest.write_text(text, encoding="utf-8")
    with pytest.raises(EditionError, match=r"andere versie van dit programma; bouw haar opnieuw"):
        open_current(tmp_path)


@pytest.mark.parametrize("name", ["id", "schematic", "boundary_year", "layers", "tables"])
def test_a_manifest_that_lacks_a_part_is_not_whole(tmp_path: Path, name: str) -> None:
    _write(tmp_path, "een")
    path = tmp_path / "een/manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest[name]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(EditionError, match="is niet heel"):
        open_current(tmp_path)


def test_what_lies_in_what(tiny_edition: Edition) -> None:
    buurten = {
        "nplv": ["BU03440301", "BU09171000", "BU09172000"],
        "NL00": ["BU03440301", "BU09171000", "BU09172000", "BU09172001"],
        "heerlen-noord": ["BU09171000", "BU09172000"],
        "ring:heerlen-noord": ["BU03440301"],
        "G4": ["BU03440301"],  # of its gemeenten
        "GM0917": ["BU09171000", "BU09172000", "BU09172001"],
        "WK091720": ["BU09172000", "BU09172001"],
        "BU09172000": ["BU09172000"],
        "GM9999": [],
    }
    assert {area: tiny_edition.areas.buurten_of(area) for area in buurten} == buurten
    assert tiny_edition.areas.wijken_of("heerlen-noord") == ["WK091710", "WK091720"]
    assert tiny_edition.areas.ring("heerlen-noord") == ("BU03440301",)
    assert tiny_edition.areas.ring("utrecht-overvecht") == ()
    gemeenten = {
        area: tiny_edition.areas.gemeente_code_of(area)
        for area in ("heerlen-noord", "ring:heerlen-noord", "BU03440301", "NL00", "nplv", "G4")
    }
    assert list(gemeenten.values()) == ["GM0917", "GM0917", "GM0344", None, None, None]
    focus = {
        code: tiny_edition.areas.focus_area_of(code)
        for code in ("WK034403", "WK091710", "WK091720", "BU09172000", "BU09172001", "GM0917")
    }
    # Of WK091720 one buurt lies in the area, and one beside it.
    assert list(focus.values()) == [
        "utrecht-overvecht", "heerlen-noord", None, "heerlen-noord", None, None,
    ]  # fmt: skip
    assert tiny_edition.areas.focus_area_of("BU09171000") == "heerlen-noord"


def test_some_values_of_an_edition_are_those_of_its_table(tiny_edition: Edition) -> None:
    chosen = tiny_edition.areas.select(["G4", "NL00", "heerlen-noord"])
    whole = tiny_edition.values.table("inwoners", "2024")
    assert tiny_edition.values.numbers("inwoners", "2024", chosen).tolist() == [130.0, 10.0, 100.0]
    some = tiny_edition.values.rows("inwoners", "2024", chosen, ("value", "upper"))
    assert some.to_dict("list") == {"value": [130.0, 10.0, 100.0], "upper": [132.0, 12.0, 102.0]}
    assert whole.loc["G4", "value"] == 130.0


def test_an_unknown_area_is_named_with_what_was_meant(tiny_edition: Edition) -> None:
    with pytest.raises(UnknownAreaError) as caught:
        tiny_edition.areas.row("heerlen-nord")
    assert str(caught.value) == (
        "Gebied 'heerlen-nord' is niet in deze editie; bedoelt u heerlen-noord "
        f"({tiny_edition.areas.names['heerlen-noord']})?"
    )
    with pytest.raises(UnknownAreaError) as caught:
        tiny_edition.areas.row("BU19990001")
    assert str(caught.value) == (
        "Gebied 'BU19990001' is niet in deze editie; kijk met 'status' wat er is."
    )
    assert tiny_edition.areas.row("GM0344")["name"] == "Naam van GM0344"


def test_the_period_that_is_shown_is_the_newest_with_figures_or_else_the_newest(
    tmp_path: Path,
) -> None:
    none = made_up_origin(values=0, figures={})
    layers = {
        "filled": {"2022": made_up_origin(), "2023": made_up_origin(), "2024": none},
        "empty": {"2022": none, "2024": none},
    }
    with EditionWriter(tmp_path, "een") as writer:
        writer.finish(made_up_manifest("een", layers=layers))
    edition = Edition(tmp_path / "een")
    assert (edition.default_period("filled"), edition.newest_period("filled")) == ("2023", "2023")
    assert (edition.default_period("empty"), edition.newest_period("empty")) == ("2024", None)
    assert edition.newest_period("filled", AreaLevel.BUURT) == "2023"
    assert edition.unpublished_periods("filled") == ("2024",)
