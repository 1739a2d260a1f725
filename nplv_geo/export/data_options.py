"""What can be chosen of a file with figures: its kind, all or the view, and how CSV is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from nplv_geo.ground.errors import ExportError
from nplv_geo.present.page.query import shorten_word

DataKind = Literal["csv", "xlsx", "geojson", "gpkg", "parquet"]
DATA_KINDS: tuple[DataKind, ...] = get_args(DataKind)
DATA_MIMETYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "parquet": "application/vnd.apache.parquet",
}
_YES = {"": False, "nee": False, "ja": True}


@dataclass(frozen=True, slots=True)
class DataOptions:
    """How a file with figures is made.

    Attributes
    ----------
    everything
        All layers and periods of the area, instead of the areas on the map.
    comma
        Decimal comma and semicolons, as spreadsheets in Dutch expect; CSV only.
    bom
        Mark at the start by which older Excel knows UTF-8; CSV only.
    """

    kind: DataKind = "csv"
    everything: bool = False
    comma: bool = False
    bom: bool = False


def read_data_options(
    kind: str, everything: str = "", comma: str = "", bom: str = ""
) -> DataOptions:
    """Read options from the words of a URL or a command; what is empty is no.

    Raises
    ------
    ExportError
        When a word is not one of the choices; the sentence names them.
    """
    data_kind = next((choice for choice in DATA_KINDS if choice == kind.lower()), None)
    if data_kind is None:
        choices = ", ".join(DATA_KINDS)
        raise ExportError(f"Bestandstype '{shorten_word(kind)}' bestaat niet; kies uit {choices}.")
    for name, word in (("alles", everything), ("komma", comma), ("bom", bom)):
        if word not in _YES:
            raise ExportError(f"'{name}={shorten_word(word)}' bestaat niet; kies ja of nee.")
    if data_kind != "csv" and (_YES[comma] or _YES[bom]):
        raise ExportError("'komma' en 'bom' zijn er alleen voor CSV; laat ze weg.")
    return DataOptions(data_kind, _YES[everything], _YES[comma], _YES[bom])
