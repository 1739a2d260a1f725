"""The page "Wijzigingen": what is new and what was revised since an earlier edition."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from flask import render_template

from nplv_geo.definitions.texts import Language
from nplv_geo.edition.cache import SameObject
from nplv_geo.edition.changes import LayerChange, compare_editions
from nplv_geo.present.address.unmet import Unmet
from nplv_geo.present.site.programme import make_address
from nplv_geo.present.texts import Texts, texts
from nplv_geo.web.site import Server, Site


@dataclass(frozen=True, slots=True)
class ChangedLayer:
    """A layer that changed, with its new periods and its revisions in words."""

    label: str
    href: str
    new: str
    revisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """What changed since an older edition, which need not stay open for it."""

    id: str
    changes: tuple[LayerChange, ...]


class _NothingOlderError(Exception):
    """There is no edition to compare with, or none that can be opened now."""


_comparing = Lock()


def render_changes_page(server: Server, since: str, language: Language) -> str:
    """Render the page.

    Parameters
    ----------
    since
        Name of the edition to compare with; what is not on disk becomes the previous one.
    """
    t = texts(language)
    site = server.find_current_site()
    older = _compare(server, site, since)
    return render_template(
        "wijzigingen.html",
        t=t,
        now=site.edition,
        older=older,
        unmet_since=_find_unmet(since, older),
        changes=_list_changes(site, older.changes, t) if older else [],
    )


def _compare(server: Server, site: Site, since: str) -> _Compared | None:
    """Compare with an older edition once: it is opened whole for it, which takes seconds.

    One at a time does so, and whoever asks meanwhile waits for what comes of it.
    """
    names = server.editions.list_names()

    def make() -> _Compared:
        older = server.open_older_edition(site, since)
        if older is None:
            raise _NothingOlderError
        return _Compared(older.id, tuple(compare_editions(older, site.edition, site.catalog)))

    key = ("changes", SameObject(site.catalog), since if since in names else "", names)
    with _comparing:
        try:
            return site.edition.cache.get_or_make(key, make)
        except _NothingOlderError:
            return None


def _find_unmet(since: str, older: _Compared | None) -> Unmet | None:
    """Tell that the changes are since another edition than the link asked for."""
    if not since or (older and older.id == since):
        return None
    return Unmet("sinds", since, "unknown")


def _list_changes(site: Site, changes: tuple[LayerChange, ...], t: Texts) -> list[ChangedLayer]:
    return [
        ChangedLayer(
            label=site.catalog.layer(change.layer).label.in_(t.language),
            href=make_address(t.language, laag=change.layer),
            new=", ".join(change.new_periods),
            revisions=tuple(_describe_revisions(site, change, t)),
        )
        for change in changes
    ]


def _describe_revisions(site: Site, change: LayerChange, t: Texts) -> list[str]:
    """Give a line for each period: how many figures were revised, appeared and vanished."""
    decimals = site.catalog.layer(change.layer).decimals
    lines = []
    for revision in change.revisions:
        parts = []
        if revision.revised:
            area = str(site.edition.areas.row(revision.largest_area)["name"])
            parts.append(
                t(
                    "changes_revised",
                    n=t.number(revision.revised),
                    median=t.number(revision.median, decimals),
                    largest=t.number(revision.largest, decimals),
                    area=area,
                )
            )
        if revision.appeared:
            parts.append(t("changes_appeared", n=t.number(revision.appeared)))
        if revision.vanished:
            parts.append(t("changes_vanished", n=t.number(revision.vanished)))
        lines.append(f"{revision.period}: {'; '.join(parts)}")
    return lines
