"""What a step in the address makes meaningless: another layer has other periods and classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nplv_geo.definitions.catalog import STACKING, UNDERMINING

# Parameters that a new value of another one takes along.
_CONTEXT = {
    "gebied": ("niveau", "klasse"),
    "laag": ("periode", "periode2", "vanaf", "klassen", "indeling", "domeinen", "klasse"),
    "laag2": ("periode2",),
    "gebied2": ("klasse",),
    "niveau": ("klasse",),
    # Who chooses how bounds are made gives up those that were typed.
    "klassen": ("indeling", "klasse"),
    "schaal": ("indeling", "klasse"),
    "indeling": ("klasse",),
    "toon": ("vanaf", "klasse"),
}
# On the map of undermining the second layer is the one that colours it.
_OF_FACTOR = {
    "laag": (*_CONTEXT["laag"], "laag2"),
    "laag2": ("periode", "niveau", "indeling", "klasse"),
}
# The maps of many figures have one level, one map, and no lines through the years.
_FIXED = ("niveau", "toon", "vanaf", "laag2", "periode2", "gebied2")
# Second things, by the tab that shows them.
_SECOND = {"naast": (), "samenhang": ("periode2", "gebied2")}
_NO_SECOND = ("laag2", "periode2", "gebied2")


def list_dropped(changes: Mapping[str, str], layer: str) -> Iterator[str]:
    """List the parameters that a step in the address leaves out.

    Parameters
    ----------
    changes
        Parameters that get another value.
    layer
        Name of the layer of the view that the step starts from.

    Yields
    ------
    str
        Names of parameters; one that gets a value of its own may be among them.
    """
    contexts = _CONTEXT | _OF_FACTOR if layer == UNDERMINING else _CONTEXT
    for key in changes:
        yield from contexts.get(key, ())
    if changes.get("laag") in (STACKING, UNDERMINING):
        yield from _FIXED
    if "toon" in changes and layer != UNDERMINING:
        yield from _SECOND.get(changes["toon"], _NO_SECOND)
