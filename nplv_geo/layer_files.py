"""From the text of layer files to the catalogue.

A new indicator is one new file under ``layers/``. What is wrong with a file is told in one
sentence that names the file, the field and the remedy.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from nplv_geo.catalog import Catalog, Layer, Theme, closest
from nplv_geo.errors import LayerFileError

Model = TypeVar("Model", bound=BaseModel)


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
            hint = closest(str(problem["loc"][-1]), _fields_at(model, problem["loc"][:-1]))
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
                hint = closest(other, catalog.ids)
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
