"""What ``fetch`` asks of a file before it may take the place of the one that is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from nplv_geo.definitions.read import read_catalog
from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.ground.settings import Settings
from nplv_geo.published import ranges
from nplv_geo.published.contents import describe_contents
from nplv_geo.published.figures import Figures
from nplv_geo.published.raw_store import RawFile
from nplv_geo.sources.readers.files import read_delivery, recorded_in_sidecar
from nplv_geo.sources.services.needs import Parcel

# An answer to the same question with a smaller share of the rows of last time is half an answer.
_LEAST_OF_BEFORE = 0.5


def check_parcel(settings: Settings, parcel: Parcel) -> Parcel:
    """Parcel with what a reader finds in it; what can't be read must not replace what can.

    Raises
    ------
    ImpossibleFigureError
        When it holds a figure that can't be: such a table is not kept.
    UnreadableFileError
        When it can't be read.
    """
    sidecar = parcel.sidecar
    parts = read_delivery(
        parcel.path,
        year=sidecar.year,
        retrieved=sidecar.retrieved,
        recorded=recorded_in_sidecar(sidecar),
    )
    figures = [part for part in parts if isinstance(part, Figures)]
    ranges.check_ranges(parcel.path.name, figures, read_catalog(settings.project).layers)
    left_out = max((part.left_out for part in figures), default=0)
    found = replace(
        sidecar,
        left_out=left_out or None,
        contents=describe_contents(parts),
        kept=datetime.now(UTC).isoformat(),
    )
    return replace(parcel, sidecar=found)


def check_rows(parcel: Parcel, known: RawFile | None, what: str) -> None:
    """Refuse an answer with far fewer rows than the same question brought before.

    Raises
    ------
    SourceChangedError
        When it is half an answer, though every part of it is sound.
    """
    if known is None or known.path.name != parcel.path.name:
        return
    rows, before = parcel.sidecar.rows, known.sidecar
    if before.query == parcel.sidecar.query and rows < before.rows * _LEAST_OF_BEFORE:
        raise SourceChangedError(
            what,
            f"ongeveer {before.rows} rijen zoals de vorige keer",
            str(rows),
            "probeer het later opnieuw, of haal het oude bestand weg met 'raw remove' als dit "
            "klopt",
        )
