"""From the text of layer files to the catalogue.

A new indicator is one new file under ``layers/``. What is wrong with a file is told in one
sentence that names the file, the field and the remedy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from nplv_geo.definitions.catalog import (
    STACKING,
    UNDERMINING,
    Catalog,
    Domain,
    PeerProfile,
    Theme,
    Undermining,
)
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.texts import parse_toml
from nplv_geo.ground.checked_rows import describe_problem
from nplv_geo.ground.errors import LayerFileError
from nplv_geo.ground.suggest import suggest_name

Model = TypeVar("Model", bound=BaseModel)

_THEMES = "layers/themes.toml"
_PROFILE = "layers/profile.toml"
_UNDERMINING = "layers/ondermijning.toml"


def parse_catalog(
    themes_text: str,
    layer_texts: Mapping[str, str],
    profile_text: str = "",
    undermining_text: str = "",
) -> Catalog:
    """Build the catalogue from file contents.

    Parameters
    ----------
    themes_text
        Content of ``layers/themes.toml``.
    layer_texts
        Content of each layer file by its path, such as ``layers/wonen/woz_waarde.toml``.
    profile_text
        Content of ``layers/profile.toml``.
    undermining_text
        Content of ``layers/ondermijning.toml``.

    Returns
    -------
    Catalog
        Everything, checked, in the order of the menu.

    Raises
    ------
    LayerFileError
        On the first file that is wrong.
    """
    raw = parse_toml(themes_text, _THEMES, LayerFileError)
    themes = tuple(_validate_model(_THEMES, Theme, theme) for theme in raw.get("theme", []))
    domains = tuple(_validate_model(_THEMES, Domain, domain) for domain in raw.get("domain", []))
    layers = {
        path: _validate_model(path, Layer, parse_toml(text, path, LayerFileError))
        for path, text in layer_texts.items()
    }
    _check_unique(layers)
    profile = _parse_peer_profile(profile_text)
    undermining = _parse_undermining(undermining_text)
    catalog = Catalog(themes, _sort_by_menu(themes, layers.values()), domains, profile, undermining)
    for path, layer in layers.items():
        _check_references(path, layer, catalog)
    for domain in domains:
        _check_domain(domain, catalog)
    _check_profile(catalog)
    _check_undermining(catalog)
    return catalog


def _parse_peer_profile(text: str) -> PeerProfile | None:
    raw = parse_toml(text, _PROFILE, LayerFileError).get("profile")
    return _validate_model(_PROFILE, PeerProfile, raw) if raw else None


def _parse_undermining(text: str) -> Undermining | None:
    raw = parse_toml(text, _UNDERMINING, LayerFileError)
    return _validate_model(_UNDERMINING, Undermining, raw) if raw else None


def _check_undermining(catalog: Catalog) -> None:
    """Check that each factor is written once, and that its layers exist and are no bare counts."""
    factors = catalog.undermining.factors if catalog.undermining else ()
    for place, factor in enumerate(factors):
        where = f"{_UNDERMINING}: factor '{factor.id}'"
        if factor.id in (earlier.id for earlier in factors[:place]):
            raise LayerFileError(f"{where} staat er twee keer; haal er een weg.")
        for layer_id in factor.layers:
            if layer_id not in catalog:
                hint = suggest_name(layer_id, catalog.ids)
                raise LayerFileError(
                    f"{where} noemt kaartlaag '{layer_id}' die niet bestaat{hint}; verbeter de "
                    "naam."
                )
            if catalog.layer(layer_id).is_amount:
                raise LayerFileError(
                    f"{where} noemt '{layer_id}', een aantal dat met het gebied meegroeit; kies "
                    "een aandeel of een verhoudingsgetal."
                )


def _check_profile(catalog: Catalog) -> None:
    for variable in catalog.peer_profile.variables if catalog.peer_profile else ():
        if variable not in catalog:
            hint = suggest_name(variable, catalog.ids)
            raise LayerFileError(
                f"{_PROFILE}: veld 'profile.variables' noemt kaartlaag '{variable}' die niet "
                f"bestaat{hint}; verbeter de naam."
            )


def _check_unique(layers: Mapping[str, Layer]) -> None:
    path_by_id: dict[str, str] = {
        STACKING: "de stapelingskaart",
        UNDERMINING: "de weergave over ondermijning",
    }
    for path, layer in layers.items():
        if layer.id in path_by_id:
            raise LayerFileError(
                f"{path}: veld 'id' is '{layer.id}', net als in {path_by_id[layer.id]}; geef "
                "een van de twee een andere naam."
            )
        path_by_id[layer.id] = path


def _sort_by_menu(themes: tuple[Theme, ...], layers: Iterable[Layer]) -> tuple[Layer, ...]:
    position = {theme.id: index for index, theme in enumerate(themes)}
    return tuple(sorted(layers, key=lambda la: (position.get(la.theme, 99), la.order, la.id)))


def _validate_model(path: str, model: type[Model], raw: dict[str, Any]) -> Model:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise LayerFileError(f"{path}: {_describe_problem(error, model)}") from error


def _describe_problem(error: ValidationError, model: type[BaseModel]) -> str:
    """Tell the first problem in one Dutch sentence with a remedy."""
    problem = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in problem["loc"])
    match problem["type"]:
        case "extra_forbidden":
            hint = suggest_name(str(problem["loc"][-1]), _list_fields(model, problem["loc"][:-1]))
            return f"veld '{field}' bestaat niet{hint}; verbeter de naam of haal het weg."
        case "missing" | "literal_error":
            return describe_problem(error)
        case _:
            return f"veld '{field}' is {problem['input']!r}: {problem['msg']}; verbeter de waarde."


def _list_fields(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
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
                hint = suggest_name(other, catalog.ids)
                raise LayerFileError(
                    f"{path}: veld 'aggregate.{field}' noemt kaartlaag '{other}' die niet "
                    f"bestaat{hint}; verbeter de naam."
                )
    _check_rule(path, layer)
    _check_series(path, layer)


def _check_series(path: str, layer: Layer) -> None:
    """A break that is not explained is worse than none: the reader sees a gap and no reason."""
    for name in layer.source.earlier:
        if name.meaning == "break" and name.note is None:
            raise LayerFileError(
                f"{path}: veld 'source.earlier' noemt een breuk na '{name.topic}' zonder uitleg; "
                "zet in 'note' in een zin wat er veranderde."
            )


def _check_rule(path: str, layer: Layer) -> None:
    rule = layer.aggregate.rule
    has_denominator = bool(layer.aggregate.denominator or layer.aggregate.denominator_topic)
    if rule == "weighted_mean" and not layer.aggregate.weight:
        raise LayerFileError(
            f"{path}: veld 'aggregate.weight' ontbreekt; een gemiddelde heeft een gewicht nodig."
        )
    if rule == "rate" and not has_denominator:
        raise LayerFileError(
            f"{path}: veld 'aggregate.denominator' ontbreekt; zeg waar dit cijfer door "
            "wordt gedeeld."
        )


def _check_domain(domain: Domain, catalog: Catalog) -> None:
    """Check that each indicator of a domain exists, is no bare count, and has a worst side."""
    where = f"{_THEMES}: domein '{domain.id}'"
    for indicator in (*domain.indicators, *domain.worst):
        if indicator not in catalog:
            hint = suggest_name(indicator, catalog.ids)
            raise LayerFileError(
                f"{where} noemt kaartlaag '{indicator}' die niet bestaat{hint}; verbeter de naam."
            )
        layer = catalog.layer(indicator)
        if layer.is_amount:
            raise LayerFileError(
                f"{where} noemt '{indicator}', een aantal dat met de buurt meegroeit; kies een "
                "aandeel of een gemiddelde."
            )
        if (layer.is_neutral) != (indicator in domain.worst):
            raise LayerFileError(
                f"{where}: zet bij een neutrale kaartlaag, en alleen daar, in 'worst' welke kant "
                f"het slechtst is en waarom; dat klopt niet voor '{indicator}'."
            )
