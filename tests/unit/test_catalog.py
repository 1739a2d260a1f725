"""Layer files: what they become, and the one sentence for each way to get them wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layer_files import parse_catalog
from nplv_geo.definitions.read import read_catalog
from nplv_geo.ground.errors import LayerFileError, UnknownLayerError

THEMES = """
[[theme]]
id = "wonen"
label = { nl = "Wonen", en = "Housing" }
description = { nl = "Woningen", en = "Homes" }
[[theme]]
id = "bevolking"
label = { nl = "Bevolking", en = "Population" }
description = { nl = "Mensen", en = "People" }
"""
WEIGHT = """
id = "huishoudens"
theme = "bevolking"
label = { nl = "Huishoudens", en = "Households" }
description = { nl = "Aantal", en = "Number" }
unit = "huishoudens"
decimals = 0
higher_is = "neutral"
[source]
table = "KWB"
topic = "HuishoudensTotaal"
[aggregate]
rule = "sum"
"""
LAYER = """
id = "koop_pct"
theme = "wonen"
label = { nl = "Koop", en = "Owned" }
description = { nl = "Aandeel koop", en = "Share owned" }
unit = "%"
decimals = 0
higher_is = "neutral"
[source]
table = "KWB"
topic = "Koopwoningen"
[aggregate]
rule = "weighted_mean"
weight = ["huishoudens"]
[classes]
k = 5
"""
PATH = "layers/wonen/koop_pct.toml"
WEIGHT_PATH = "layers/bevolking/huishoudens.toml"


def _parse(layer: str = LAYER, themes: str = THEMES, path: str = PATH) -> Catalog:
    return parse_catalog(themes, {path: layer, WEIGHT_PATH: WEIGHT})


def _sentence(old: str, new: str) -> str:
    assert LAYER.count(old) == 1, "the change of this test must hit one place"
    with pytest.raises(LayerFileError) as caught:
        _parse(LAYER.replace(old, new))
    return str(caught.value)


def test_a_layer_becomes_typed_with_its_defaults() -> None:
    layer = _parse().layer("koop_pct")
    assert layer.aggregate.min_coverage == 0.6
    assert layer.aggregate.per == 1.0
    assert layer.classes.scheme == "quantiles"
    assert layer.notes.caveats is None
    assert layer.value_range == (0.0, 100.0)
    assert layer.label.in_("en") == "Owned"
    assert layer.label.in_("nl") == "Koop"
    assert not layer.is_additive


def test_only_sums_and_rates_are_additive_and_counts_have_no_range() -> None:
    weight = _parse().layer("huishoudens")
    assert weight.is_additive
    assert weight.value_range is None


def test_a_range_of_its_own_wins_from_that_of_the_unit() -> None:
    layer = LAYER.replace('weight = ["huishoudens"]', 'weight = ["huishoudens"]\nrange = [5, 50]')
    assert _parse(layer).layer("koop_pct").value_range == (5.0, 50.0)


def test_the_menu_follows_themes_then_order_then_id() -> None:
    second = LAYER.replace('"koop_pct"', '"a_pct"')
    first = LAYER.replace('"koop_pct"', '"z_pct"').replace(
        "decimals = 0", "decimals = 0\norder = 10"
    )
    hidden = LAYER.replace('"koop_pct"', '"h_pct"').replace(
        "decimals = 0", "decimals = 0\nhidden = true"
    )
    texts = {WEIGHT_PATH: WEIGHT, PATH: LAYER}
    texts |= {
        f"layers/wonen/{n}_pct.toml": t for n, t in (("a", second), ("z", first), ("h", hidden))
    }
    catalog = parse_catalog(THEMES, texts)
    assert [la.id for la in catalog.layers] == [
        "z_pct",
        "a_pct",
        "h_pct",
        "koop_pct",
        "huishoudens",
    ]
    assert [la.id for la in catalog.list_layers("wonen")] == ["z_pct", "a_pct", "koop_pct"]


def test_an_unknown_layer_gets_a_suggestion() -> None:
    with pytest.raises(UnknownLayerError) as caught:
        _parse().layer("huishouden")
    assert str(caught.value) == ("Kaartlaag 'huishouden' bestaat niet (bedoelt u 'huishoudens'?).")
    with pytest.raises(UnknownLayerError) as caught:
        _parse().layer("qqq")
    assert str(caught.value) == "Kaartlaag 'qqq' bestaat niet."


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('unit = "%"\n', "", "veld 'unit' ontbreekt; voeg het toe."),
        (', en = "Owned" }', " }", "veld 'label.en' ontbreekt; voeg het toe."),
        ('topic = "Koopwoningen"', "", "veld 'source.topic' ontbreekt; voeg het toe."),
        ('rule = "weighted_mean"\n', "", "veld 'aggregate.rule' ontbreekt; voeg het toe."),
        (
            "decimals = 0",
            "decimals = 0\ndecimal = 1",
            (
                "veld 'decimal' bestaat niet (bedoelt u 'decimals'?); verbeter de naam of haal "
                "het weg."
            ),
        ),
        (
            'weight = ["huishoudens"]',
            'wieght = ["huishoudens"]',
            (
                "veld 'aggregate.wieght' bestaat niet (bedoelt u 'weight'?); verbeter de naam of "
                "haal het weg."
            ),
        ),
        (
            "k = 5",
            "k = 5\nzzz = 1",
            "veld 'classes.zzz' bestaat niet; verbeter de naam of haal het weg.",
        ),
        (
            'rule = "weighted_mean"',
            'rule = "mean"',
            (
                "veld 'aggregate.rule' mag niet 'mean' zijn; kies uit 'sum', 'rate', "
                "'weighted_mean', 'none'."
            ),
        ),
        (
            'higher_is = "neutral"',
            'higher_is = "good"',
            "veld 'higher_is' mag niet 'good' zijn; kies uit 'better', 'worse', 'neutral'.",
        ),
        (
            'weight = ["huishoudens"]',
            "",
            "veld 'aggregate.weight' ontbreekt; een gemiddelde heeft een gewicht nodig.",
        ),
        (
            'rule = "weighted_mean"',
            'rule = "rate"',
            "veld 'aggregate.denominator' ontbreekt; zeg waar dit cijfer door wordt gedeeld.",
        ),
        (
            '["huishoudens"]',
            '["huishouden"]',
            (
                "veld 'aggregate.weight' noemt kaartlaag 'huishouden' die niet bestaat (bedoelt u "
                "'huishoudens'?); verbeter de naam."
            ),
        ),
        (
            'weight = ["huishoudens"]',
            'weight = ["huishoudens"]\ndenominator = ["xyz"]',
            (
                "veld 'aggregate.denominator' noemt kaartlaag 'xyz' die niet bestaat; verbeter "
                "de naam."
            ),
        ),
        (
            'theme = "wonen"',
            'theme = "wonnen"',
            "veld 'theme' is 'wonnen'; kies uit wonen, bevolking.",
        ),
        ('id = "koop_pct"', 'id = "koop"', "veld 'id' is 'koop'; maak het gelijk aan de naam."),
    ],
)
def test_a_broken_file_gives_one_sentence(old: str, new: str, sentence: str) -> None:
    assert _sentence(old, new) == f"{PATH}: {sentence}"


EARLIER = """topic = "Koopwoningen"
[[source.earlier]]
topic = "Koop"
meaning = "break"
"""


def test_former_names_are_kept_in_their_order() -> None:
    more = EARLIER + 'note = { nl = "Anders.", en = "Other." }\n'
    more += '[[source.earlier]]\ntopic = "Eigen"\nmeaning = "same"\n'
    more += '[[source.breaks]]\nsince = "2020"\nnote = { nl = "Weer anders.", en = "Again." }\n'
    layer = _parse(LAYER.replace('topic = "Koopwoningen"\n', more)).layer("koop_pct")
    assert [(name.topic, name.meaning) for name in layer.source.earlier] == [
        ("Koop", "break"),
        ("Eigen", "same"),
    ]
    assert layer.source.earlier[0].note.nl == "Anders."
    assert [known.since for known in layer.source.breaks] == ["2020"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (
            EARLIER,
            (
                "veld 'source.earlier' noemt een breuk na 'Koop' zonder uitleg; zet in 'note' in "
                "een zin wat er veranderde."
            ),
        ),
        (
            EARLIER.replace('"break"', '"anders"'),
            "veld 'source.earlier.0.meaning' mag niet 'anders' zijn; kies uit 'same', 'break'.",
        ),
        (
            'topic = "Koopwoningen"\n[[source.breaks]]\nsince = "2020"\n',
            "veld 'source.breaks.0.note' ontbreekt; voeg het toe.",
        ),
    ],
)
def test_a_break_has_a_note(more: str, sentence: str) -> None:
    assert _sentence('topic = "Koopwoningen"\n', more) == f"{PATH}: {sentence}"


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("decimals = 0", "decimals = 7", "decimals", "7"),
        ("decimals = 0", 'decimals = "veel"', "decimals", "'veel'"),
        ("k = 5", "k = 1", "classes.k", "1"),
        ("k = 5", "k = 10", "classes.k", "10"),
        (
            'rule = "weighted_mean"',
            'rule = "weighted_mean"\nmin_coverage = 60',
            "aggregate.min_coverage",
            "60",
        ),
        ('nl = "Koop"', 'nl = ""', "label.nl", "''"),
        ('id = "koop_pct"', 'id = "Koop-pct"', "id", "'Koop-pct'"),
    ],
)
def test_a_value_out_of_range_names_field_and_value(
    old: str, new: str, field: str, value: str
) -> None:
    sentence = _sentence(old, new)
    assert sentence.startswith(f"{PATH}: veld '{field}' is {value}: ")
    assert sentence.endswith("; verbeter de waarde.")
    assert "\n" not in sentence


def test_text_that_is_no_toml_is_told() -> None:
    assert _sentence('unit = "%"', "unit = %").startswith(f"{PATH}: geen geldige TOML: ")


def test_a_theme_without_a_label_is_told() -> None:
    with pytest.raises(LayerFileError) as caught:
        _parse(themes=THEMES.replace('label = { nl = "Wonen", en = "Housing" }\n', ""))
    assert str(caught.value) == "layers/themes.toml: veld 'label' ontbreekt; voeg het toe."


def test_one_id_in_two_folders_is_refused() -> None:
    other = "layers/bevolking/koop_pct.toml"
    texts = {WEIGHT_PATH: WEIGHT, PATH: LAYER, other: LAYER.replace('"wonen"', '"bevolking"')}
    with pytest.raises(LayerFileError, match="koop_pct"):
        parse_catalog(THEMES, texts)


def test_a_range_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(LayerFileError, match="range"):
        _parse(
            LAYER.replace('weight = ["huishoudens"]', 'weight = ["huishoudens"]\nrange = [50, 5]')
        )


def test_missing_themes_are_told(tmp_path: Path) -> None:
    with pytest.raises(LayerFileError) as caught:
        read_catalog(tmp_path)
    assert str(caught.value) == "layers/themes.toml ontbreekt."
