"""The talk sheet of a focus area, for the periodic talk on progress and bottlenecks.

Every number comes from the profile of the area, every agreement from the tables of the programme.
What holds an alliance up is theirs to say: those columns are empty in every form of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from nplv_geo.definitions.programme import Programme
from nplv_geo.definitions.tables import find_family
from nplv_geo.ground.areas import AreaId, AreaLevel
from nplv_geo.ground.errors import ExportError
from nplv_geo.present.page.page import Page
from nplv_geo.present.site.programme import make_address
from nplv_geo.present.talk.agreements import AreaAgreements
from nplv_geo.present.talk.models import BlankTable, LineWords, TalkLine, TalkNote, TalkSheet
from nplv_geo.present.talk.rows import make_line
from nplv_geo.present.values.profile import Profile, make_profile
from nplv_geo.statistics.time.moves import START

# Of this address the page of an area is the sheet to print.
PATH = "/gesprek"
_BLANK_ROWS = 3
_COLUMNS = ("figure", "start", "now", "change", "sure", "gemeente", "country")
_BLANK_COLUMNS = ("bottleneck", "who", "when")


def has_talk_sheet(area: AreaId) -> bool:
    """Tell whether there is a sheet of such areas: only where the programme is at work."""
    return area.level is AreaLevel.FOCUSGEBIED


def require_talk_sheet(page: Page) -> None:
    """Refuse a page of which the area has no sheet.

    Raises
    ------
    ExportError
        When the area is no focus area.
    """
    if not has_talk_sheet(page.view.area):
        raise ExportError(
            f"Van '{page.name_area(page.view.area)}' is er geen gespreksblad; kies een focusgebied."
        )


def make_talk_link(page: Page, site: str = "") -> str:
    """Make the address of the area on the site: its page, whatever layer was on the map."""
    return f"{site.rstrip('/')}{make_address(page.t.language, gebied=page.view.area)}"


def make_sheet_address(page: Page) -> str:
    """Make the address of the sheet as a page to print."""
    return make_address(page.t.language, f"{PATH}/{page.view.area}")


def make_file_address(page: Page, kind: str) -> str:
    """Make the address of the sheet as a file; a pinned edition stays pinned."""
    words = {"gebied": str(page.view.area)}
    if page.view.edition:
        words["editie"] = page.view.edition
    return make_address(page.t.language, f"/export/talk.{kind}", **words)


def make_talk_sheet(page: Page, programme: Programme, link: str) -> TalkSheet:
    """Make the sheet of a page's area.

    Parameters
    ----------
    page
        Its area, edition and language count; its layer does not.
    programme
        The action lines, and what was agreed and reported.
    link
        Address of the area on the site.

    Returns
    -------
    TalkSheet
        The same for page, Word and PDF.

    Raises
    ------
    ExportError
        When the area is no focus area.
    """
    require_talk_sheet(page)
    t, edition, area = page.t, page.edition, page.view.area
    profile = make_profile(edition, page.catalog, page.focus_areas, area)
    found = AreaAgreements(programme, area, t)
    lines = tuple(
        make_line(page, profile, line, found.list_of_line(line.id)) for line in programme.lines.line
    )
    general, has_any = found.list_general(), any(line.agreed for line in lines)
    gemeente = page.name_area(profile.gemeente) if profile.gemeente else ""
    return TalkSheet(
        area=area,
        name=profile.name,
        language=page.view.language,
        edition=edition.id,
        built=datetime.fromisoformat(edition.manifest.built),
        document=t("talk.document", area=profile.name),
        subject=t("talk.subject", area=profile.name),
        keywords=", ".join(word for word in ("NPLV", profile.name, gemeente) if word),
        title=t("talk.title", area=profile.name),
        lead=t("talk.lead", gemeente=gemeente, day=t.day(edition.manifest.built)),
        purpose=t("talk.purpose"),
        agreed_title=t("talk.agreed"),
        agreed=general,
        agreed_note="" if general else t(f"talk.{'general' if has_any else 'agreed'}_none"),
        lines=lines,
        words=LineWords(
            figures=t("talk.figures"),
            agreed=t("talk.line_agreed"),
            columns=tuple(t(f"talk.col_{name}") for name in _COLUMNS),
        ),
        blank=_make_blank_table(page),
        notes_title=t("talk.notes"),
        notes=tuple(_list_notes(page, profile, lines, found.find_month())),
        sources_title=t("talk.sources"),
        sources=tuple(_list_sources(page, profile, lines)),
        link_text=t("talk.link"),
        link=link,
        foot=t("talk.foot", area=profile.name, edition=t.moment(edition.id)),
        page_words=(t("talk.page"), t("talk.page_of")),
    )


def _make_blank_table(page: Page) -> BlankTable:
    first, second, third = (page.t(f"talk.col_{name}") for name in _BLANK_COLUMNS)
    return BlankTable(page.t("talk.blank"), (first, second, third), _BLANK_ROWS)


def _list_notes(
    page: Page, profile: Profile, lines: tuple[TalkLine, ...], looked_up: str
) -> Iterator[TalkNote]:
    """How to read the tables, and what the figures do not say."""
    t = page.t
    notes = ["start", "sure"]
    if any(row.is_clear for line in lines for row in line.rows):
        notes.append("many")
    notes += ["beside", "rounding", "cause"]
    for name in notes:
        yield TalkNote(t(f"talk.note_{name}_head"), t(f"talk.note_{name}", start=START))
    years = _list_carried_years(page, profile, lines)
    if years:
        words = {"years": t.enumerated(years), "map": page.edition.boundary_year}
        yield TalkNote(t("carried.talk_head"), t("carried.talk_note", **words))
    if looked_up:
        yield TalkNote(t("talk.note_agreed_head"), t("talk.note_agreed", month=looked_up))
    yield TalkNote(t("briefing.limits_head"), " ".join(_describe_limits(page, profile)))


def _list_carried_years(page: Page, profile: Profile, lines: tuple[TalkLine, ...]) -> list[str]:
    """Boundary years of begin and now, of the rows that were partly divided."""
    rows = [row for line in lines for row in line.rows if row.is_converted]
    changes = [(row.layer, item.change) for row in rows if (item := profile.find_item(row.layer))]
    carried = [
        page.edition.origin(layer, period).carried
        for layer, change in changes
        if change
        for period in (change.first, change.last)
    ]
    return [str(year) for year in sorted({table.from_year for table in carried if table})]


def _describe_limits(page: Page, profile: Profile) -> Iterator[str]:
    """How sure the limits of the area are, and of which year its parts are."""
    t = page.t
    if profile.boundary:
        is_unsure = profile.boundary.is_approximation
        yield t(f"briefing.limits_{'unsure' if is_unsure else 'sure'}")
    kind = "source_schematic" if page.edition.is_schematic else "source_boundaries"
    yield f"{t(kind, year=page.edition.boundary_year)}."


def _list_sources(page: Page, profile: Profile, lines: tuple[TalkLine, ...]) -> Iterator[str]:
    """The publications that the rows come from, each once, with its tables and last fetch."""
    t, edition = page.t, page.edition
    publications: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for layer in dict.fromkeys(row.layer for line in lines for row in line.rows):
        item = profile.find_item(layer)
        if item is None or item.change is None:
            continue
        for period in (item.change.first, item.change.last):
            origin = edition.origin(layer, period)
            family = find_family(origin.table)
            tables, days = publications.setdefault((family.publisher, family.title), (set(), set()))
            tables.add(origin.table)
            days.add(origin.retrieved)
    for (publisher, title), (tables, days) in publications.items():
        yield t(
            "talk.source",
            publisher=publisher,
            title=title,
            tables=t.enumerated(sorted(tables)),
            retrieved=t.day(max(days)),
        )
    yield t("talk.added_up")
