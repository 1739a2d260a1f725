"""``profile``: everything about one area, for people and for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from click.testing import Result

from nplv_geo.ground.settings import Settings
from tests import withheld
from tests.commands import tiny

AREAS = ("heerlen-noord", "GM0917", "WK091720", "BU09172000", "NL00", "nplv")


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """Each command configures the log for its own standard error."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make_edition(tmp_path_factory.mktemp("tiny"), tiny.KNOWN_IN_PART)


@pytest.fixture(scope="module")
def partly_withheld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return withheld.make_edition(tmp_path_factory.mktemp("withheld"))


def _profile(data: Path, area: str, form: str | None = None) -> Result:
    chosen = ("--format", form) if form else ()
    return tiny.run("profile", "--area", area, *chosen, data=data)


def _written(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _refused(result: Result) -> str:
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return str(line)


@pytest.mark.parametrize("area", AREAS)
def test_every_kind_of_area_has_a_profile_in_both_forms(
    starter_settings: Settings, area: str
) -> None:
    shown = _profile(starter_settings.data, area, "json")
    assert (shown.exit_code, shown.stderr) == (0, "")
    found = json.loads(shown.stdout)
    assert found["area"]["id"] == area
    assert len(found["layers"]) == 64
    assert bool(found["paragraph"]["nl"]) is bool(found["paragraph"]["en"]) is (area != "NL00")
    text = _profile(starter_settings.data, area)
    assert (text.exit_code, text.stderr) == (0, "")
    lines = text.stdout.splitlines()
    assert lines[0] == f"{found['area']['name']} ({area})"
    assert sum(line.startswith("  ") for line in lines) == 64
    if area != "NL00":
        assert lines[3] == found["paragraph"]["nl"]


def test_text_is_the_default_form_and_readable(starter_settings: Settings) -> None:
    plain = _profile(starter_settings.data, "heerlen-noord")
    assert plain.stdout == _profile(starter_settings.data, "heerlen-noord", "text").stdout
    lines = plain.stdout.splitlines()
    assert lines[:3] == ["Heerlen-Noord (heerlen-noord)", "52.965 inwoners", ""]
    assert lines[3].startswith("Heerlen-Noord staat duidelijk achter bij Nederland op ")
    assert lines[4:6] == ["", "Bevolking"]
    assert (
        "  Inwoners, 2024: 52.965 personen; Heerlen 87.461; rest van Heerlen 34.496; "
        "Nederland 17.942.942; De 20 focusgebieden samen 1.194.350"
    ) in lines
    assert (
        "  Afstand tot huisarts (lager is beter), 2024: 0,8 km; Heerlen 0,8 (ongeveer gelijk); "
        "Nederland 1,1 (gunstiger); De 20 focusgebieden samen 0,7 (ongunstiger); nr. 13 van 20"
    ) in lines


def test_values_tell_the_range_of_a_place_and_what_is_estimated(
    starter_settings: Settings,
) -> None:
    """It said "Plaats 10 van 20 focusgebieden", as if chance had no say."""
    asked = ("values", "--area", "heerlen-noord", "--layer")
    crime = tiny.run(*asked, "misdrijven_per_1000", data=starter_settings.data).stdout
    assert re.search(r"Plaats \d+ tot \d+ van 20 focusgebieden \(1 is het gunstigst\)", crime)
    health = tiny.run(*asked, "goed_ervaren_gezondheid_pct", data=starter_settings.data).stdout
    assert health.splitlines()[0].endswith("2024, geschat")
    assert "Geen plaats onder de 20 focusgebieden" in health


def test_text_shows_bounds_and_coverage_where_a_part_is_unknown(
    starter_settings: Settings,
) -> None:
    def told(area: str) -> list[str]:
        return _profile(starter_settings.data, area).stdout.splitlines()

    # Three wijken lie wholly in Lelystad-Oost; of the 6,175 residents of a fourth, 0 to 150.
    known, people = 6_665 * 26.6 + 10_835 * 29.4 + 10_790 * 30.1, 6_665 + 10_835 + 10_790
    low, high = (_written((known + n * 6_175) / (people + 6_175)) for n in (0, 150))
    assert (
        f"  Inkomen per inwoner (hoger is beter), 2024: {_written(known / people)} duizend euro "
        f"(tussen {low} en {high}; 82\u202f% bekend); Lelystad 31,8 (ongunstiger); "
        "Nederland 34,9 (ongunstiger); De 20 focusgebieden samen 28,5 (gunstiger)"
    ) in told("lelystad-oost")
    # Known for 98 %, by its wijken: it has a place, behind Nieuwegein and Eindhoven. Lelystad-Oost
    # is known for less than 90 % and has none.
    assert (
        "  Inkomen per inwoner (hoger is beter), 2024: 31,3 duizend euro (tussen 30,8 en 33,2; "
        "dekking 98\u202f%); Amsterdam 41,0 (ongunstiger); Nederland 34,9 (ongunstiger); "
        "De 20 focusgebieden samen 28,5 (gunstiger); nr. 3 van 19 vergeleken"
    ) in told("amsterdam-nieuw-west")


def test_a_code_in_small_letters_is_understood(starter_settings: Settings) -> None:
    assert json.loads(_profile(starter_settings.data, "gm0917", "json").stdout)["area"]["id"] == (
        "GM0917"
    )


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("area", ["zeist", "GM9999", "", "BU99999999"])
def test_an_area_that_is_not_there_is_one_line_and_exit_code_1(
    small: Path, area: str, form: str
) -> None:
    assert _refused(_profile(small, area, form)) == (
        f"Gebied '{area}' is niet in deze editie; kijk met 'status' wat er is."
    )


def test_without_an_edition_it_says_how_to_make_one(tmp_path: Path) -> None:
    assert _refused(_profile(tmp_path, "heerlen-noord")) == (
        "Er is nog geen editie; maak er een met 'python -m nplv_geo build --starter'."
    )


@pytest.mark.parametrize("arguments", [(), ("--area",), ("--area", "NL00", "--format", "xml")])
def test_wrong_usage_is_exit_code_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = tiny.run("profile", *arguments, data=tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error:" in done.stderr


def test_help_names_the_command(tmp_path: Path) -> None:
    assert "profile" in tiny.run("--help", data=tmp_path).stdout
    assert "--area" in tiny.run("profile", "--help", data=tmp_path).stdout


def test_one_area_alone_has_nothing_to_be_clear_about(small: Path) -> None:
    """With one focus area nobody knows what a large difference is, and a place says nothing."""
    found = json.loads(_profile(small, "heerlen-noord", "json").stdout)
    kinds = {claim["kind"] for claim in found["paragraph"]["claims"]}
    assert kinds <= {"unknown"}
    assert "weinig met Nederland" not in found["paragraph"]["nl"]
    homes = next(la for la in found["layers"] if la["layer"]["id"] == "koopwoningen_pct")
    # 100 x 40, 300 x 60 and 200 x 30 homes; of another 100 nothing is known.
    assert homes["value"] == pytest.approx(46.7, abs=0.05)
    assert homes["coverage"] == pytest.approx(0.857, abs=0.001)
    assert homes["rank"] is None


def test_bounds_where_40_percent_is_withheld_and_a_reason_where_50_percent_is(
    partly_withheld: Path,
) -> None:
    def income(area: str) -> dict[str, object]:
        found = json.loads(_profile(partly_withheld, area, "json").stdout)
        rows = [la for la in found["layers"] if la["layer"]["id"] == withheld.INCOME]
        claims = [c for c in found["paragraph"]["claims"] if c["layer"] == withheld.INCOME]
        assert [claim["kind"] for claim in claims] == ["unknown"]
        return dict(rows[0])

    partly, little = income(withheld.PARTLY), income(withheld.TOO_LITTLE)
    assert (partly["value"], partly["coverage"], partly["bounds"]) == (20.0, 0.6, [12.0, 72.0])
    assert (little["value"], little["coverage"], little["bounds"]) == (None, 0.5, None)
    assert (partly["reason"], little["reason"]) == (None, "low_coverage")
