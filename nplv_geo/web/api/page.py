"""The page "API": what can be asked, with examples that work."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template

from nplv_geo.definitions.texts import Language
from nplv_geo.present.texts import texts
from nplv_geo.web.api.openapi import BASE, OPERATIONS, Operation
from nplv_geo.web.site import Site

# Besides the plain example of each address: what people ask for most.
_MORE = {
    "areas": (f"{BASE}/areas?niveau=focusgebied", f"{BASE}/areas?niveau=buurt&gemeente=GM0917"),
    "layers": (f"{BASE}/layers?per_pagina=5",),
    "value": (f"{BASE}/values?gebied=GM0917&laag=inwoners&periode=2024",),
    "layer_values": (f"{BASE}/layers/inwoners/values?niveau=buurt&gemeente=GM0917",),
    "profile": (f"{BASE}/profile?gebied=heerlen-noord&vorm=text",),
    "undermining": (f"{BASE}/ondermijning?gebied=BU09172000&taal=en",),
    "programme": (f"{BASE}/programme?gebied=rotterdam-zuid",),
    "geometry": (f"{BASE}/geometry?gebied=heerlen-noord&niveau=buurt",),
}


@dataclass(frozen=True, slots=True)
class DescribedOperation:
    """One address on the page, with its parameters in words and its examples."""

    path: str
    summary: str
    parameters: tuple[tuple[str, str], ...]
    examples: tuple[str, ...]


def render_api_page(site: Site, language: Language, address: str) -> str:
    """Render the page."""
    t = texts(language)
    operations = [_describe_operation(operation, t.language) for operation in OPERATIONS]
    return render_template(
        "api.html",
        t=t,
        operations=operations,
        address=address.rstrip("/"),
        edition=site.edition.id,
        document=f"{BASE}/openapi.json",
    )


def _describe_operation(operation: Operation, language: Language) -> DescribedOperation:
    t = texts(language)
    return DescribedOperation(
        path=BASE + operation.path,
        summary=t(f"api_operations.{operation.id}"),
        parameters=tuple((p.name, t(f"api_parameters.{p.name}")) for p in operation.parameters),
        examples=(operation.example, *_MORE[operation.id]),
    )
