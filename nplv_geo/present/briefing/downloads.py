"""What a reader can take along from a view: links to files, in groups; each export adds its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from nplv_geo.present.briefing.briefing import has_briefing
from nplv_geo.present.map.model import write_title
from nplv_geo.present.page.page import Page
from nplv_geo.present.talk.sheet import (
    has_talk_sheet,
    make_file_address,
    make_sheet_address,
)

# As in the export options; what is drawn for each is decided there.
_SIZES = ("slide", "a4", "a4-liggend", "vierkant")
_FILES = (
    ("PNG", "png", ""),
    ("PNG 300 dpi", "png", "&dpi=300"),
    ("SVG", "svg", ""),
    ("PDF", "pdf", ""),
)
_OTHER_TABLES = (
    ("XLSX", "xlsx", ""),
    ("GeoJSON", "geojson", ""),
    ("GPKG", "gpkg", ""),
    ("Parquet", "parquet", ""),
)
# Spreadsheets in Dutch read a decimal comma.
_TABLES = {
    "nl": (("CSV", "csv", "&komma=ja&bom=ja"), *_OTHER_TABLES),
    "en": (("CSV", "csv", "&bom=ja"), *_OTHER_TABLES),
}


@dataclass(frozen=True, slots=True)
class FileLink:
    """One file to take along; ``spoken`` says to a screen reader which one of its kind.

    Attributes
    ----------
    copies
        Text that a click copies, instead of leading anywhere.
    """

    label: str
    href: str
    spoken: str
    copies: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """Files that only differ in kind."""

    label: str
    links: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True)
class FileGroup:
    """One subject to take along, with a line on what it is for."""

    title: str
    note: str
    rows: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class FirstChoice:
    """The file that most readers want, as it looks.

    Attributes
    ----------
    preview, description
        Address of the picture that is shown, and what it shows in words.
    """

    label: str
    href: str
    preview: str
    description: str


@dataclass(frozen=True, slots=True)
class DownloadMenu:
    """The menu of everything to take along.

    Attributes
    ----------
    copied
        What a link that copies says when it has.
    first, more
        What stands above all else, and the words that open the groups; without a first choice
        the groups are open.
    """

    label: str
    copied: str
    groups: tuple[FileGroup, ...]
    first: FirstChoice | None = None
    more: str = ""


def make_download_menu(page: Page) -> DownloadMenu:
    """Make the menu for a view."""
    groups = (
        _list_pictures(page),
        *_list_briefing(page),
        *_list_talk_sheet(page),
        _list_figures(page),
        _list_links(page),
    )
    return DownloadMenu(
        page.t("take_along.label"),
        page.t("share.copied"),
        groups,
        _make_first_choice(page),
        page.t("take_along.more"),
    )


def _make_first_choice(page: Page) -> FirstChoice | None:
    """The map as a picture for a slide; None where the map has no colours to take along."""
    if page.is_silent:
        return None
    href = _make_href(page, "png", f"&formaat={_SIZES[0]}")
    description = page.t("take_along.preview", title=write_title(page))
    return FirstChoice(page.t("take_along.first"), href, href, description)


def make_permalink(page: Page, site: str) -> str:
    """Address of this very view: layer and period are named also where they are the default.

    What is the newest period today is not the newest next year.
    """
    defaults = tuple(
        pair for pair in page.view.defaults if pair[0] not in ("laag", "periode", "periode2")
    )
    return f"{site.rstrip('/')}/{replace(page.view, defaults=defaults).write_query()}"


def _list_pictures(page: Page) -> FileGroup:
    t = page.t
    if page.is_silent:
        return FileGroup(t("take_along.picture"), t("undermining.no_picture"), ())
    rows = []
    for size in _SIZES:
        label = t(f"take_along.size_{size.replace('-', '_')}")
        links = tuple(
            FileLink(kind, _make_href(page, suffix, f"&formaat={size}{more}"), f"{label}, {kind}")
            for kind, suffix, more in _FILES
        )
        rows.append(FileRow(label, links))
    return FileGroup(t("take_along.picture"), t("take_along.picture_note"), tuple(rows))


def _list_briefing(page: Page) -> tuple[FileGroup, ...]:
    if not has_briefing(page.view.area):
        return ()
    t = page.t
    rows = [_make_briefing_row(page, t("briefing.file_row"), t("briefing.file_title"), "")]
    if page.catalog.undermining:
        label, spoken = t("undermining.file_row"), t("undermining.file_title")
        rows.append(_make_briefing_row(page, label, spoken, "&ondermijning=ja"))
    return (FileGroup(t("briefing.file_title"), t("briefing.file_note"), tuple(rows)),)


def _make_briefing_row(page: Page, label: str, spoken: str, more: str) -> FileRow:
    links = tuple(
        FileLink(kind, _make_href(page, suffix, more, "briefing"), f"{spoken}, {kind}")
        for kind, suffix in (("PowerPoint", "pptx"), ("PDF", "pdf"))
    )
    return FileRow(label, links)


def _list_talk_sheet(page: Page) -> tuple[FileGroup, ...]:
    if not has_talk_sheet(page.view.area):
        return ()
    t = page.t
    title = t("talk.file_title")
    addresses = (
        (t("talk.file_page"), make_sheet_address(page)),
        ("Word", make_file_address(page, "docx")),
        ("PDF", make_file_address(page, "pdf")),
    )
    links = tuple(FileLink(kind, href, f"{title}, {kind}") for kind, href in addresses)
    return (FileGroup(title, t("talk.file_note"), (FileRow(t("talk.file_row"), links),)),)


def _list_figures(page: Page) -> FileGroup:
    t, rows = page.t, []
    for key, more in (("view", ""), ("everything", "&alles=ja")):
        label = t(f"data_export.{key}")
        if page.factors and key == "view":
            label = t("undermining.figures_row")
        links = tuple(
            FileLink(kind, _make_href(page, suffix, options + more, "data"), f"{label}, {kind}")
            for kind, suffix, options in _TABLES[page.view.language]
        )
        rows.append(FileRow(label, links))
    return FileGroup(t("data_export.label"), t("data_export.note"), tuple(rows))


def _list_links(page: Page) -> FileGroup:
    """Links to copy; the browser puts the address of the site before them."""
    t = page.t
    newest = f"/{page.view.write_query(editie='')}"
    pinned = make_permalink(replace(page, view=replace(page.view, edition=page.edition.id)), "")
    embed = f"/embed{page.query}"
    frame = f'src="{escape(embed)}" title="{escape(write_title(page))}" width="800" height="600"'
    snippet = f"<iframe {frame}></iframe>"
    rows = (
        FileRow(
            t("share.link"),
            (
                FileLink(t("share.newest"), newest, t("share.newest_spoken"), newest),
                FileLink(t("share.this"), pinned, t("share.this_spoken"), pinned),
            ),
        ),
        FileRow(
            t("share.embed"),
            (FileLink(t("share.snippet"), embed, t("share.snippet_spoken"), snippet),),
        ),
    )
    return FileGroup(t("share.label"), t("share.note"), rows)


def _make_href(page: Page, suffix: str, more: str, what: str = "map") -> str:
    query = page.query
    return f"/export/{what}.{suffix}{query}{more if len(query) > 1 else more.lstrip('&')}"
