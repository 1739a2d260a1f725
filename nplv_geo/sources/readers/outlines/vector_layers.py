"""Layers of GeoPackages and Shapefiles, also packed in a zip; the only place that GDAL reads.

Every file is first recognised by its bytes, so that GDAL can't take it for a format that points at
other files or addresses.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers.content import Content, recognise_content

_WANTED = {".gpkg": Content.SQLITE, ".shp": Content.SHAPEFILE}
_MAC_FOLDER, _MAC_START = "__MACOSX", "._"
_UTF_8 = "UTF-8"
# Features that are read at a time, and what Arrow calls shapes that have no name.
_PART = 65_536
_SHAPES = "wkb_geometry"
_PARTS_OF_SHAPEFILE = (".dbf", ".shx", ".prj")
# Where the header of a DBF file says how long it is itself; what follows are the rows.
_DBF_HEADER_LENGTH = slice(8, 10)


@dataclass(frozen=True)
class VectorLayer:
    """One layer that GDAL can read.

    Attributes
    ----------
    source
        Path as GDAL writes it.
    name
        Name of the layer in its file.
    fields
        Names of its columns.
    shapes
        Kind of its shapes, as GDAL calls it.
    encoding
        Encoding of its text, where the file itself does not say it.
    """

    source: str
    name: str
    fields: tuple[str, ...]
    shapes: str = ""
    encoding: str | None = None

    @property
    def has_points(self) -> bool:
        """True when all its shapes are points."""
        return "Point" in self.shapes

    def read(self, columns: Sequence[str]) -> gpd.GeoDataFrame:
        """Read a layer and make sure that it is complete.

        Parameters
        ----------
        columns
            Columns to read beside the shapes.

        Returns
        -------
        GeoDataFrame
            One row for each feature.

        Raises
        ------
        ValueError
            When features are missing.
        """
        return gpd.GeoDataFrame(self._read_whole(columns, has_shapes=True))

    def read_rows(self, columns: Sequence[str]) -> pd.DataFrame:
        """Read the rows of a layer without their shapes, and make sure that it is complete.

        Parameters
        ----------
        columns
            Columns to read.

        Returns
        -------
        DataFrame
            One row for each feature.

        Raises
        ------
        ValueError
            When features are missing.
        """
        return self._read_whole(columns, has_shapes=False)

    def read_parts(self, columns: Sequence[str]) -> Iterator[gpd.GeoDataFrame]:
        """Read a layer part by part: the addresses of the country would fill the memory.

        Parameters
        ----------
        columns
            Columns to read beside the shapes.

        Yields
        ------
        GeoDataFrame
            The next features.

        Raises
        ------
        ValueError
            At the end, when features are missing.
        """
        info = pyogrio.read_info(
            self.source, layer=self.name, encoding=self.encoding, force_feature_count=True
        )
        count = 0
        with pyogrio.open_arrow(
            self.source,
            layer=self.name,
            columns=list(columns),
            encoding=self.encoding,
            batch_size=_PART,
            use_pyarrow=True,
        ) as (meta, batches):
            for batch in batches:
                table = batch.to_pandas()
                shapes = shapely.from_wkb(table.pop(meta["geometry_name"] or _SHAPES).to_numpy())
                count += len(table)
                yield gpd.GeoDataFrame(table, geometry=shapes, crs=meta["crs"])
        if count < info["features"]:
            raise ValueError(f"{count} of {info['features']} features")

    def _read_whole(self, columns: Sequence[str], *, has_shapes: bool) -> pd.DataFrame:
        """Read a layer, and count: GDAL stops silently at damage."""
        info = pyogrio.read_info(
            self.source, layer=self.name, encoding=self.encoding, force_feature_count=True
        )
        # As a stream: the other way reads as many as a GeoPackage says that it has, even none.
        frame: pd.DataFrame = pyogrio.read_dataframe(
            self.source,
            layer=self.name,
            columns=list(columns),
            encoding=self.encoding,
            use_arrow=True,
            read_geometry=has_shapes,
        )
        if len(frame) < info["features"]:
            raise ValueError(f"{len(frame)} of {info['features']} features")
        return frame


def list_vector_layers(path: Path, content: Content) -> Iterator[VectorLayer]:
    """List the layers with shapes of a file.

    Parameters
    ----------
    path
        A GeoPackage, a Shapefile or a zip with those.
    content
        What its first bytes are.

    Yields
    ------
    VectorLayer
        In the order of the file.

    Raises
    ------
    UnreadableFileError
        When a zip holds no such file, or a Shapefile lacks its companions.
    """
    for source, encoding in _list_sources(path, content):
        for name, kind in pyogrio.list_layers(source):
            if kind is not None:
                info = pyogrio.read_info(source, layer=name, encoding=encoding)
                fields = tuple(map(str, info["fields"]))
                yield VectorLayer(source, str(name), fields, str(kind), encoding)


def _list_sources(path: Path, content: Content) -> Iterator[tuple[str, str | None]]:
    """Paths as GDAL writes them, each with the encoding that the file does not say."""
    if content is Content.SQLITE:
        yield str(path), None
    elif content is Content.SHAPEFILE:
        beside = {part.suffix.lower(): part for part in path.parent.glob(f"{path.stem}.*")}
        _check_companions(path, set(beside))
        rows = beside[".dbf"].read_bytes()
        yield str(path), None if ".cpg" in beside else _find_encoding(rows)
    else:
        yield from _list_packed(path)


def _list_packed(path: Path) -> Iterator[tuple[str, str | None]]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not _is_of_mac(name)]
        inside = [name for name in names if PurePosixPath(name).suffix.lower() in _WANTED]
        if not inside:
            raise UnreadableFileError(
                f"{path.name}: in dit zipbestand zit geen .shp of .gpkg; kies de download van de "
                "wijk- en buurtkaart."
            )
        sources = []
        for name in inside:
            kind = PurePosixPath(name).suffix.lower()
            with archive.open(name) as file:
                if recognise_content(file) is not _WANTED[kind]:  # type: ignore[arg-type]
                    raise ValueError(f"{name} is not what its name says")
            encoding = _find_packed_encoding(archive, names, name, path) if kind == ".shp" else None
            sources.append((f"/vsizip/{{{path}}}/{name}", encoding))
    yield from sources


def _is_of_mac(name: str) -> bool:
    """Tell whether an entry is what macOS keeps beside each file in a zip."""
    place = PurePosixPath(name)
    return _MAC_FOLDER in place.parts or place.name.startswith(_MAC_START)


def _check_companions(path: Path, kinds: set[str]) -> None:
    missing = [kind for kind in _PARTS_OF_SHAPEFILE if kind not in kinds]
    if missing:
        raise UnreadableFileError(
            f"{path.name}: bij dit Shapefile ontbreekt {', '.join(missing)}; geef de zip met alle "
            "delen."
        )


def _find_packed_encoding(
    archive: zipfile.ZipFile, names: Sequence[str], shp: str, path: Path
) -> str | None:
    stem = str(PurePosixPath(shp).with_suffix("")).lower()
    beside = {
        PurePosixPath(name).suffix.lower(): name
        for name in names
        if str(PurePosixPath(name).with_suffix("")).lower() == stem
    }
    _check_companions(path, set(beside))
    return None if ".cpg" in beside else _find_encoding(archive.read(beside[".dbf"]))


def _find_encoding(dbf: bytes) -> str | None:
    """UTF-8 when the rows are that and not plain ASCII; None leaves it to the file."""
    rows = dbf[int.from_bytes(dbf[_DBF_HEADER_LENGTH], "little") :]
    if rows.isascii():
        return None
    try:
        rows.decode(_UTF_8)
    except UnicodeDecodeError:
        return None
    return _UTF_8
