"""The callback graph of the page, as Dash prints it, in ``docs/architecture.md``.

It is read from what Dash sends to every browser, and what its dev tools draw (``python app.py``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dash import Dash

from nplv_geo.definitions.read import read_catalog
from nplv_geo.ground.settings import PROJECT
from nplv_geo.web.page.callbacks import register_callbacks
from nplv_geo.web.page.layout import make_layout
from nplv_geo.web.site import Site

_DOCUMENT = Path("docs/architecture.md")
_BEGIN, _END = "<!-- callbacks: made by `make contracts` -->", "<!-- end of callbacks -->"
_FEW = 4  # properties that a drawing has room for


@dataclass(frozen=True, slots=True)
class Callback:
    """What a callback listens to, and which properties it sets.

    Attributes
    ----------
    name
        Its function.
    is_client
        Whether it runs in the browser.
    count
        How many callbacks are the same but for the theme.
    """

    name: str
    is_client: bool
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    count: int = 1


def list_callbacks() -> list[Callback]:
    """List all callbacks, one for each theme apart, in the order in which Dash has them."""
    themes = read_catalog(PROJECT).themes
    app = Dash(__name__)
    app.layout = make_layout(themes)
    register_callbacks(app, _find_no_site, themes)
    dependencies = app.server.test_client().get("/_dash-dependencies").get_json()
    return [_read_callback(one) for one in dependencies]


def _find_no_site(query: str) -> Site:
    raise LookupError(query)  # nobody asks


def _read_callback(dependency: dict[str, Any]) -> Callback:
    client = dependency["clientside_function"]
    inputs = tuple(f"{one['id']}.{one['property']}" for one in dependency["inputs"])
    written = "" if dependency["no_output"] else dependency["output"].strip(".")
    # What several callbacks may set has a mark of Dash behind its name.
    written = re.sub(r"@\w+", "", written)
    return Callback(
        name=client["function_name"] if client else "find_areas",
        is_client=client is not None,
        inputs=inputs,
        outputs=tuple(part for part in written.split("...") if part),
    )


def write_architecture() -> str:
    """Write the document with the graph of now."""
    text = (PROJECT / _DOCUMENT).read_text(encoding="utf-8")
    graph = "\n".join([_BEGIN, *_write_graph(list_callbacks()), _END])
    return re.sub(f"{re.escape(_BEGIN)}.*{re.escape(_END)}", lambda _: graph, text, flags=re.DOTALL)


def _write_graph(callbacks: Sequence[Callback]) -> list[str]:
    clients = sum(one.is_client for one in callbacks)
    servers = len(callbacks) - clients
    joined = join_themes(callbacks)
    return [
        "",
        f"{len(callbacks)} callbacks: {clients} run in the browser, {servers} on the server.",
        "Those that are the same for each theme are drawn once.",
        "",
        "```mermaid",
        "flowchart LR",
        *_draw(joined),
        "```",
        "",
        "| function | runs in | listens to | sets |",
        "|---|---|---|---|",
        *(_write_row(one) for one in joined),
        "",
    ]


def join_themes(callbacks: Iterable[Callback]) -> list[Callback]:
    """Join callbacks that are the same but for the theme, with the number of them."""
    themes = [theme.id for theme in read_catalog(PROJECT).themes]
    ends = re.compile(rf"-({'|'.join(themes)})\.")
    counts: dict[Callback, int] = {}
    for one in callbacks:
        outputs = dict.fromkeys(ends.sub("-{theme}.", output) for output in one.outputs)
        general = Callback(one.name, one.is_client, one.inputs, tuple(outputs))
        counts[general] = counts.get(general, 0) + 1
    return [
        Callback(one.name, one.is_client, one.inputs, one.outputs, count)
        for one, count in counts.items()
    ]


def _write_row(one: Callback) -> str:
    name = f"`{one.name}`" + (f" × {one.count}" if one.count > 1 else "")
    place = "browser" if one.is_client else "server"
    inputs = ", ".join(f"`{name}`" for name in one.inputs)
    outputs = ", ".join(f"`{name}`" for name in one.outputs) or "the document itself"
    return f"| {name} | {place} | {inputs} | {outputs} |"


def _draw(callbacks: Sequence[Callback]) -> Iterable[str]:
    """Properties are boxes, functions have round ends; many properties are one box."""
    boxes: dict[str, str] = {}
    for place, one in enumerate(callbacks):
        kind = one.outputs[0].partition(".")[2] if one.outputs else ""
        many = (f"{kind} of {len(one.outputs)} parts",)
        outputs = many if len(one.outputs) > _FEW else one.outputs
        yield f"  f{place}([{json.dumps(one.name)}])"
        for name in (*one.inputs, *outputs):
            if name not in boxes:
                boxes[name] = f"p{len(boxes)}"
                yield f"  {boxes[name]}[{json.dumps(name)}]"
        yield from (f"  {boxes[name]} --> f{place}" for name in one.inputs)
        yield from (f"  f{place} --> {boxes[name]}" for name in outputs)
