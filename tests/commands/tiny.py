"""An invented country of six buurten: small enough to build within a second.

Four buurten lie in focus area Heerlen-Noord, two elsewhere in the gemeente.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
from click.testing import CliRunner, Result
from shapely import box

from nplv_geo.commands.main import main
from nplv_geo.geometry.crs import RD

BUURTEN = ("BU09171000", "BU09171001", "BU09172000", "BU09172001", "BU09174000", "BU09174001")
BOUNDARIES = "buurt_2024.gpkg"
FIGURES = "85984NED.csv"
_COLUMNS = (
    "WijkenEnBuurten", "Gemeentenaam_1", "AantalInwoners_5", "HuishoudensTotaal_29",
    "Woningvoorraad_35", "Koopwoningen_41",
)  # fmt: skip
KWB = f"""{";".join(_COLUMNS)}
NL00      ;Nederland;17942942;8000000;8200000;57
GM0917    ;Heerlen  ;2100;1000;1000;50
WK091710  ;Heerlen  ;700;300;400;55
WK091720  ;Heerlen  ;600;300;300;30
WK091740  ;Heerlen  ;800;400;300;63
BU09171000;Heerlen  ;200;100;100;40
BU09171001;Heerlen  ;500;200;300;60
BU09172000;Heerlen  ;600;300;200;30
BU09172001;Heerlen  ;0;0;100;.
BU09174000;Heerlen  ;400;200;100;90
BU09174001;Heerlen  ;400;200;200;50
"""
# With a wijk withheld, the focus area is covered best by its buurten, and not whole.
KNOWN_IN_PART = KWB.replace(
    "WK091720  ;Heerlen  ;600;300;300;30", "WK091720  ;Heerlen  ;600;300;300;."
)


def shapes(codes: tuple[str, ...] = BUURTEN, crs: str = RD) -> gpd.GeoDataFrame:
    """Squares of a kilometre in a row, near Heerlen."""
    return gpd.GeoDataFrame(
        {
            "buurtcode": list(codes),
            "buurtnaam": [f"Buurt {number}" for number in range(len(codes))],
            "water": "NEE",
        },
        geometry=[box(195e3 + 1e3 * i, 322e3, 196e3 + 1e3 * i, 323e3) for i in range(len(codes))],
        crs=crs,
    )


def write_boundaries(folder: Path, name: str = BOUNDARIES) -> Path:
    path = folder / name
    shapes().to_file(path, layer="buurten")
    return path


def write_figures(folder: Path, text: str = KWB, name: str = FIGURES) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def run(*arguments: str | Path, data: Path) -> Result:
    """Run a command as a person would, with its data in ``data``."""
    return CliRunner(env={"NPLV_DATA": str(data), "NPLV_EDITION": ""}).invoke(
        main, [str(argument) for argument in arguments]
    )


def make_edition(folder: Path, figures: str = KWB) -> Path:
    """Import the files and build an edition; gives the data folder."""
    files = folder / "files"
    files.mkdir(parents=True)
    data = folder / "data"
    for arguments in (
        ("import", write_boundaries(files), write_figures(files, figures)),
        ("build",),
    ):
        done = run(*arguments, data=data)
        assert done.exit_code == 0, done.output
    return data
