"""The layers and themes as typed values, read from the text of their TOML files.

A new indicator is one new file under ``layers/``. What is wrong with a file is told in one
sentence that names the file, the field and the remedy.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from nplv_geo.errors import LayerFileError, UnknownLayerError

Unit = Literal[
    "%",
    "personen",
    "huishoudens",
    "woningen",
    "misdrijven",
    "per 1.000 inwoners",
    "per 100 inwoners",
    "per 1.000 jongeren",
    "x 1.000 euro",
    "km",
    "score",
    "personen per huishouden",
    "inwoners per km²",
    "adressen per km²",
    "auto's per huishouden",
    "scholen",
    "ha",
    "klasse",
    "kWh",
    "m³",
]
Direction = Literal["better", "worse", "neutral"]
Rule = Literal["sum", "rate", "weighted_mean", "none"]
SchemeName = Literal["quantiles", "fisher_jenks", "equal"]
Language = Literal["nl", "en"]

DEFAULT_MIN_COVERAGE = 0.6

Model = TypeVar("Model", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Strict):
    """A text in both languages of the interface."""

    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_(self, language: Language) -> str:
        """Give the text in ``language``."""
        return self.nl if language == "nl" else self.en


class Theme(_Strict):
    """A group of layers in the menu."""

    id: str
    label: Text
    description: Text


class Source(_Strict):
    """Where the figure is published: a table family, a topic and, if need be, a filter."""

    table: str
    topic: str
    aliases: tuple[str, ...] = ()
    where: Mapping[str, str] = Field(default_factory=dict)


class Aggregate(_Strict):
    """How buurten become larger areas."""

    rule: Rule
    weight: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    denominator_topic: str | None = None
    per: float = 1.0
    min_denominator: float = 0.0
    min_coverage: float = Field(default=DEFAULT_MIN_COVERAGE, ge=0, le=1)
    range: tuple[float, float] | None = None

    @field_validator("range")
    @classmethod
    def _ascends(cls, value: tuple[float, float] | None) -> tuple[float, float] | None:
        if value is not None and value[0] >= value[1]:
            raise ValueError("de eerste grens moet lager zijn dan de tweede")
        return value


class Classes(_Strict):
    """Default classification on the map."""

    scheme: SchemeName = "quantiles"
    k: int = Field(default=5, ge=2, le=9)


class Notes(_Strict):
    """What a reader should know before use."""

    caveats: Text | None = None
    model_estimate: bool = False


class Layer(_Strict):
    """One indicator layer."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    theme: str
    label: Text
    description: Text
    unit: Unit
    decimals: int = Field(ge=0, le=3)
    higher_is: Direction
    order: int = 100
    hidden: bool = False
    source: Source
    aggregate: Aggregate
    classes: Classes = Classes()
    notes: Notes = Notes()

    @property
    def is_additive(self) -> bool:
        """Sums and rates can be taken apart again: gemeente minus area."""
        return self.aggregate.rule in ("sum", "rate")

    @property
    def value_range(self) -> tuple[float, float] | None:
        """Values that can occur at all, if the layer or its unit says so."""
        if self.aggregate.range:
            return self.aggregate.range
        return (0.0, 100.0) if self.unit == "%" else None


