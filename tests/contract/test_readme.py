"""The README names all that a user can ask: commands, options, settings, addresses and files.

What there is comes from the code itself, so that nothing new stays unsaid.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest
from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict

import nplv_geo
from nplv_geo.commands.main import main
from nplv_geo.export.data_options import DATA_KINDS
from nplv_geo.export.options import BRIEFING_KINDS, KINDS, RESOLUTIONS, SIZES, TALK_KINDS
from nplv_geo.export.strict_query import FILE_KEYS
from nplv_geo.ground.areas import NPLV, AreaId, AreaLevel
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.present.address.levels import MAP_LEVELS
from nplv_geo.present.address.second import Second
from nplv_geo.present.page.unmet import VIEW_KEYS
from nplv_geo.present.page.view import BOUNDARIES, LANGUAGES, SCALES, SORTS, TABS, View
from nplv_geo.statistics.classify import SCHEMES
from nplv_geo.web import create_app
from nplv_geo.web.api.openapi import BASE
from nplv_geo.web.pages.embed import PATH

README = (PROJECT / "README.md").read_text()
PACKAGE = Path(nplv_geo.__file__).parent
KINDS_OF_EXPORT = {
    "map": KINDS,
    "briefing": BRIEFING_KINDS,
    "talk": TALK_KINDS,
    "data": DATA_KINDS,
}
# A view of which no field is what it would be by itself.
VIEW = View(
    area=AreaId("heerlen-noord", AreaLevel.FOCUSGEBIED),
    layer="inwoners",
    period="2021",
    level=AreaLevel.WIJK,
    compared=(NPLV,),
    scheme="equal",
    language="en",
    basemap="luchtfoto",
    sort="naam",
    tab="ontwikkeling",
    boundaries="gepubliceerd",
    domains=(("onderwijs", "hbo_wo_pct"),),
    factor="bijstand_per_100",
    edition="20240101T000000000-00000000",
    scale="jaar",
    since="2020",
    bounds=(10.0, 20.5),
    lit="3",
    second=Second("", "2020", AreaId("breda-noord", AreaLevel.FOCUSGEBIED)),
)


def commands(group: click.Group, *above: str) -> Iterator[tuple[str, click.Command]]:
    """All commands with their name as it is typed, and those of the groups inside."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)
        else:
            yield " ".join((*above, name)), command


COMMANDS = dict(commands(main))


def settings_read() -> set[str]:
    """Environment variables that the package asks for, and names that can only be of one."""
    names: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Constant(value=str() as text) if re.fullmatch(r"NPLV_[A-Z_]+", text):
                    names.add(text)
                case ast.Call(
                    func=ast.Attribute(value=ast.Attribute(attr="environ")) as asked,
                    args=[ast.Constant(value=str() as text), *_],
                ) if asked.attr in {"get", "pop", "setdefault"}:
                    names.add(text)
                case ast.Call(
                    func=ast.Attribute(attr="getenv"), args=[ast.Constant(value=str() as text), *_]
                ):
                    names.add(text)
                case ast.Subscript(
                    value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str() as text)
                ):
                    names.add(text)
    return names


def row(start: str) -> str:
    """The row of a table in the README whose first cell begins with a name."""
    pattern = rf"^\| `{re.escape(start)}(?![\w-]).*$"
    found = re.search(pattern, README, re.MULTILINE)
    assert found, f"README.md has no row that begins with `{start}"
    return found[0]


def paragraph(text: str) -> str:
    """The paragraph of the README that tells about an address."""
    found = [part for part in README.split("\n\n") if f"`{text}" in part]
    assert found, f"README.md has no paragraph about `{text}"
    return "\n".join(found)


def is_named(name: str, text: str = README) -> bool:
    """Tell whether a text has a name in code marks, alone or at the start of an example."""
    return re.search(rf"`{re.escape(name)}(?![\w-])", text) is not None


# --- the command line -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_row_with_its_options(name: str) -> None:
    told = row(name)

    parameters = COMMANDS[name].params
    options = [max(one.opts, key=len) for one in parameters if isinstance(one, click.Option)]
    missing = [one for one in options if not re.search(rf"{one}(?![\w-])", told)]

    assert not missing, f"README.md does not name {', '.join(missing)} of {name}"


def test_options_of_the_program_itself_are_named() -> None:
    for option in (one for one in main.params if isinstance(one, click.Option)):
        name = max(option.opts, key=len)
        assert is_named(name), f"README.md does not name {name}"


