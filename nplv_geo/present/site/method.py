"""The page "Methode": how figures are made, with the thresholds that the code itself uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from nplv_geo.definitions import layers, thresholds
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.texts import Text
from nplv_geo.edition.models import Manifest
from nplv_geo.edition.origin import LayerDispersion
from nplv_geo.present.scale import distribution
from nplv_geo.present.site.method_blocks import Block, BlockKind, Section, TableBlock
from nplv_geo.present.site.method_years import list_year_blocks
from nplv_geo.present.texts import Texts
from nplv_geo.statistics import compare, dispersion, stacking, uncertainty, variance
from nplv_geo.statistics import neighbours as peers
from nplv_geo.statistics.time import moves, outcomes, slopes, trend

# In the order of the page. Other pages link to these: /methode#verschil.
ANCHORS = (
    "gebieden",
    "optellen",
    "jaren",
    "ontbreekt",
    "tekens",
    "vergelijken",
    "rang",
    "onzekerheid",
    "verschil",
    "breuken",
    "stapeling",
    "ondermijning",
    "lijkt-op",
    "ring",
    "klassen",
    "programma",
)

_EXAMPLE_SHARE = 0.68
_EXAMPLE_CONVERTED = 0.08

_KINDS: dict[str, BlockKind] = {"p": "paragraph", "t": "terms", "b": "sources"}


def make_method_page(
    catalog: Catalog,
    areas: Iterable[FocusArea],
    t: Texts,
    manifest: Manifest,
) -> tuple[Section, ...]:
    """Make the page.

    Parameters
    ----------
    catalog
        All layers.
    areas
        The focus areas.
    t
        Texts of the language.
    manifest
        Of the edition: how well its margins cover, and how its years came onto the map.

    Returns
    -------
    tuple of Section
        In the order of :data:`ANCHORS`.

    Notes
    -----
    A text is called after its anchor, its kind and its number: ``rang_p1`` is a paragraph,
    ``rang_t1`` a term and ``rang_d1`` what it means, ``rang_b1`` a source.
    """
    facts = {**_list_facts(t), **_count_definitions(catalog, tuple(areas), t)}
    return tuple(
        Section(
            anchor=anchor,
            title=t(f"method.{anchor}", **facts),
            blocks=_put_sources_last(
                *_list_blocks(anchor, facts, t),
                *_list_definitions(anchor, catalog, t, manifest),
            ),
        )
        for anchor in ANCHORS
    )


def _put_sources_last(*blocks: Block | TableBlock) -> tuple[Block | TableBlock, ...]:
    return tuple(sorted(blocks, key=lambda block: block.kind == "sources"))


def _list_blocks(anchor: str, facts: dict[str, str], t: Texts) -> Iterator[Block]:
    """Texts of one anchor in the order of the file; neighbours of one list are taken together."""
    kind: BlockKind = "paragraph"
    items: list[tuple[str, str]] = []
    for key in t.words["method"]:
        name, _, suffix = key.rpartition("_")
        if name != anchor or suffix[0] not in _KINDS:
            continue
        now = _KINDS[suffix[0]]
        if items and (now == "paragraph" or now != kind):
            yield Block(kind, tuple(items))
            items = []
        meaning = t(f"method.{anchor}_d{suffix[1:]}", **facts) if now == "terms" else ""
        kind = now
        items.append((t(f"method.{key}", **facts), meaning))
    if items:
        yield Block(kind, tuple(items))


def _list_facts(t: Texts) -> dict[str, str]:
    """Thresholds of the code, and words of the interface that the page explains."""
    statuses = {key: words for key, words in t.words["statuses"].items() if key != "ok"}
    return {
        **statuses,
        "min_coverage": t.share(thresholds.DEFAULT_MIN_COVERAGE),
        "max_moved": t.share(thresholds.MAX_MOVED),
        "max_spread": t.share(thresholds.MAX_SPREAD),
        "min_ground": t.share(thresholds.MIN_KNOWN_GROUND),
        "min_rest": t.share(thresholds.NEARLY_ALL),
        "sign_partly": t("coverage_note", share=t.share(_EXAMPLE_SHARE)),
        "sign_boundaries": t("boundaries_note"),
        "converted": t.share(_EXAMPLE_CONVERTED),
        "sign_converted": t("carried.mark_moved", share=t.share(_EXAMPLE_CONVERTED)),
        "sign_whole": t("carried.mark_whole"),
        "provisional": t("provisional"),
        "complete": t.share(thresholds.COMPLETE_SHARE),
        "rounding": t.number(thresholds.ROUNDING),
        "equal": t("standing_equal"),
        "unsure": t("standing_unsure"),
        "cover": t.share(dispersion.COVER),
        "moved": t.share(outcomes.MOVED_SHARE),
        "false_share": t.share(slopes.FALSE_SHARE),
        "estimated": t("estimated"),
        "nearly_all": t.share(thresholds.NEARLY_ALL),
        "few_values": t.number(compare.MIN_DISTINCT_VALUES - 1),
        "z": t.number(variance.Z_95, 2),
        "start": str(moves.START),
        "horizon": str(trend.HORIZON),
        "years": t.number(trend.HORIZON - moves.START),
        "periods": t.number(trend.ENOUGH_PERIODS),
        **{f"outcome_{one}": t(f"trend.outcome_{one}") for one in outcomes.Outcome},
        "worst": t.share(stacking.WORST_SHARE),
        "norm": t.number(stacking.NORM_INHABITANTS),
        "min_known": t.number(stacking.MIN_KNOWN),
        "peers": t.number(peers.DEFAULT_NUMBER),
        "min_shared": t.share(peers.MIN_SHARE_KNOWN),
        "few": t.number(thresholds.FEW_INHABITANTS),
        "classes": t.number(layers.Classes().k),
        "clipped": t.share(distribution.CLIPPED_AT),
        "quantiles": t("schemes.quantiles"),
        "fisher_jenks": t("schemes.fisher_jenks"),
        "equal_steps": t("schemes.equal"),
        "around": t("schemes.reference", reference=t("nederland_spoken")),
    }


def _count_definitions(catalog: Catalog, areas: tuple[FocusArea, ...], t: Texts) -> dict[str, str]:
    """What the definitions add up to."""
    shown = [layer for layer in catalog.layers if not layer.hidden]
    kinds = Counter(uncertainty.find_chance_kind(layer) for layer in shown)
    approximated = sum(area.is_approximation for area in areas)
    factors = catalog.undermining.factors if catalog.undermining else ()
    profile = catalog.peer_profile.variables if catalog.peer_profile else ()
    return {
        "areas": t.number(len(areas)),
        # Each beside its gemeente and the country.
        "family": t.number(2 * len(areas)),
        "gemeenten": t.number(len({area.gemeente_code for area in areas})),
        "approximated": t.number(approximated),
        "documented": t.number(len(areas) - approximated),
        "poisson": t.number(kinds["poisson"]),
        "binomial": t.number(kinds["binomial"]),
        "unclaimed": t.number(kinds["none"]),
        "published": t.number(kinds["published"]),
        "unknown": t.number(kinds["unknown"]),
        "models": t.number(sum(layer.notes.model_estimate for layer in shown)),
        "rare": t.number(max((factor.min_inhabitants for factor in factors), default=0)),
        "variables": "; ".join(catalog.layer(name).label.in_(t.language) for name in profile),
    }


def _list_definitions(
    anchor: str, catalog: Catalog, t: Texts, manifest: Manifest
) -> Iterator[Block | TableBlock]:
    """What the definitions and the edition say themselves, below what the texts say."""
    if anchor == "jaren":
        yield from list_year_blocks(manifest, catalog, t)
        return
    if anchor == "breuken":
        items = _list_breaks(catalog, t)
    elif anchor == "stapeling":
        items = _list_domains(catalog, t)
    elif anchor == "ondermijning":
        items = _list_factors(catalog, t)
    elif anchor == "onzekerheid":
        items = tuple(_list_covers(catalog, t, manifest.dispersion))
    else:
        items = ()
    if items:
        yield Block("terms", items)


def _list_breaks(catalog: Catalog, t: Texts) -> tuple[tuple[str, str], ...]:
    """Layers in which a series breaks, and what changed there."""
    layers_of: dict[str, list[str]] = {}
    for layer in catalog.layers:
        for note in _list_notes(layer):
            layers_of.setdefault(note.in_(t.language), []).append(layer.label.in_(t.language))
    return tuple(("; ".join(labels), note) for note, labels in layers_of.items())


def _list_notes(layer: Layer) -> list[Text]:
    """Notes on the breaks of one layer, the oldest first, and on its exceptional periods."""
    source = layer.source
    earlier_notes = [name.note for name in source.earlier[::-1] if name.meaning == "break"]
    others = [period_note.note for period_note in source.breaks]
    others += [period_note.note for period_note in source.exceptional]
    return [note for note in earlier_notes if note] + others


def _list_covers(
    catalog: Catalog, t: Texts, dispersions: Mapping[str, LayerDispersion]
) -> Iterator[tuple[str, str]]:
    """Dispersion and cover of each layer that has one; those where one is assumed together."""
    assumed = []
    for layer_id, layer_dispersion in dispersions.items():
        layer = catalog.layer(layer_id)
        if layer_dispersion.dispersion_from != "estimated":
            assumed += [] if layer.hidden else [layer.label.in_(t.language)]
            continue
        shares = [
            t(
                "method.cover_share",
                level=t(f"levels_plural.{level}"),
                share=t.share(layer_dispersion.cover[level]),
                n=t.number(n),
                plain=t.share(layer_dispersion.plain_cover[level]),
            )
            for level, n in sorted(layer_dispersion.changes.items())
        ]
        factor, events = (
            t.number(layer_dispersion.dispersion, 1),
            t.number(dispersion.REFERENCE_EVENTS),
        )
        sentence = t("method.cover_of", factor=factor, n=events, shares="; ".join(shares))
        yield layer.label.in_(t.language), sentence
    if assumed:
        yield "; ".join(assumed), t("method.cover_assumed")


def _list_domains(catalog: Catalog, t: Texts) -> tuple[tuple[str, str], ...]:
    """Domains with the layers that may speak, and why a neutral one has a worst side there."""
    domains = []
    for domain in catalog.domains:
        labels = [catalog.layer(name).label.in_(t.language) for name in domain.indicators]
        reasons = [worst.why.in_(t.language) for worst in domain.worst.values()]
        domains.append(
            (domain.label.in_(t.language), " ".join([f"{'; '.join(labels)}.", *reasons]))
        )
    return tuple(domains)


def _list_factors(catalog: Catalog, t: Texts) -> tuple[tuple[str, str], ...]:
    """Groups of the view on undermining with the layers that may speak, and how to read them."""
    groups = catalog.undermining.groups if catalog.undermining else ()
    items = []
    for group in groups:
        names = [layer for factor in group.factors for layer in factor.layers]
        labels = "; ".join(catalog.layer(name).label.in_(t.language) for name in names)
        items.append((group.label.in_(t.language), f"{labels}. {group.intro.in_(t.language)}"))
    return tuple(items)
