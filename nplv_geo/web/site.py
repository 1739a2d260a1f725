"""What a running server serves: the edition of the moment, and how it notices a newer one."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
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
from nplv_geo.edition.browser_files import is_whole, list_paths
from nplv_geo.edition.cache import SameObject
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import list_editions, open_current
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import EditionError, NplvError
from nplv_geo.ground.settings import Settings
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import read_pinned_edition
from nplv_geo.present.page.view_parsing import parse_view
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.site.name_index import find_named_areas
from nplv_geo.present.start.findings import Finding
from nplv_geo.present.start.settled import find_findings
from nplv_geo.present.texts import texts
from nplv_geo.present.values.peer_search import find_likeness
from nplv_geo.present.values.profile import Profile, make_profile
from nplv_geo.web.good_editions import GoodEditions
from nplv_geo.web.place import ROOT, Place, read_place

log = structlog.get_logger()

# Older editions that somebody asked for by name; each holds tables in memory.
KEPT_SITES = 2

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
            lambda: find_findings(self.edition, map(self.make_profile, self.edition.areas.focus)),
        )

    def answer_once(self, make: Make, query: str) -> Any:  # noqa: ANN401  # whatever ``make`` makes
        """What ``make`` answers to the view of a query; the same view is often asked again.

        The key is the view and not the query: whatever a stranger writes beside it takes no room.
        """
        view = parse_view(query, self.edition, self.catalog)
        key = (
            "answer",
            SameObject(self.catalog),
            SameObject(self.events),
            self.is_older,
            self.place,
        )
        return self.edition.cache.get_or_make(
            (*key, make, view), lambda: make(self, view.write_query())
        )


class Server:
    """Hands out the site of the moment and follows the pointer to the current edition."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self.editions = GoodEditions(settings)
        if not self.editions.has_any():
            open_current(settings.editions, settings.edition)  # says what is missing
        self.definitions = read_definitions(settings)
        self._site = self._choose_site()
        self._older_sites: dict[str, Site] = {}

    def find_current_site(self) -> Site:
        """The site of the moment; one request asks once, so that its answer is of one edition.

        An edition is opened whole before it is switched to; while one thread does so, the others
        go on with the site that is open.

        Raises
        ------
        EditionError
            When no edition is whole.
        """
        site = self._site
        if site is not None and self.editions.is_settled(site.edition):
            return site
        if self._lock.acquire(blocking=site is None):
            try:
                self._site = site = self._choose_site(site)
            finally:
                self._lock.release()
        if site is None:
            raise EditionError("Er is geen editie die heel is; bouw er een met 'build'.")
        return site

    def _choose_site(self, site: Site | None = None) -> Site | None:
        """Choose the wanted edition if it is whole, else the open one, else the newest good one."""
        is_good = site is not None and self.editions.is_whole(site.edition)
        wanted = self.editions.find_wanted()
        if site is not None and is_good and wanted in {None, site.edition.folder}:
            return site
        folders = [wanted] if is_good and wanted is not None else self.editions.list_folders()
        for folder in folders:
            edition = self.editions.open(folder)
            chosen = self._switch_to(edition, site) if edition else None
            if chosen is not None:
                return chosen
        if site is not None and not is_good:
            log.error("no edition to serve", previous=site.edition.id)
        return site if is_good else None

    def _switch_to(self, edition: Edition, site: Site | None) -> Site | None:
        if site is not None:
            try:
                self.definitions = read_definitions(self._settings)
            except NplvError as error:
                self.editions.refuse(edition.folder.name, str(error))
                return None
            log.warning("edition switched", edition=edition.id, previous=site.edition.id)
        self.editions.begin(edition)
        return self._make_site(edition)

    def name_folders(self) -> tuple[Path, Path] | None:
        """Folders of the open edition and the project; None when no edition is whole."""
        return (self._site.edition.folder, self._settings.project) if self._site else None

    def warm_up(self) -> None:
        """Read and work out what all readers share, so that none of them waits for it."""
        site = self._site
        if site is None:
            return
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

    def _make_site(self, edition: Edition) -> Site:
        known = self.definitions
        return Site(
            edition,
            known.catalog,
            known.focus_areas,
            known.events,
            programme=known.programme,
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
                edition = self.editions.open(self._settings.editions / edition_id)
                if edition is None:
                    log.info("edition passed over", edition=edition_id)
                    return None
                older_site = replace(
                    self._make_site(edition), is_older=_order(edition) < _order(site.edition)
                )
                if len(self._older_sites) >= KEPT_SITES:
                    self._older_sites.clear()
                self._older_sites[edition_id] = older_site
            return older_site

    def open_older_edition(self, site: Site, since: str = "") -> Edition | None:
        """The edition that was asked for if it is on disk, else the one before that of ``site``.

        Editions of another version of the program can't be compared with and are passed over.
        """
        names = list_editions(self._settings.editions)
        own = site.edition.id
        before = names[names.index(own) + 1 :] if own in names else names
        for name in ([since] if since in names else []) + before:
            edition = self.editions.open(self._settings.editions / name)
            if edition is not None:
                return edition
            log.info("edition passed over", edition=name)
        return None

    def find_files(self, folder: str, digest: str, name: str) -> dict[str, Path]:
        """A file of the current edition, or of an older one that a page still shows, by coding.

        What is not whole is passed over; when it should be there, the edition is looked at.
        """
        editions = [] if self._site is None else [self._site.edition.folder]
        editions += [
            self._settings.editions / one for one in list_editions(self._settings.editions)
        ]
        for edition_folder in editions:
            paths = list_paths(edition_folder / folder / digest, name)
            if all(is_whole(path) for path in paths.values()):
                return paths
        if any(digest == one for one in self._list_digests()):
            self.editions.doubt()
        return {}

    def _list_digests(self) -> Iterable[str]:
        """Hashes of the files that the edition of the moment has."""
        if self._site is None:
            return ()
        manifest = self._site.edition.manifest
        return (*(file.hash for file in manifest.geometry.values()), *manifest.values.values())


@dataclass(frozen=True, slots=True)
class Definitions:
    """What people wrote, as it was when the site of the moment was made."""

    catalog: Catalog
    focus_areas: Mapping[str, FocusArea]
    events: tuple[Event, ...]
    programme: Programme


def read_definitions(settings: Settings) -> Definitions:
    """Read layers, focus areas, events and programme.

    Raises
    ------
    NplvError
        When one of their files is wrong.
    """
    project = settings.project
    areas = {area.id: area for area in read_focus_areas(project)}
    catalog = read_catalog(project)
    events, programme = read_events(project, areas), read_programme(project, catalog, areas)
    return Definitions(catalog, areas, events, programme)


def _order(edition: Edition) -> tuple[int, str]:
    return edition.manifest.number, edition.id