def test_each_environment_variable_has_a_row() -> None:
    names = settings_read()

    assert {"NPLV_DATA", "NPLV_OFFLINE", "NPLV_LOG", "PORT"} <= names
    for name in names:
        row(name)


# --- addresses ------------------------------------------------------------------------------------


def test_each_parameter_of_a_view_has_a_row() -> None:
    names = [part.partition("=")[0] for part in VIEW.write_query().lstrip("?").split("&")]

    # All but the defaults, which say what is left out, and the view that a second map is part of;
    # the second things are two parameters, beside the one that a factor has too.
    fields_written = len(fields(View)) - 2 + 1
    assert len(names) == fields_written, "VIEW has a field that does not stand in its query"
    for name in names:
        row(name)


@pytest.mark.parametrize(
    ("parameter", "words"),
    [
        ("niveau", MAP_LEVELS),
        ("klassen", SCHEMES),
        ("schaal", SCALES),
        ("taal", LANGUAGES),
        ("sorteer", SORTS),
        ("toon", TABS),
        ("grenzen", BOUNDARIES),
    ],
)
def test_the_row_of_a_parameter_names_its_words(parameter: str, words: tuple[str, ...]) -> None:
    for word in words:
        told = row(parameter).split("|", 2)[2]
        assert is_named(word, told), f"README.md does not name {word} of {parameter}"


@pytest.fixture(scope="module")
def flask(starter_settings: Settings) -> Flask:
    return create_app(starter_settings).server


def test_each_address_is_named(flask: Flask) -> None:
    missing = [
        address
        for rule in flask.url_map.iter_rules()
        # What any other address answers, and what Dash brings along, is nobody's to ask.
        if not (rule.rule.startswith(("/_", "/static/", "/assets/")) or "<path:" in rule.rule)
        for address in addresses(rule.rule)
        if not is_address_named(address)
    ]

    assert not missing, f"README.md does not name {', '.join(missing)}"
    assert is_address_named(PATH)  # Dash serves it as one of all other addresses


def is_address_named(address: str) -> bool:
    """Tell whether an address is named; one that is free at its end with anything behind it."""
    if address.endswith(("/", ".")) and address != "/":
        return f"`{address}" in README
    whole = re.search(rf"`{re.escape(address)}(?![\w/-])", README) is not None
    return whole or (address.startswith(BASE) and is_named(address.removeprefix(f"{BASE}/")))


def addresses(rule: str) -> list[str]:
    """Addresses of a rule, up to where they are free; in the API up to the end."""
    choices = re.search(r"<any\(([^)]*)\):\w+>", rule)
    whole = (
        [rule.replace(choices[0], word) for word in choices[1].split(",")] if choices else [rule]
    )
    return [
        re.sub(r"<(\w+)>", r"{\1}", one) if one.startswith(BASE) else one.partition("<")[0]
        for one in whole
    ]


class _Noted(ImmutableMultiDict[str, str]):
    """Parameters of a request, which notes what is asked of them."""

    names: set[str] = set()  # noqa: RUF012  # shared, as each request has a dictionary of its own

    def get(self, key: str, *args: object, **more: object) -> object:  # type: ignore[override]
        self.names.add(key)
        return super().get(key, *args, **more)  # type: ignore[call-overload]


class _Request(Request):
    parameter_storage_class = _Noted


def test_each_parameter_that_an_address_reads_is_named(flask: Flask) -> None:
    flask.request_class = _Request
    client = flask.test_client()
    for name, kinds in KINDS_OF_EXPORT.items():
        for kind in kinds:
            # Refused, after its words were read: nothing needs to be drawn.
            assert client.get(f"/export/{name}.{kind}?gebied=nergens").status_code == 400
    for rule in flask.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments and not rule.rule.startswith("/_"):
            client.get(rule.rule).close()

    # What a file reads is listed: other parameters are refused there.
    names = {*_Noted.names, *FILE_KEYS, *VIEW_KEYS}
    assert {"formaat", "alles", "sinds"} <= names
    missing = [name for name in names if not is_named(name)]
    assert not missing, f"README.md does not name {', '.join(missing)}"


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KINDS_OF_EXPORT)
def test_each_kind_of_export_is_named(name: str) -> None:
    told = paragraph(f"/export/{name}.{KINDS_OF_EXPORT[name][0]}")

    for kind in KINDS_OF_EXPORT[name]:
        assert is_named(f".{kind}", told) or is_named(f"/export/{name}.{kind}", told), kind


def test_sizes_and_resolutions_of_a_map_are_named() -> None:
    told = paragraph("/export/map.png")

    for word in (*SIZES, *map(str, RESOLUTIONS)):
        assert is_named(word, told), word
