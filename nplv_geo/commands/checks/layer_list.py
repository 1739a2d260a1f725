"""All layers: what they read, the newest period that is offered, what an edition has of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from nplv_geo.commands.checks.topics import collect_topic_lists
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.offered.gaps import find_offer
from nplv_geo.definitions.offered.topic_lists import TopicList
from nplv_geo.definitions.read import read_catalog
from nplv_geo.definitions.tables import find_family
from nplv_geo.edition.models import Manifest
from nplv_geo.edition.store import open_current
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import EditionError
from nplv_geo.ground.settings import Settings

# Whether an edition has figures: of buurten, of larger areas only, none yet, or no such table.
LayerStatus = Literal["buurten", "grotere gebieden", "nog geen cijfer", "niet in deze editie"]


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One layer beside the tables that it is read from.

    Attributes
    ----------
    layer, theme
        Ids.
    hidden
        True for a layer that only serves to compute others.
    table, topic
        Family of tables and topic or expression of topics, under the newest name.
    member
        Members of further dimensions, such as ``SoortMisdrijf=1.4.7``.
    offered_by, offered
        Newest table that is known to have the topic, and its newest year; empty and None where no
        list of its topics is known.
    ended
        Last period of a figure that the publisher ended; empty for others.
    smallest_level
        Smaller areas get no figure.
    period
        Newest period with figures in the edition; empty when there is none.
    values
        Number of areas that have a figure then.
    status
        What the edition has.
    """

    layer: str
    theme: str
    hidden: bool
    table: str
    topic: str
    member: str
    offered_by: str
    offered: int | None
    ended: str
    smallest_level: str
    period: str
    values: int
    status: LayerStatus


def list_layer_rows(
    catalog: Catalog, lists: Sequence[TopicList], manifest: Manifest | None
) -> list[LayerRow]:
    """List all layers, the hidden ones too.

    Parameters
    ----------
    catalog
        All layers.
    lists
        What tables offer, as far as that is known.
    manifest
        Of the edition; None when there is none.

    Returns
    -------
    list of LayerRow
        In the order of the menu.
    """
    return [_make_row(layer, lists, manifest) for layer in catalog.layers]


def _make_row(layer: Layer, lists: Iterable[TopicList], manifest: Manifest | None) -> LayerRow:
    offer = find_offer(layer, lists)
    period = (manifest.newest_period(layer.id) if manifest else None) or ""
    counts = manifest.layers[layer.id][period].figures if manifest and period else {}
    return LayerRow(
        layer=layer.id,
        theme=layer.theme,
        hidden=layer.hidden,
        table=find_family(layer.source.table).id,
        topic=layer.source.topic,
        member=", ".join(f"{key}={member}" for key, member in layer.source.where.items()),
        offered_by=offer.table if offer else "",
        offered=offer.year if offer else None,
        ended=layer.source.until or "",
        smallest_level=layer.aggregate.smallest_level,
        period=period,
        values=sum(counts.values()),
        status=_find_status(layer, manifest, counts),
    )


def _find_status(layer: Layer, manifest: Manifest | None, counts: Mapping[str, int]) -> LayerStatus:
    if counts.get(AreaLevel.BUURT):
        return "buurten"
    if any(counts.values()):
        return "grotere gebieden"
    there = manifest is not None and layer.id in manifest.layers
    return "nog geen cijfer" if there else "niet in deze editie"


def read_layer_rows(where: Settings) -> list[LayerRow]:
    """List all layers beside the current edition, or beside none where there is none yet."""
    try:
        manifest = open_current(where.editions, where.edition).manifest
    except EditionError:
        manifest = None
    return list_layer_rows(read_catalog(where.project), collect_topic_lists(where), manifest)
