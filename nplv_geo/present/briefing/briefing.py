"""The briefing of an area: eight to ten slides that need no rework, out of the page's own models.

Every number comes from the profile or from a model that the page shows as well. What an edition
has nothing to say on (a trend without years, no areas that are alike) has no slide.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from nplv_geo.ground.areas import NEDERLAND, AreaId, AreaLevel
from nplv_geo.ground.errors import ExportError
from nplv_geo.present.briefing import charts, tables
from nplv_geo.present.briefing.slides import (
    Briefing,
    KeyFigure,
    MapPart,
    Paragraph,
    Slide,
    Swatch,
    tone_of,
)
from nplv_geo.present.briefing.sources import method_slide, sources_slide, told
from nplv_geo.present.map.captions import MapWords, map_words
from nplv_geo.present.page.page import Page, make_page
from nplv_geo.present.page.reservations import (
    name_after_word,
    write_area_note,
    write_report_period,
    write_value,
)
from nplv_geo.present.sentences.claims import Paragraph as Told
from nplv_geo.present.sentences.outcomes import Tone
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.sentences.phrases import write_spoken_label
from nplv_geo.present.values.profile import Item, Profile, make_profile

LEVELS = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE, AreaLevel.WIJK)
_KEY_FIGURES = 3


def has_briefing(area: AreaId) -> bool:
    """Tell whether there is a briefing of such areas: the country and buurten have none."""
    return area.level in LEVELS


def refuse_without(view: Page) -> None:
    """Refuse a page of which the area has no briefing.

    Raises
    ------
    ExportError
        When the area is too large or too small.
    """
    if not has_briefing(view.view.area):
        raise ExportError(
            f"Van '{view.name_area(view.view.area)}' is er geen briefing; kies een focusgebied, "
            "gemeente of wijk."
        )


def briefing(view: Page, link: str) -> Briefing:
    """Make the briefing of a page's area; its layer is the one on the map.

    Parameters
    ----------
    link
        Address of the page.

    Raises
    ------
    ExportError
        When the area is too large or too small for a briefing.
    """
    t, area, edition = view.t, view.view.area, view.edition
    refuse_without(view)
    found = make_profile(edition, view.catalog, view.focus_areas, area)
    words = map_words(view)
    return Briefing(
        area=area,
        title=t("briefing.document", area=found.name),
        subject=t("briefing.subject", area=found.name),
        keywords=", ".join(("NPLV", found.name, *_where(view, found))),
        language=view.view.language,
        made=datetime.fromisoformat(edition.manifest.built),
        slides=tuple(_slides(view, found, words, link)),
    )


def _slides(view: Page, found: Profile, words: MapWords, link: str) -> Iterator[Slide]:
    yield _cover(view, found)
    yield _minute(view, found)
    yield _map(view, words)
    themes = charts.themes_slide(view, found)
    if themes:
        yield themes
    layer = charts.trend_layer(view, found)
    developing = _page(view, laag=layer or found.items[0].layer.id, toon="ontwikkeling")
    if layer:
        yield charts.trend_slide(developing)
    if view.catalog.domains:
        stacked = charts.stacking_slide(_page(view, laag="stapeling"))
        if stacked:
            yield stacked
    alike = tables.peers_slide(developing)
    if alike:
        yield alike
    yield tables.table_slide(view, found)
    yield method_slide(view, found)
    yield sources_slide(view, found, link)


def _page(view: Page, **changes: str) -> Page:
    """Another view of the same area."""
    query = view.view.write_query(**changes)
    return make_page(query, view.edition, view.catalog, view.focus_areas)


def _where(view: Page, found: Profile) -> tuple[str, ...]:
    return (view.name_area(found.gemeente),) if found.gemeente else ()


def _cover(view: Page, found: Profile) -> Slide:
    t, edition = view.t, view.edition
    where = t(f"briefing.where_{found.level}", gemeente=" ".join(_where(view, found)))
    facts = []
    if found.inhabitants is not None:
        facts.append(t("panel_inhabitants", n=t.number(found.inhabitants)))
    facts.append(t("panel_units", n=t.number(len(edition.areas.buurten_of(found.area)))))
    certain = []
    if found.boundary:
        kind = "unsure" if found.boundary.is_approximation else "sure"
        certain.append(Paragraph(t(f"boundary_{kind}")))
    if edition.is_schematic:
        certain.append(Paragraph(t("briefing.schematic")))
    return Slide(
        kind="cover",
        title=found.name,
        lead=where,
        paragraphs=(Paragraph(", ".join(facts)), *certain),
        foot=t("briefing.date", day=t.day(edition.manifest.built)),
        notes=(t("briefing.about"), *_boundary_notes(view, found), *told(view)),
    )


def _boundary_notes(view: Page, found: Profile) -> tuple[str, ...]:
    """Who says what the area consists of."""
    if found.boundary is None:
        return ()
    return (f"{view.t('boundary_official')} {'; '.join(found.boundary.sources)}.",)


def _minute(view: Page, found: Profile) -> Slide:
    t, text = view.t, write_paragraph(found, view.t)
    sentences = tuple(
        Paragraph("".join(run.text for run in sentence)) for sentence in text.sentences
    )
    shown = _key_items(found, text)
    return Slide(
        kind="minute",
        title=t("briefing.minute"),
        paragraphs=sentences or (Paragraph(t("briefing.nothing_clear")),),
        figures=tuple(_key_figure(view, item) for item in shown),
        notes=told(view, [*shown, *_claimed(found, text)]),
    )


def _claimed(found: Profile, text: Told) -> list[Item]:
    items = (found.find_item(claim.layer) for claim in text.claims if claim.kind != "unknown")
    return [item for item in items if item is not None]


def _key_items(found: Profile, text: Told) -> list[Item]:
    """What the paragraph names first; where it names little, what comes first in the menu."""
    known = (item for item in found.items if item.report.value is not None)
    candidates = [*_claimed(found, text), *known]
    return list({item.layer.id: item for item in candidates}.values())[:_KEY_FIGURES]


def _key_figure(view: Page, item: Item) -> KeyFigure:
    t, value, layer = view.t, item.report.value, item.layer
    gemeente = view.gemeente
    is_amount = layer.is_amount
    note = "" if value is None else write_area_note(t, item.report.coverage, item.report.reason)
    notes = [note] if note else []
    tone: Tone = ""
    for ref in item.report.references:
        if ref.id not in (NEDERLAND, gemeente) or ref.value is None:
            continue
        word = "none" if is_amount or not ref.standing else ref.standing
        theirs = write_value(t, ref.value, layer, ref.coverage)
        notes.append(
            t(f"export.than_{word}", name=name_after_word(view, ref.id, word), value=theirs)
        )
        if ref.id == NEDERLAND:
            tone = tone_of(ref.standing)
    written = t("no_value") if value is None else t.value_with_unit(value, layer)
    label = layer.label.in_(t.language)
    return KeyFigure(f"{label}, {write_report_period(t, item.report)}", written, tuple(notes), tone)


def _map(view: Page, words: MapWords) -> Slide:
    t, key = view.t, words.legend
    classes = (Swatch(c.label, t.number(c.count), c.colour) for c in key.classes)
    missing = Swatch(key.missing_label, t.number(key.missing), None)
    return Slide(
        kind="map",
        title=words.title,
        lead=words.subtitle,
        map=MapPart(
            alt=words.alt,
            badge=words.badge,
            legend=key.title,
            scheme=words.scheme,
            swatches=(*classes, missing),
            missing=words.missing,
        ),
        foot=f"{words.figures} {words.boundaries}",
        notes=(
            t("briefing.shows", layer=write_spoken_label(view.layer, t), what=words.subject),
            words.figures,
            words.boundaries,
            *words.remarks,
        ),
    )