@dataclass(frozen=True)
class Catalog:
    """All themes and layers, in the order of the menu."""

    themes: tuple[Theme, ...]
    layers: tuple[Layer, ...]

    @cached_property
    def _by_id(self) -> dict[str, Layer]:
        return {layer.id: layer for layer in self.layers}

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all layers, in the order of the menu."""
        return tuple(self._by_id)

    def __contains__(self, layer_id: object) -> bool:
        return layer_id in self._by_id

    def layer(self, layer_id: str) -> Layer:
        """Give the layer ``layer_id``.

        Raises
        ------
        UnknownLayerError
            When there is no such layer; the closest name is suggested.
        """
        if layer_id not in self._by_id:
            hint = _closest(layer_id, self.ids)
            raise UnknownLayerError(f"Kaartlaag '{layer_id}' bestaat niet{hint}.")
        return self._by_id[layer_id]

    def of_theme(self, theme_id: str) -> tuple[Layer, ...]:
        """Visible layers of a theme, in menu order."""
        return tuple(la for la in self.layers if la.theme == theme_id and not la.hidden)


def parse_catalog(themes_text: str, layer_texts: Mapping[str, str]) -> Catalog:
    """Build the catalogue from file contents.

    Parameters
    ----------
    themes_text
        Content of ``layers/themes.toml``.
    layer_texts
        Content of each layer file by its path, such as ``layers/wonen/woz_waarde.toml``.

    Raises
    ------
    LayerFileError
        On the first file that is wrong.
    """
    raw_themes = _toml("layers/themes.toml", themes_text).get("theme", [])
    themes = tuple(_validated("layers/themes.toml", Theme, raw) for raw in raw_themes)
    layers = {
        path: _validated(path, Layer, _toml(path, text)) for path, text in layer_texts.items()
    }
    _check_unique(layers)
    catalog = Catalog(themes, _in_menu_order(themes, layers.values()))
    for path, layer in layers.items():
        _check_references(path, layer, catalog)
    return catalog


def _check_unique(layers: Mapping[str, Layer]) -> None:
    first: dict[str, str] = {}
    for path, layer in layers.items():
        if layer.id in first:
            raise LayerFileError(
                f"{path}: veld 'id' is '{layer.id}', net als in {first[layer.id]}; geef een van "
                "de twee een andere naam."
            )
        first[layer.id] = path


def _in_menu_order(themes: tuple[Theme, ...], layers: Iterable[Layer]) -> tuple[Layer, ...]:
    position = {theme.id: index for index, theme in enumerate(themes)}
    return tuple(sorted(layers, key=lambda la: (position.get(la.theme, 99), la.order, la.id)))


def _toml(path: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LayerFileError(f"{path}: geen geldige TOML: {error}.") from error


def _validated(path: str, model: type[Model], raw: dict[str, Any]) -> Model:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise LayerFileError(f"{path}: {_sentence(error, model)}") from error


def _sentence(error: ValidationError, model: type[BaseModel]) -> str:
    """Tell the first problem in one Dutch sentence with a remedy."""
    problem = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in problem["loc"])
    match problem["type"]:
        case "missing":
            return f"veld '{field}' ontbreekt; voeg het toe."
        case "extra_forbidden":
            hint = _closest(str(problem["loc"][-1]), _fields_at(model, problem["loc"][:-1]))
            return f"veld '{field}' bestaat niet{hint}; verbeter de naam of haal het weg."
        case "literal_error":
            allowed = problem["ctx"]["expected"].replace(" or ", ", ")
            return f"veld '{field}' mag niet {problem['input']!r} zijn; kies uit {allowed}."
        case _:
            return f"veld '{field}' is {problem['input']!r}: {problem['msg']}; verbeter de waarde."


def _fields_at(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    for part in location:
        annotation = model.model_fields[str(part)].annotation if isinstance(part, str) else None
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return []
        model = annotation
    return list(model.model_fields)


def _check_references(path: str, layer: Layer, catalog: Catalog) -> None:
    """Check what one file can't know by itself: its name, its theme and its weights."""
    if path.rpartition("/")[2] != f"{layer.id}.toml":
        raise LayerFileError(f"{path}: veld 'id' is '{layer.id}'; maak het gelijk aan de naam.")
    if layer.theme not in {theme.id for theme in catalog.themes}:
        names = ", ".join(theme.id for theme in catalog.themes)
        raise LayerFileError(f"{path}: veld 'theme' is '{layer.theme}'; kies uit {names}.")
    for field, ids in (
        ("weight", layer.aggregate.weight),
        ("denominator", layer.aggregate.denominator),
    ):
        for other in ids:
            if other not in catalog:
                hint = _closest(other, catalog.ids)
                raise LayerFileError(
                    f"{path}: veld 'aggregate.{field}' noemt kaartlaag '{other}' die niet "
                    f"bestaat{hint}; verbeter de naam."
                )
    _check_rule(path, layer)


def _check_rule(path: str, layer: Layer) -> None:
    rule = layer.aggregate.rule
    has_denominator = bool(layer.aggregate.denominator or layer.aggregate.denominator_topic)
    if rule == "weighted_mean" and not layer.aggregate.weight:
        raise LayerFileError(
            f"{path}: veld 'aggregate.weight' ontbreekt; een gemiddelde heeft een gewicht nodig."
        )
    if rule == "rate" and not has_denominator:
        raise LayerFileError(
            f"{path}: veld 'aggregate.denominator' ontbreekt; een verhoudingsgetal heeft een "
            "noemer nodig."
        )


def _closest(name: str, names: Iterable[str]) -> str:
    match = difflib.get_close_matches(name, list(names), n=1)
    return f" (bedoel je '{match[0]}'?)" if match else ""
