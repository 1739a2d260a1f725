"""An invented country of five focus areas, of which the source withholds a part.

Each area has two buurten in it and one beside it. For income Heerlen-Noord knows 60 % of its
weight and Leeuwarden-Oost 50 %; for health Heerlen-Noord knew 60 % in 2022 and all in 2024. What
is known of them lies far below the country, so that a careless sentence would speak of it.
"""

from __future__ import annotations

from pathlib import Path

from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from tests.commands import tiny

PARTLY, TOO_LITTLE = "heerlen-noord", "leeuwarden-oost"
COMPLETE = ("breda-noord", "delft-west", "utrecht-overvecht")
INCOME, HEALTH, SHOP = "inkomen_per_inwoner", "goed_ervaren_gezondheid_pct", "afstand_supermarkt_km"
# Counted and known everywhere, so that a paragraph has something to speak of.
LOW_INCOMES = "laagste_40_inkomens_pct"

# Buurten of an area, and one outside of it in the same gemeente.
BUURTEN = {
    "heerlen-noord": ("BU09171000", "BU09171001", "BU09174000"),
    "leeuwarden-oost": ("BU00802000", "BU00802001", "BU00800100"),
    "breda-noord": ("BU07580101", "BU07580102", "BU07580900"),
    "delft-west": ("BU05032400", "BU05032401", "BU05031100"),
    "utrecht-overvecht": ("BU03440301", "BU03440302", "BU03440701"),
}
PEOPLE = dict.fromkeys(BUURTEN, (600, 400, 2000)) | {"leeuwarden-oost": (500, 500, 2000)}
# Per buurt; a dot is withheld.
_INCOMES = {
    "heerlen-noord": ("20.0", ".", "34.0"),
    "leeuwarden-oost": ("20.0", ".", "34.0"),
    "breda-noord": ("30.0", "30.0", "34.0"),
    "delft-west": ("33.0", "33.0", "34.0"),
    "utrecht-overvecht": ("26.0", "26.0", "34.0"),
}
_SHOPS = {
    "heerlen-noord": "0.5",
    "leeuwarden-oost": "0.4",
    "breda-noord": "0.6",
    "delft-west": "0.7",
    "utrecht-overvecht": "0.5",
}
_LOW_INCOMES = {
    "heerlen-noord": "55.0",
    "leeuwarden-oost": "56.0",
    "breda-noord": "50.0",
    "delft-west": "47.0",
    "utrecht-overvecht": "52.0",
}
_HEALTH = {
    "2022": {
        "heerlen-noord": ("30.0", ""),
        "leeuwarden-oost": ("60.0", "60.0"),
        "breda-noord": ("62.0", "62.0"),
        "delft-west": ("64.0", "64.0"),
        "utrecht-overvecht": ("58.0", "58.0"),
    },
    "2024": {
        "heerlen-noord": ("64.0", "64.0"),
        "leeuwarden-oost": ("61.0", ""),
        "breda-noord": ("65.0", "65.0"),
        "delft-west": ("66.0", "66.0"),
        "utrecht-overvecht": ("60.0", "60.0"),
    },
}
_COLUMNS = (
    "WijkenEnBuurten", "Gemeentenaam_1", "AantalInwoners_5", "GemiddeldInkomenPerInwoner_78",
    "AfstandTotGroteSupermarkt_111", "k_40PersonenMetLaagsteInkomen_79",
)  # fmt: skip


def _kwb() -> str:
    rows = [_COLUMNS, ("NL00", "Nederland", "17942942", "35.0", "1.0", "40.0")]
    for area, codes in BUURTEN.items():
        gemeente = f"GM{codes[0][2:6]}"
        rows.append((gemeente, gemeente, str(sum(PEOPLE[area])), "34.5", "0.9", "41.0"))
        for code, people, income in zip(codes, PEOPLE[area], _INCOMES[area], strict=True):
            known = (_SHOPS[area], _LOW_INCOMES[area])
            rows.append((code, gemeente, str(people), income, *known))
    return "\n".join(";".join(row) for row in rows) + "\n"


def _rivm() -> str:
    rows = ["Leeftijd,Marges,WijkenEnBuurten,Perioden,GoedErvarenGezondheid_4"]
    for year, country in (("2022", "70.0"), ("2024", "72.0")):
        values = {"NL01": country}
        for area, codes in BUURTEN.items():
            values[f"GM{codes[0][2:6]}"] = "69.0"
            values |= dict(zip(codes[:2], _HEALTH[year][area], strict=True))
        rows += [f"20300,MW00000,{code},{year}JJ00,{value}" for code, value in values.items()]
    return "\n".join(rows) + "\n"


def make_edition(folder: Path) -> Path:
    """Import the invented files and build an edition; gives the data folder."""
    files, data = folder / "files", folder / "data"
    files.mkdir(parents=True)
    boundaries = files / tiny.BOUNDARIES
    codes = tuple(code for codes in BUURTEN.values() for code in codes)
    tiny.shapes(codes).to_file(boundaries, layer="buurten")
    paths = (
        boundaries,
        tiny.write_figures(files, _kwb()),
        tiny.write_figures(files, _rivm(), "50150NED.csv"),
    )
    for arguments in (("import", *paths), ("build",)):
        done = tiny.run(*arguments, data=data)
        assert done.exit_code == 0, done.output
    return data


def opened(data: Path) -> Edition:
    """Open the edition in a data folder."""
    return open_current(data / "editions")
