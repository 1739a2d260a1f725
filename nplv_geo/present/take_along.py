"""What a reader can take along from a view: links to files, in groups; each export adds its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nplv_geo.present.page import Page

# As in the export options; what is drawn for each is decided there.
_SIZES = ("slide", "a4", "a4-liggend", "vierkant")
_FILES = (
    ("PNG", "png", ""),
    ("PNG 300 dpi", "png", "&dpi=300"),
    ("SVG", "svg", ""),
    ("PDF", "pdf", ""),
)


@dataclass(frozen=True, slots=True)
class FileLink:
    """One file to take along; ``spoken`` says to a screen reader which one of its kind."""

    label: str
    href: str
    spoken: str


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
class TakeAlong:
    """The menu of everything to take along."""

    label: str
    groups: tuple[FileGroup, ...]


def take_along(page: Page) -> TakeAlong:
    """Make the menu for a view."""
    return TakeAlong(page.t("take_along.label"), (_pictures(page),))


def permalink(page: Page, site: str) -> str:
    """Address of this very view: layer and period are named also where they are the default.

    What is the newest period today is not the newest next year.
    """
    kept = tuple(pair for pair in page.view.defaults if pair[0] not in ("laag", "periode"))
    return f"{site.rstrip('/')}/{replace(page.view, defaults=kept).query()}"


def _pictures(page: Page) -> FileGroup:
    t = page.t
    rows = []
    for size in _SIZES:
        label = t(f"take_along.size_{size.replace('-', '_')}")
        links = tuple(
            FileLink(kind, _href(page, suffix, f"&formaat={size}{more}"), f"{label}, {kind}")
            for kind, suffix, more in _FILES
        )
        rows.append(FileRow(label, links))
    return FileGroup(t("take_along.picture"), t("take_along.picture_note"), tuple(rows))


def _href(page: Page, suffix: str, more: str) -> str:
    query = page.view.query()
    return f"/export/map.{suffix}{query}{more if len(query) > 1 else more.lstrip('&')}"
