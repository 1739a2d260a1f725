"""The briefing of an area: eight to twelve slides that need no rework, from the page's own models.

Every number comes from the profile or from a model that the page shows as well. What an edition
has nothing to say on (a trend without years, no areas that are alike) has no slide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from nplv_geo.ground.areas import NEDERLAND, AreaId, AreaLevel
from nplv_geo.ground.errors import ExportError
from nplv_geo.present.beside.captions import PictureCaptions, SideCaptions, write_picture_captions
from nplv_geo.present.briefing import charts, tables
from nplv_geo.present.briefing.ranking_slide import make_ranking_slide
from nplv_geo.present.briefing.slides import (
    Briefing,
    KeyFigure,
    Slide,
    SlideMap,
    SlideParagraph,
    Swatch,
    choose_tone,
)
from nplv_geo.present.briefing.sources import (
    make_method_slide,
    make_sources_slide,
    write_source_notes,
)
from nplv_geo.present.briefing.stack_trend_slide import make_stack_trend_slide
from nplv_geo.present.briefing.together_slide import make_together_slide
from nplv_geo.present.briefing.trend_slide import choose_trend_layer, make_trend_slide
from nplv_geo.present.briefing.undermining import make_undermining_slide
from nplv_geo.present.page.comparators import list_others, make_comparator_reference
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import (
    write_area_note,
    write_report_period,
    write_value,
)
from nplv_geo.present.page.undermining import choose_factors
from nplv_geo.present.sentences.beside import name_within, write_clause
from nplv_geo.present.sentences.carried import write_report_mark
from nplv_geo.present.sentences.claims import Paragraph
from nplv_geo.present.sentences.outcomes import Tone
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.sentences.phrases import write_spoken_label
from nplv_geo.present.values.profile import Item, Profile, make_profile
from nplv_geo.statistics.classify import NO_CLASS

LEVELS = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE, AreaLevel.WIJK)
_KEY_FIGURES = 3


def has_briefing(area: AreaId) -> bool:
    """Tell whether there is a briefing of such areas: the country and buurten have none."""
    return area.level in LEVELS


def require_briefing(page: Page) -> None:
    """Refuse a page of which the area has no briefing.

    Raises
    ------
    ExportError
        When the area is too large or too small.
    """
    if not has_briefing(page.view.area):
        raise ExportError(
            f"Van '{page.name_area(page.view.area)}' is er geen briefing; kies een focusgebied, "
            "gemeente of wijk."
        )


def make_briefing(page: Page, link: str, *, has_undermining: bool = False) -> Briefing:
    """Make the briefing of a page's area; its layer is the one on the map.

    Parameters
    ----------
    link
        Address of the page.
    has_undermining
        Whether it has the slide about undermining, which nobody gets unasked.

    Raises
    ------
    ExportError
        When the area is too large or too small for a briefing.
    """
    page = choose_map_page(page)
    t, area, edition = page.t, page.view.area, page.edition
    require_briefing(page)
    comparison = make_profile(edition, page.catalog, page.focus_areas, area)
    words = write_picture_captions(page)
    return Briefing(
        area=area,
        title=t("briefing.document", area=comparison.name),
        subject=t("briefing.subject", area=comparison.name),
        keywords=", ".join(("NPLV", comparison.name, *_name_gemeente(page, comparison))),
        language=page.view.language,
        built=datetime.fromisoformat(edition.manifest.built),
        slides=tuple(_make_slides(page, comparison, words, link, has_undermining=has_undermining)),
    )


def choose_map_page(page: Page) -> Page:
    """Choose the page that is on the map of a briefing: never the view on undermining."""
    return _change_view(page, laag="") if page.factors else page


def _make_slides(
    page: Page, comparison: Profile, words: PictureCaptions, link: str, *, has_undermining: bool
) -> Iterator[Slide]:
    yield _make_cover(page, comparison)
    yield _make_minute(page, comparison)
    on_map = _make_map_slide(words)
    yield on_map
    together = on_map.map and make_together_slide(page, words.whole, on_map.map)
    stack_trend = make_stack_trend_slide(page)
    yield from (one for one in (together, stack_trend) if one)
    themes = charts.make_themes_slide(page, comparison)
    if themes:
        yield themes
    layer = choose_trend_layer(page, comparison)
    developing = _change_view(page, laag=layer or comparison.items[0].layer.id, toon="ontwikkeling")
    if layer:
        yield make_trend_slide(developing)
    ranking = make_ranking_slide(developing)
    if ranking:
        yield ranking
    if page.catalog.domains:
        stacked = charts.make_stacking_slide(_change_view(page, laag="stapeling"))
        if stacked:
            yield stacked
    factors = choose_factors(page.edition, page.catalog) if has_undermining else None
    if factors:
        yield make_undermining_slide(page, factors)
    alike = tables.make_peers_slide(developing)
    if alike:
        yield alike
    yield tables.make_table_slide(page, comparison)
    yield make_method_slide(page, comparison)
    yield make_sources_slide(page, comparison, link)


def _change_view(page: Page, **changes: str) -> Page:
    """Another view of the same area."""
    query = page.view.write_query(**changes)
    return make_page(query, page.edition, page.catalog, page.focus_areas)


def _name_gemeente(page: Page, comparison: Profile) -> tuple[str, ...]:
    return (page.name_area(comparison.gemeente),) if comparison.gemeente else ()


def _make_cover(page: Page, comparison: Profile) -> Slide:
    t, edition = page.t, page.edition
    where = t(
        f"briefing.where_{comparison.level}", gemeente=" ".join(_name_gemeente(page, comparison))
    )
    facts = []
    if comparison.inhabitants is not None:
        facts.append(t("panel_inhabitants", n=t.number(comparison.inhabitants)))
    facts.append(t("panel_units", n=t.number(len(edition.areas.buurten_of(comparison.area)))))
    remarks = []
    if comparison.boundary:
        kind = "unsure" if comparison.boundary.is_approximation else "sure"
        remarks.append(SlideParagraph(t(f"boundary_{kind}")))
    if edition.is_schematic:
        remarks.append(SlideParagraph(t("briefing.schematic")))
    return Slide(
        kind="cover",
        title=comparison.name,
        lead=where,
        paragraphs=(SlideParagraph(", ".join(facts)), *remarks),
        foot=t("briefing.date", day=t.day(edition.manifest.built)),
        notes=(t("briefing.about"), *_note_boundary(page, comparison), *write_source_notes(page)),
    )


def _note_boundary(page: Page, comparison: Profile) -> tuple[str, ...]:
    """Who says what the area consists of."""
    if comparison.boundary is None:
        return ()
    return (f"{page.t('boundary_official')} {'; '.join(comparison.boundary.sources)}.",)


def _make_minute(page: Page, comparison: Profile) -> Slide:
    t, text = page.t, write_paragraph(comparison, page.t)
    sentences = tuple(
        SlideParagraph("".join(run.text for run in sentence)) for sentence in text.sentences
    )
    shown = _choose_key_items(comparison, text)
    return Slide(
        kind="minute",
        title=t("briefing.minute"),
        paragraphs=sentences or (SlideParagraph(t("briefing.nothing_clear")),),
        figures=tuple(_make_key_figure(page, item) for item in shown),
        notes=write_source_notes(page, [*shown, *_list_claimed_items(comparison, text)]),
    )


def _list_claimed_items(comparison: Profile, text: Paragraph) -> list[Item]:
    items = (comparison.find_item(claim.layer) for claim in text.claims if claim.kind != "unknown")
    return [item for item in items if item is not None]


def _choose_key_items(comparison: Profile, text: Paragraph) -> list[Item]:
    """What the paragraph names first; where it names little, what comes first in the menu."""
    items_with_value = (item for item in comparison.items if item.report.value is not None)
    candidates = [*_list_claimed_items(comparison, text), *items_with_value]
    return list({item.layer.id: item for item in candidates}.values())[:_KEY_FIGURES]


def _make_key_figure(page: Page, item: Item) -> KeyFigure:
    t, value, layer = page.t, item.report.value, item.layer
    is_amount = layer.is_amount
    report = item.report
    beside = (
        write_area_note(t, report.coverage, report.reason),
        write_report_mark(t, report),
    )
    notes = [note for note in beside if note and value is not None]
    tone: Tone = ""
    for one in list_others(page):
        ref = make_comparator_reference(page, layer, report.period, item.find_row, one)
        if ref.value is None:
            continue
        word = "none" if is_amount or not ref.standing else ref.standing
        theirs = write_value(t, ref.value, layer, ref.coverage)
        notes.append(write_clause(t, word, name_within(page, one, word), theirs))
        if ref.id == NEDERLAND:
            tone = choose_tone(ref.standing)
    written = t("no_value") if value is None else t.value_with_unit(value, layer)
    label = layer.label.in_(t.language)
    return KeyFigure(f"{label}, {write_report_period(t, item.report)}", written, tuple(notes), tone)


def _make_map_slide(captions: PictureCaptions) -> Slide:
    words = captions.whole
    first, *others = [_make_slide_map(side) for side in captions.sides]
    return Slide(
        kind="map",
        title=words.title,
        lead=words.subtitle,
        map=replace(first, alt=words.alt, beside=others[0] if others else None),
        foot=f"{words.figures} {words.boundaries}",
        notes=(
            *dict.fromkeys(map(_write_what, captions.sides)),
            words.figures,
            words.boundaries,
            *words.remarks,
        ),
    )


def _write_what(side: SideCaptions) -> str:
    """What the figures of one map are, to say aloud."""
    t, layer = side.page.t, side.page.layer
    return t("briefing.shows", layer=write_spoken_label(layer, t), what=side.words.subject)


def _make_slide_map(side: SideCaptions) -> SlideMap:
    """The legend of one map."""
    page, words, key = side.page, side.words, side.words.legend
    t = page.t
    classes = (
        Swatch(c.label, t.number(c.count), c.colour, is_faded=page.lit not in (None, i))
        for i, c in enumerate(key.classes)
    )
    is_faded = page.lit not in (None, NO_CLASS)
    missing = Swatch(key.missing_label, t.number(key.missing), None, is_faded=is_faded)
    return SlideMap(
        alt=words.alt,
        badge=words.badge,
        legend=key.title,
        scheme="; ".join(filter(None, (words.scheme, words.lit))),
        swatches=(*classes, missing),
        missing=words.missing,
        square=key.square,
    )
