"""Crosswalks between boundary years, out of all that is known of the places of each year."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import structlog

from nplv_geo.geometry.boundaries import Boundaries
from nplv_geo.geometry.people_on_ground import count_people, locate_points
from nplv_geo.geometry.pieces import Pieces, overlay_outlines
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.arrays import Flags, Floats, Places
from nplv_geo.ground.files import write_atomic
from nplv_geo.ground.places import CrosswalkWay
from nplv_geo.published.figures import Figures
from nplv_geo.published.people_points import PeoplePoints
from nplv_geo.published.years.pieces_file import pack_pieces, unpack_pieces
from nplv_geo.published.years.place_evidence import PlaceEvidence
from nplv_geo.published.years.year_outlines import YearOutlines, borrow_outlines, keep_outlines
from nplv_geo.statistics.carrying.crosswalk import Crosswalk, drop_strays
from nplv_geo.statistics.carrying.division import divide_sources
from nplv_geo.statistics.carrying.parts import Parts, make_parts

log = structlog.get_logger()

ByLevelAndYear = Mapping[tuple[AreaLevel, int], Boundaries]
# Overlays pairs of maps, wherever that is done; gives their pieces in the same order.
OverlayAll = Callable[[Sequence[tuple[gpd.GeoSeries, gpd.GeoSeries]]], Iterable[Pieces]]

# Goes up whenever the same outlines give other pieces.
_METHOD = b"pieces 6"
_INHABITANTS, _HECTARES = "AantalInwoners", "OppervlakteTotaal"


class CrosswalkMaker:
    """Makes crosswalks; each year and pair of years is worked out once.

    Parameters
    ----------
    boundaries
        Outlines of all years in the raw store.
    figures
        All tables: the codes of each division, inhabitants and areas of the Kerncijfers.
    evidence
        What lists and change marks say.
    cached
        Folder to keep the pieces of pairs of years in; None to keep none.
    people
        Where people live, if anybody brought that.
    """

    def __init__(
        self,
        boundaries: ByLevelAndYear,
        figures: Iterable[Figures],
        evidence: PlaceEvidence,
        cached: Path | None = None,
        people: PeoplePoints | None = None,
    ) -> None:
        self._shapes = {
            year: part.frame.geometry
            for (level, year), part in boundaries.items()
            if level is AreaLevel.BUURT
        }
        self._evidence = evidence
        self._cached = cached
        self._people = people
        self._codes: dict[int, frozenset[str]] = {}
        self._kwb: dict[int, pd.DataFrame] = {}
        for part in figures:
            year = part.boundary_year
            if year is None or part.is_matched_by_code:
                continue
            buurten = frozenset(code for code in part.frame.index.tolist() if code[:2] == "BU")
            self._codes[year] = self._codes.get(year, frozenset()) | buurten
            if part.family == "KWB":
                self._kwb[year] = part.frame
        # No caches of methods: an object that holds itself keeps ten years of outlines in memory.
        self._outlines: dict[int, YearOutlines | None] = {}
        self._made: dict[tuple[int, int], Crosswalk | None] = {}
        self._places_of_people: dict[int, Places] = {}
        self._hashes: dict[int, bytes] = {}
        self._ahead: dict[tuple[int, int], Pieces] = {}

    def find_outlines(self, year: int) -> YearOutlines | None:
        """Find the outlines of the buurten of a year, its own or borrowed.

        Parameters
        ----------
        year
            Boundary year.

        Returns
        -------
        YearOutlines or None
            None when nothing is known of it.
        """
        if year not in self._outlines:
            self._outlines[year] = self._collect_outlines(year)
        return self._outlines[year]

    def make(self, from_year: int, to_year: int) -> Crosswalk | None:
        """Make the crosswalk between two years.

        Parameters
        ----------
        from_year, to_year
            Boundary years.

        Returns
        -------
        Crosswalk or None
            None when nothing is known of one of them.
        """
        pair = (from_year, to_year)
        if pair not in self._made:
            self._made[pair] = self._make_crosswalk(*pair)
        return self._made[pair]

    def overlay_ahead(self, pairs: Iterable[tuple[int, int]], overlay_all: OverlayAll) -> None:
        """Have the maps of pairs of years overlaid, which is most of the work of a crosswalk.

        Parameters
        ----------
        pairs
            Boundary years; pairs of which the pieces are kept are passed over.
        overlay_all
            Who does it.
        """
        asked = {}
        for pair in pairs:
            sources, targets = map(self.find_outlines, pair)
            if sources is not None and targets is not None:
                path = self._find_kept(sources, targets)
                if path is None or not path.exists():
                    asked[pair] = (sources.shapes, targets.shapes)
        found = overlay_all(list(asked.values())) if asked else ()
        self._ahead = dict(zip(asked, found, strict=True))

    def _collect_outlines(self, year: int) -> YearOutlines | None:
        if year in self._shapes:
            return keep_outlines(year, self._shapes[year])
        codes = self._codes.get(year, frozenset()) | self._evidence.list_buurten(year)
        has_marks = any(self._evidence.has_marks_between(year, other) for other in self._shapes)
        return borrow_outlines(
            year,
            codes,
            self._shapes,
            lambda other: self._evidence.find_same(codes, year, other),
            self._take_topic(year, _HECTARES),
            has_marks=has_marks,
        )

    def _take_topic(self, year: int, topic: str) -> pd.Series:
        frame = self._kwb.get(year)
        if frame is None or topic not in frame.columns:
            return pd.Series(dtype=float)
        return frame[topic]

    def _make_crosswalk(self, from_year: int, to_year: int) -> Crosswalk | None:
        sources, targets = self.find_outlines(from_year), self.find_outlines(to_year)
        if sources is None or targets is None:
            return None
        pieces = self._overlay(sources, targets)
        points = self._count_people(from_year, to_year, pieces)
        parts, is_same, ground, points = _spread_blocks(pieces, sources, targets, points)
        kept = drop_strays(parts)
        parts, is_same = parts.select(kept), is_same[kept]
        divided, weighting = divide_sources(
            parts,
            self._take_topic(from_year, _INHABITANTS),
            self._take_topic(to_year, _INHABITANTS),
            points[kept] if self._people else None,
        )
        ways = {sources.way, targets.way} - {CrosswalkWay.OUTLINES}
        found = Crosswalk(
            from_year,
            to_year,
            divided,
            is_same,
            ground["known"],
            ground["area"],
            way=min(ways, default=CrosswalkWay.OUTLINES),
            outline_years=tuple(sorted({*sources.years, *targets.years})),
            precision_m=pieces.precision_m,
            weighting=weighting,
        )
        log.info("crosswalk made", from_year=from_year, to_year=to_year, way=found.way.value)
        return found

    def _count_people(self, from_year: int, to_year: int, pieces: Pieces) -> Floats:
        """People in each piece; 0 everywhere when nobody knows where people live."""
        if self._people is None:
            return np.zeros(len(pieces.land))
        people = self._people.frame["people"].to_numpy()
        older_at, newer_at = (
            self._find_places_of_people(from_year),
            self._find_places_of_people(to_year),
        )
        return count_people(pieces, older_at, newer_at, people)

    def _find_places_of_people(self, year: int) -> Places:
        """Places of points with people among the outlines of a year."""
        outlines = self.find_outlines(year)
        if self._people is None or outlines is None:
            return np.array([], dtype=np.intp)
        if year not in self._places_of_people:
            points = self._people.frame[["x", "y"]].to_numpy()
            self._places_of_people[year] = locate_points(points, outlines.shapes)
        return self._places_of_people[year]

    def _overlay(self, sources: YearOutlines, targets: YearOutlines) -> Pieces:
        path = self._find_kept(sources, targets)
        if path is not None and path.exists():
            return unpack_pieces(path)
        pieces = self._ahead.pop((sources.year, targets.year), None)
        if pieces is None:
            pieces = overlay_outlines(sources.shapes, targets.shapes)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, pack_pieces(pieces))
        return pieces

    def _find_kept(self, sources: YearOutlines, targets: YearOutlines) -> Path | None:
        """Where the pieces of two years are kept, or would be; None where none are."""
        if self._cached is None:
            return None
        digest = hashlib.sha256(_METHOD)
        for outlines in (sources, targets):
            if outlines.year not in self._hashes:
                self._hashes[outlines.year] = _hash_outlines(outlines.shapes)
            digest.update(self._hashes[outlines.year])
        return self._cached / f"{digest.hexdigest()[:32]}.npz"


def _hash_outlines(shapes: gpd.GeoSeries) -> bytes:
    """Hash of what pieces follow from: the same outlines are never overlaid twice."""
    digest = hashlib.sha256("\n".join(shapes.index.tolist()).encode())
    for shape in shapely.to_wkb(np.asarray(shapes.array)):
        digest.update(shape)
    return digest.digest()


def _spread_blocks(
    pieces: Pieces, sources: YearOutlines, targets: YearOutlines, points: Floats
) -> tuple[Parts, Flags, pd.DataFrame, Floats]:
    """Pairs of codes out of pairs of blocks: each code of a block has the same share of it.

    With them go ``known`` and ``area`` of the newer places, by code, and the points of each pair.
    """
    older = _list_members(sources, pieces.older, "older")
    newer = _list_members(targets, pieces.newer, "newer")
    columns = {"older": pieces.older_of, "newer": pieces.newer_of, "land": pieces.land}
    pairs = pd.DataFrame({**columns, "is_same": pieces.is_same, "points": points})
    joined = pairs.merge(older, how="left", on="older").merge(newer, how="left", on="newer")
    n_pairs = joined["n_older"] * joined["n_newer"]
    source_codes, target_codes = (
        pd.Index(sorted(members), dtype="str") for members in (older.code_older, newer.code_newer)
    )
    parts = make_parts(
        source_codes,
        target_codes,
        source_codes.get_indexer(pd.Index(joined["code_older"])),
        target_codes.get_indexer(pd.Index(joined["code_newer"])),
        people=np.zeros(len(joined)),
        land=(joined["land"] / n_pairs).to_numpy(),
    )
    # Of a block that was left over is only known where it lies.
    is_single = (joined["block_older"] == joined["code_older"]) & (
        joined["block_newer"] == joined["code_newer"]
    )
    ground = pd.DataFrame(
        {
            "known": pieces.known[newer["newer"]],
            "area": pieces.area[newer["newer"]] / newer["n_newer"].to_numpy(),
        },
        pd.Index(newer["code_newer"]),
    ).reindex(target_codes)
    is_same = (joined["is_same"] & is_single).to_numpy()
    return parts, is_same, ground, (joined["points"] / n_pairs).to_numpy()


def _list_members(outlines: YearOutlines, blocks: pd.Index, side: str) -> pd.DataFrame:
    """Codes of each block, with how many there are in it."""
    codes = sorted(outlines.block_of)
    places = blocks.get_indexer(pd.Index([outlines.block_of[code] for code in codes]))
    counts = np.bincount(places, minlength=len(blocks))
    return pd.DataFrame(
        {
            side: places,
            f"code_{side}": codes,
            f"block_{side}": blocks[places],
            f"n_{side}": counts[places],
        }
    )
