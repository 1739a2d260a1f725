"""Ten ways in which input is wrong: one clear sentence each, and the current edition as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import structlog
from click.testing import Result

from nplv_geo.definitions.read import read_catalog, read_focus_areas
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.present.map.model import make_map_model
from nplv_geo.present.page.making import make_page
from tests.commands import tiny

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make_edition(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Iterator[Path]:
    """A data folder with an edition; whatever the test does, it must still be that edition."""
    data = Path(shutil.copytree(built, tmp_path / "data"))
    before = _content(data)
    yield data
    structlog.reset_defaults()
    assert _content(data) == before
    edition = open_current(data / "editions")
    assert edition.damage() == []
    assert (
        tiny.run("values", "--area", "heerlen-noord", "--layer", "inwoners", data=data).exit_code
        == 0
    )


def _content(data: Path) -> dict[str, bytes]:
    """Every file of the editions and the raw store: pointer, manifests, tables and shapes."""
    return {
        path.relative_to(data).as_posix(): path.read_bytes()
        for path in sorted(data.rglob("*"))
        if path.is_file()
    }


def refused(result: Result) -> str:
    """Give the one line of a command that could not be done."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


def imported(data: Path, *paths: Path) -> str:
    return refused(tiny.run("import", *paths, data=data))


# --- 1. a truncated GeoPackage --------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.001, 0.3, 0.9])
def test_a_truncated_geopackage(data: Path, tmp_path: Path, share: float) -> None:
    path = tiny.write_boundaries(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert imported(data, path) == (
        "buurt_2024.gpkg: dit bestand is beschadigd of is niet wat de naam zegt; haal het opnieuw "
        "op bij de uitgever."
    )


# --- 2. a wrong CRS -------------------------------------------------------------------------------


def test_boundaries_in_degrees_that_call_themselves_metres(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "buurt_2024.gpkg"
    tiny.shapes().to_crs("EPSG:4326").set_crs("EPSG:28992", allow_override=True).to_file(
        path, layer="b"
    )
    line = imported(data, path)
    assert line.startswith(
        "buurt_2024.gpkg: 'BU09171000', 'BU09171001', 'BU09172000' (en nog 3) ligt buiten "
        "Nederland. Het bestand noemt Amersfoort / RD New met x 5."
    )
    assert line.endswith(
        "Verwacht is RD (EPSG:28992) met x van -7000 tot 300000 en y van 289000 tot 630000; een "
        "ander stelsel mag, als het juiste erbij staat."
    )


def test_boundaries_without_a_crs(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "buurt_2024.gpkg"
    with pytest.warns(UserWarning, match="crs"):
        tiny.shapes().set_crs(None, allow_override=True).to_file(path, layer="b")
    assert imported(data, path) == (
        "buurt_2024.gpkg: het coördinatenstelsel staat er niet bij; verwacht is RD (EPSG:28992), "
        "sla het bestand op met zijn stelsel."
    )


# --- 3. duplicate codes ---------------------------------------------------------------------------


def test_one_code_for_two_shapes(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "buurt_2024.gpkg"
    codes = (*tiny.BUURTEN[:5], tiny.BUURTEN[0])
    tiny.shapes(codes).to_file(path, layer="b")
    assert imported(data, path) == (
        "buurt_2024.gpkg: 'BU09171000' komt meer dan eens voor met een andere vorm; laat per code "
        "één gebied over."
    )


def test_one_code_on_two_rows_of_figures(data: Path, tmp_path: Path) -> None:
    path = tiny.write_figures(tmp_path, tiny.KWB + "BU09171000;Heerlen  ;1;1;1;1\n")
    assert imported(data, path) == (
        "85984NED.csv: 'BU09171000' komt meer dan eens voor; laat per gebied en periode "
        "één rij over."
    )


# --- 4. text in a column of numbers ---------------------------------------------------------------


def test_text_in_a_column_of_numbers(data: Path, tmp_path: Path) -> None:
    path = tiny.write_figures(tmp_path, tiny.KWB.replace(";200;100;100;40", ";200;100;100;veertig"))
    assert imported(data, path) == (
        "85984NED.csv: kolom 'Koopwoningen_41' heeft bij BU09171000 'veertig' en dat is geen "
        "getal; verbeter de waarde of maak de cel leeg."
    )


# --- 5. a missing year ----------------------------------------------------------------------------


def test_figures_without_a_year(data: Path, tmp_path: Path) -> None:
    assert imported(data, tiny.write_figures(tmp_path, name="cijfers.csv")) == (
        "cijfers.csv: onbekend is uit welke tabel en welk jaar dit komt; zet het tabelnummer in de "
        "bestandsnaam (zoals 85984NED.csv) of geef --year op."
    )


def test_boundaries_without_a_year(data: Path, tmp_path: Path) -> None:
    path = tiny.write_boundaries(tmp_path).rename(tmp_path / "buurten.gpkg")
    assert imported(data, path) == (
        "buurten.gpkg: het jaar van de gebiedsindeling staat er niet in; geef het op met --year."
    )


def test_a_year_without_a_table(data: Path, tmp_path: Path) -> None:
    path = tiny.write_figures(tmp_path, name="cijfers.csv")
    assert refused(tiny.run("import", "--year", "2003", path, data=data)) == (
        "cijfers.csv: er is geen tabel Kerncijfers wijken en buurten van 2003 bekend; kies een "
        "jaar van 2013 tot en met 2026."
    )


# --- 6. an unknown topic --------------------------------------------------------------------------


def test_a_layer_that_does_not_exist(data: Path) -> None:
    command = ("values", "--area", "NL00", "--layer", "woz_waarden")
    assert refused(tiny.run(*command, data=data)) == (
        "Kaartlaag 'woz_waarden' bestaat niet (bedoelt u 'woz_waarde'?)."
    )


def test_a_topic_that_no_layer_knows(tmp_path: Path) -> None:
    """Nothing to show is no edition: it must not take the place of one that shows something."""
    data = tiny.make_edition(tmp_path)
    before = open_current(data / "editions")
    shutil.rmtree(data / "raw")
    unknown = "WijkenEnBuurten;AantalEenhoorns_5\nNL00;7\n" + "".join(
        f"{code};1\n" for code in tiny.BUURTEN
    )
    files = tmp_path / "unknown"
    files.mkdir()
    paths = (tiny.write_boundaries(files), tiny.write_figures(files, unknown))
    assert tiny.run("import", *paths, data=data).exit_code == 0
    assert refused(tiny.run("build", data=data)) == (
        "De ingelezen cijfers horen bij geen enkele kaartlaag; kijk of het nummer van de tabel en "
        "de namen van de kolommen kloppen."
    )
    after = open_current(data / "editions")
    assert after.id == before.id
    assert after.manifest == before.manifest


# --- 7. a layer file with a typo ------------------------------------------------------------------

LAYER = "layers/bevolking/inwoners.toml"


@pytest.fixture
def project(tmp_path: Path, data: Path) -> Iterator[Path]:
    """A copy of the definitions that a test may spoil, used by the command line."""
    project = tmp_path / "project"
    shutil.copytree(PROJECT / "layers", project / "layers")
    shutil.copytree(PROJECT / "data", project / "data")
    where = Settings(data=data, edition=None, port=0, project=project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nplv_geo.ground.settings.read_settings", lambda: where)
        yield project


TYPOS = {
    "decimalen = 0": "veld 'decimals' ontbreekt; voeg het toe.",
    'higher_is = "neutral"\nhiger_is = "better"': (
        "veld 'higer_is' bestaat niet (bedoelt u 'higher_is'?); verbeter de naam of haal het weg."
    ),
    'higher_is = "beter"': (
        "veld 'higher_is' mag niet 'beter' zijn; kies uit 'better', 'worse', 'neutral'."
    ),
    'theme = "bevolkin"': (
        "veld 'theme' is 'bevolkin'; kies uit "
        "bevolking, wonen, werk_en_armoede, onderwijs, gezondheid, veiligheid, leefomgeving."
    ),
}
RIGHT = ("decimals = 0", 'higher_is = "neutral"', 'higher_is = "neutral"', 'theme = "bevolking"')


@pytest.mark.parametrize(
    "command",
    [("build",), ("build", "--starter"), ("values", "--area", "NL00", "--layer", "inwoners")],
)
@pytest.mark.parametrize(("right", "wrong"), list(zip(RIGHT, TYPOS, strict=True)))
def test_a_layer_file_with_a_typo(
    project: Path, data: Path, command: tuple[str, ...], right: str, wrong: str
) -> None:
    spoil(project, right, wrong)
    assert refused(tiny.run(*command, data=data)) == f"{LAYER}: {TYPOS[wrong]}"


def spoil(project: Path, right: str, wrong: str) -> None:
    path = project / LAYER
    whole = path.read_text(encoding="utf-8")
    assert right in whole
    path.write_text(whole.replace(right, wrong, 1), encoding="utf-8")


def test_check_names_the_layer_file_with_a_typo(project: Path, data: Path) -> None:
    spoil(project, 'unit = "personen"', 'unit = "persoon"')
    done = tiny.run("check", data=data)
    assert done.exit_code == 1
    assert (
        f"FOUT    layers: {LAYER}: veld 'unit' mag niet 'persoon' zijn; kies uit 'personen'"
        in done.stdout
    )


def test_a_layer_file_that_is_no_toml(project: Path, data: Path) -> None:
    spoil(project, "[source]", "[source")
    line = refused(tiny.run("build", data=data))
    assert line.startswith(f"{LAYER}: geen geldige TOML: ")
    assert line.endswith(".")


# --- 8. an area code that does not exist ----------------------------------------------------------


LOOK = "kijk met 'status' wat er is."


@pytest.mark.parametrize(
    ("area", "hint"),
    [
        ("BU99999999", LOOK),
        ("GM0363", LOOK),
        ("WK0917", LOOK),
        ("💩", LOOK),
        ("heerlen", "bedoelt u heerlen-noord (Heerlen-Noord) of GM0917 (Heerlen)?"),
        ("Heerlen Nord", "bedoelt u heerlen-noord (Heerlen-Noord)?"),
    ],
)
def test_an_area_that_does_not_exist(data: Path, area: str, hint: str) -> None:
    command = ("values", "--area", area, "--layer", "inwoners")
    told = refused(tiny.run(*command, data=data))
    assert told == f"Gebied '{area}' is niet in deze editie; {hint}"


def test_a_code_in_figures_that_is_no_code(data: Path, tmp_path: Path) -> None:
    path = tiny.write_figures(tmp_path, tiny.KWB.replace("BU09171001", "BX09171001"))
    assert imported(data, path) == (
        "85984NED.csv: kolom 'WijkenEnBuurten' heeft 'BX09171001' (gegevensrij 7) en dat is geen "
        "gebiedscode; verbeter de codes of haal de rijen weg."
    )


# --- 9. an empty file -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["85984NED.csv", "buurt_2024.gpkg", "85984NED.parquet", "kwb-2024.xlsx", "buurt_2024.zip"],
)
def test_an_empty_file(data: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    assert (
        imported(data, path) == f"{name}: dit bestand is leeg; haal het opnieuw op bij de uitgever."
    )


def test_a_table_with_a_header_only(data: Path, tmp_path: Path) -> None:
    path = tiny.write_figures(tmp_path, tiny.KWB.splitlines()[0] + "\n")
    assert imported(data, path) == (
        "85984NED.csv: er staan geen rijen in; haal de tabel opnieuw op en controleer de selectie."
    )


def test_one_wrong_file_keeps_all_others_out(data: Path, tmp_path: Path) -> None:
    """A half import would make an edition of two worlds."""
    good = tiny.write_figures(tmp_path, tiny.KWB.replace("17942942", "1"))
    empty = tmp_path / "leeg.csv"
    empty.touch()
    assert (
        imported(data, good, empty)
        == "leeg.csv: dit bestand is leeg; haal het opnieuw op bij de uitgever."
    )


# --- 10. an address with nonsense in every parameter ----------------------------------------------


@pytest.mark.parametrize("nonsense", ["x" * 10_000, "\x00", "💩", "../..", "-1", "GM9999", ""])
def test_an_address_with_nonsense_everywhere_is_the_default_view(data: Path, nonsense: str) -> None:
    names = (
        "gebied",
        "laag",
        "periode",
        "niveau",
        "vergelijk",
        "klassen",
        "taal",
        "achtergrond",
        "sorteer",
    )
    edition = open_current(data / "editions")
    shown = [
        _model(edition, query) for query in ("", "?" + urlencode(dict.fromkeys(names, nonsense)))
    ]
    assert shown[0] == shown[1]


def _model(edition: Edition, query: str) -> dict[str, object]:
    areas = {area.id: area for area in read_focus_areas(PROJECT)}
    return make_map_model(make_page(query, edition, read_catalog(PROJECT), areas)).as_json()
