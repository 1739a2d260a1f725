"""What a running server serves: the edition of the moment, and how it notices a newer one."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

import structlog

from nplv_geo.definitions.catalog import STACKING, Catalog
from nplv_geo.definitions.events import Event
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.programme import Programme
from nplv_geo.definitions.read import (
    read_catalog,
    read_events,
    read_focus_areas,
    read_programme,
)
from nplv_geo.edition.cache import SameObject
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import current_id, list_editions, open_current, open_one
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import EditionError, NplvError
from nplv_geo.ground.settings import Settings
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import read_pinned_edition
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.site.name_index import find_named_areas
from nplv_geo.present.start.findings import Finding, choose_findings
from nplv_geo.present.texts import texts
from nplv_geo.present.values.peer_search import find_likeness
from nplv_geo.present.values.profile import Profile, make_profile
from nplv_geo.web.place import ROOT, Place, read_place

log = structlog.get_logger()

# Older editions that somebody asked for by name; each holds tables in memory.
KEPT_SITES = 2
# How files are compressed beforehand, the better first.
CODINGS = {"br": "br", "gzip": "gz"}

Make = Callable[["Site", str], Any]


@dataclass(frozen=True, slots=True)
class Site:
    """One edition with the definitions to read it: whoever holds a site never mixes editions.

    Without ``programme`` nothing is told about it.
    """

    edition: Edition
    catalog: Catalog
    focus_areas: Mapping[str, FocusArea]
    events: tuple[Event, ...] = ()
    is_older: bool = False
    programme: Programme | None = None
    place: Place = ROOT

    def make_page(self, query: str) -> Page:
        """Page of a URL query; any query gives a page."""
        page_of_site = make_page(query, self.edition, self.catalog, self.focus_areas)
        return replace(page_of_site, is_older=self.is_older)

    def make_profile(self, area: str, edition: Edition | None = None) -> Profile:
        """Profile of an area; those that were asked for last are kept.

        A page gives its own edition, which may show older years as they were published.
        """
        edition, catalog = edition or self.edition, self.catalog
        return edition.cache.get_or_make(
            ("profile", SameObject(catalog), SameObject(self.focus_areas), area),
            lambda: make_profile(edition, catalog, self.focus_areas, area),
        )

    def find_findings(self) -> tuple[Finding, ...]:
        """What the start page tells of the 20 areas; the same for all readers."""
        return self.edition.cache.get_or_make(
            ("findings", SameObject(self.catalog), SameObject(self.focus_areas)),
            lambda: choose_findings([self.make_profile(a) for a in self.edition.areas.focus]),
        )

    def answer_once(self, make: Make, query: str) -> Any:  # noqa: ANN401  # whatever ``make`` makes
        """What ``make`` answers to a query; the same question is often asked again."""
        key = (
            "answer",
            SameObject(self.catalog),
            SameObject(self.events),
            self.is_older,
            self.place,
        )
        return self.edition.cache.get_or_make((*key, make, query), lambda: make(self, query))


class Server:
    """Hands out the site of the moment and follows the pointer to the current edition."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._site = self._make_site(open_current(settings.editions, settings.edition))
        self._refused_id = ""
        self._older_sites: dict[str, Site] = {}

    def find_current_site(self) -> Site:
        """The site of the moment; one request asks once, so that its answer is of one edition.

        A newer edition that can't be opened is logged, and the one that is open stays.
        """
        site = self._site
        if self._settings.edition is not None:
            return site
        try:
            current = current_id(self._settings.editions)
        except EditionError:
            return site
        if current in {site.edition.id, self._refused_id}:
            return site
        with self._lock:
            return self._switch_to(current)

    def warm_up(self) -> None:
        """Read and work out what all readers share, so that none of them waits for it."""
        site = self._site
        edition, catalog = site.edition, site.catalog
        for area in edition.areas.focus:
            write_paragraph(site.make_profile(area), texts("nl"))
            find_likeness(edition, catalog, area)
        site.find_findings()
        site.make_page(f"?laag={STACKING}")
        find_named_areas(edition, "a")
        for buurt in edition.areas.at(AreaLevel.BUURT)[:1]:
            find_likeness(edition, catalog, str(buurt))
        # What stays anyway need not be gone through at each collection of what doesn't.
        gc.collect()
        gc.freeze()

    def _switch_to(self, edition_id: str) -> Site:
        if self._site.edition.id != edition_id:
            try:
                site = self._make_site(open_one(self._settings.editions, edition_id))
            except NplvError:
                self._refused_id = edition_id
                log.exception("edition refused", edition=edition_id)
                return self._site
            log.warning("edition switched", edition=edition_id, previous=self._site.edition.id)
            self._site = site
        return self._site

    def _make_site(self, edition: Edition) -> Site:
        project = self._settings.project
        areas = {area.id: area for area in read_focus_areas(project)}
        catalog = read_catalog(project)
        return Site(
            edition,
            catalog,
            areas,
            read_events(project, areas),
            programme=read_programme(project, catalog, areas),
            place=read_place(self._settings),
        )

    def find_site_of_query(self, query: str) -> Site:
        """Site of the edition that a link is pinned to, of the newest when it is not there."""
        edition_id = read_pinned_edition(query)
        return (
            self.find_site_of_edition(edition_id) if edition_id else None
        ) or self.find_current_site()

    def find_site_of_edition(self, edition_id: str) -> Site | None:
        """Site of an edition that is still on disk, None when it is not; the last ones are kept."""
        site = self.find_current_site()
        if edition_id == site.edition.id:
            return site
        if edition_id not in list_editions(self._settings.editions):
            return None
        with self._lock:
            older_site = self._older_sites.get(edition_id)
            if older_site is None:
                try:
                    edition = open_one(self._settings.editions, edition_id)
                    older_site = replace(
                        self._make_site(edition), is_older=edition_id < site.edition.id
                    )
                except EditionError:
                    log.info("edition passed over", edition=edition_id)
                    return None
                if len(self._older_sites) >= KEPT_SITES:
                    self._older_sites.clear()
                self._older_sites[edition_id] = older_site
            return older_site

    def open_older_edition(self, site: Site, since: str = "") -> Edition | None:
        """The edition that was asked for if it is on disk, else the one before that of ``site``.

        Editions of another version of the program can't be compared with and are passed over.
        """
        names = list_editions(self._settings.editions)
        before = [name for name in names if name < site.edition.id]
        for name in ([since] if since in names else []) + before:
            try:
                return open_one(self._settings.editions, name)
            except EditionError:
                log.info("edition passed over", edition=name)
        return None

    def find_files(self, folder: str, digest: str, name: str) -> dict[str, Path]:
        """A file of the current edition, or of an older one that a page still shows, by coding."""
        editions = [self._site.edition.folder]
        editions += [
            self._settings.editions / one for one in list_editions(self._settings.editions)
        ]
        for edition_folder in editions:
            files = edition_folder / folder / digest
            paths = {coding: files / f"{name}.{end}" for coding, end in CODINGS.items()}
            if all(path.is_file() for path in paths.values()):
                return paths
        return {}
