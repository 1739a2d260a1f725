"""What every layer file must hold to, one test a file; and idioms that no module may use."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.tables import FAMILIES
from nplv_geo.definitions.topics import split_terms
from nplv_geo.ground.settings import PROJECT
from nplv_geo.published import series

LAYER_FILES = sorted((PROJECT / "layers").glob("*/*.toml"))
MODULES = sorted((PROJECT / "nplv_geo").rglob("*.py"))

# A value that is missing must stay missing; these fill something else, where nothing counts:
# weights and inhabitants for completeness, and the size of a schematic cell.
FILLED_WITH_0 = re.compile(r"fillna\(0(\.0)?\)|nan_to_num")
FILLS_A_WEIGHT = ("weight", "inhabitants", "land_ha")


@pytest.mark.parametrize("path", LAYER_FILES, ids=lambda path: path.stem)
def test_layer_file(path: Path, catalog: Catalog) -> None:
    layer = catalog.layer(path.stem)
    assert layer.theme == path.parent.name, "a layer lies in the folder of its theme"
    _check_texts(layer)
    _check_weights(layer, catalog)
    _check_source(layer)
    _check_numbers(layer)


def _check_texts(layer: Layer) -> None:
    texts = [
        layer.label,
        layer.description,
        *([layer.notes.caveats] if layer.notes.caveats else []),
    ]
    for text in texts:
        for language in (text.nl, text.en):
            assert language == language.strip()
            assert "  " not in language
            assert language[0].isupper() or language[0].isdigit()
    assert layer.label.nl != layer.description.nl
    assert not layer.description.nl.endswith(".")
    assert "_" not in layer.label.nl + layer.description.nl, "a reader's word, not a column name"
    if layer.notes.model_estimate:
        assert layer.notes.caveats, "what comes from a model says so"


def _check_weights(layer: Layer, catalog: Catalog) -> None:
    rule = layer.aggregate
    for other in (*rule.weight, *rule.denominator):
        assert catalog.layer(other).aggregate.rule == "sum", f"{other} can't be added up"
        assert other != layer.id
    if rule.rule in ("sum", "none"):
        assert not rule.weight
        assert not rule.denominator
    if rule.rule == "weighted_mean":
        assert not rule.denominator


def _check_source(layer: Layer) -> None:
    assert layer.source.table in FAMILIES
    assert all(name.table is None or name.table in FAMILIES for name in layer.source.earlier)
    topics = [(name.family, name.topic) for name in series.list_names(layer)]
    for _, topic in topics:
        names = [name for _, name in split_terms(topic)]
        assert names
        assert not any(re.search(r"_\d+$", name) for name in names), "without the shifting suffix"
    assert len(set(topics)) == len(topics)


def _check_numbers(layer: Layer) -> None:
    not_of_residents = {
        "mbo_studenten_per_100": "studenten per 100 jongeren",
        "hbo_wo_studenten_per_100": "studenten per 100 jongeren",
        "nieuwbouw_per_1000": "nieuwe woningen per 1.000 woningen",
        "bedrijfsinbraak_per_1000": "per 1.000 bedrijven",
    }
    businesses = ("bedrijven", "handel_horeca", "vastgoed_financieel", "overige_diensten")
    not_of_residents |= {f"{name}_per_1000": "bedrijven per 1.000 inwoners" for name in businesses}
    suffixes = {
        "_pct": "%",
        "_per_1000": "per 1.000 inwoners",
        "_km": "km",
        "_per_100": "per 100 inwoners",
    }
    for suffix, unit in suffixes.items():
        if layer.id.endswith(suffix) and layer.id != "jeugdzorg_pct":
            assert layer.unit == not_of_residents.get(layer.id, unit)
    per = {"%": 100, "per ha": 1}
    if layer.aggregate.rule == "rate":
        said = re.search(r"per ([\d.]+) ", layer.unit)
        assert layer.aggregate.per == (int(said[1].replace(".", "")) if said else per[layer.unit])
    if layer.aggregate.rule == "weighted_mean":
        assert layer.aggregate.per == 1
    if layer.unit in ("personen", "huishoudens", "woningen", "misdrijven", "bedrijven"):
        assert layer.decimals == 0
        assert layer.aggregate.rule == "sum"
    if layer.aggregate.range:
        assert layer.aggregate.range[0] < layer.aggregate.range[1]


def test_every_file_is_one_layer_and_every_theme_has_some(catalog: Catalog) -> None:
    assert len(catalog.layers) == len(LAYER_FILES) == 127
    assert [theme.id for theme in catalog.themes] == [
        "bevolking",
        "wonen",
        "werk_en_armoede",
        "onderwijs",
        "gezondheid",
        "veiligheid",
        "leefomgeving",
    ]
    for theme in catalog.themes:
        assert len(catalog.list_layers(theme.id)) >= 4


def test_the_place_in_the_menu_is_unique_within_a_theme(catalog: Catalog) -> None:
    for theme in catalog.themes:
        orders = [layer.order for layer in catalog.list_layers(theme.id)]
        assert len(set(orders)) == len(orders), theme.id


def test_no_two_visible_layers_have_the_same_name(catalog: Catalog) -> None:
    visible = [layer for layer in catalog.layers if not layer.hidden]
    for language in ("nl", "en"):
        names = [layer.label.in_(language) for layer in visible]  # type: ignore[arg-type]
        assert len(set(names)) == len(names)


def test_no_two_layers_show_the_same_figure(catalog: Catalog) -> None:
    sources = [
        (
            la.source.table,
            la.source.topic,
            tuple(la.source.where.items()),
            la.aggregate.rule,
            la.aggregate.denominator,
        )
        for la in catalog.layers
    ]
    assert len(set(sources)) == len(sources)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_forbidden_idioms(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if FILLED_WITH_0.search(line):
            assert any(word in line for word in FILLS_A_WEIGHT) or "reindex" in line, number
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler):
            swallowed = all(isinstance(part, ast.Pass) for part in node.body)
            assert node.type is not None, f"{node.lineno}: bare except"
            assert not swallowed, f"{node.lineno}: an error is swallowed"
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            assert name not in ("print", "eval", "exec"), f"{node.lineno}: {name}"
            given = {k.arg: getattr(k.value, "value", None) for k in node.keywords}
            assert given.get("how") != "inner", f"{node.lineno}: an inner join loses areas"
            is_merge = getattr(node.func, "attr", "") == "merge"
            assert not is_merge or "how" in given, f"{node.lineno}: merge is inner unless told"
