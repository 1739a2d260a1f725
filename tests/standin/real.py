"""The collected open data, where it is present: $NPLV_REAL_DATA or ../shared/data."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from tests.standin import kwb, police, rivm, statline
from tests.standin.data import (
    KWB,
    Data,
    Entry,
    Outlines,
    column,
    monthly_entries,
    police_entry,
    rivm_entry,
    statline_entries,
)
from tests.standin.regions import Regions, kwb_table
from tests.standin.table import Numbers, Table, Topic, base, title_of

_TEXTS = ("WijkenEnBuurten", "Naam", "Gemeentenaam_1", "SoortRegio_2", "Codering_3", "ID")
_GROUPS = {column.base: column.group for column in kwb.columns(kwb.LAYOUT_2024)}
_LATE = {column.base for column in kwb.columns(kwb.LAYOUT_2024) if column.late}
_REGION, _PERIOD = "WijkenEnBuurten", "Perioden"
_CHANGE = "IndelingswijzigingWijkenEnBuurten_4"
_YEARS, _OLDER = (2024, 2025), (2019,)


def folder() -> Path | None:
    """Folder with the data, None where there is none."""
    named = os.environ.get("NPLV_REAL_DATA")
    path = Path(named) if named else Path(__file__).parents[2].parent / "shared" / "data"
    return path if (path / "cbs" / "85984NED_2024.parquet").exists() else None


def real_data() -> Data:
    """All collected tables; 2025 is 2024 without what comes later."""
    path = folder()
    if path is None:
        raise FileNotFoundError("no real data; set NPLV_REAL_DATA, or ask for data='invented'")
    return _Real(path)


class _Real(Data):
    kind = "real"

    def __init__(self, path: Path) -> None:
        self.path = path
        entries = {
            KWB[year]: Entry(f"Kerncijfers wijken en buurten {year}", "CBS", str(year), make)
            for year, make in (
                (2017, self._kwb_2017),
                (2020, self._kwb_2020),
                (2024, self._kwb),
                (2025, self._kwb_2025),
            )
        }
        entries["47018NED"] = police_entry("2021 - 2025", self._police)
        entries["47022NED"] = police_entry("2025 - 2026", self._months, "maandcijfers")
        entries["50150NED"] = rivm_entry("2012 - 2024", self._rivm)
        entries["50090NED"] = rivm_entry("2012 - 2020", self._rivm_old)
        entries |= monthly_entries(self._areas)
        super().__init__(entries | statline_entries(self._areas), _YEARS, _OLDER)

    def _read(self, name: str) -> pd.DataFrame:
        return pd.read_parquet(self.path / name)

    def _kwb(self) -> Table:
        return _kwb_table("85984NED", 2024, self._read("cbs/85984NED_2024.parquet"))

    def _kwb_2017(self) -> Table:
        frame = self._read("cbs/83765NED_2017_subset.parquet")
        frame = frame.drop(columns="GeregistreerdeMisdrijven_1")
        return _kwb_table("83765NED", 2017, frame.rename(columns={"buurt_naam": "Naam"}))

    def _kwb_2020(self) -> Table:
        """The whole table with the change marks that CBS gave, but for the most common postcode."""
        frame = self._read("cbs/84799NED_2020.parquet").drop(columns="MeestVoorkomendePostcode_113")
        codes = frame[_REGION].str.strip()
        marks = dict(zip(codes, frame.pop(_CHANGE).str.strip(), strict=True))
        towns = frame["Gemeentenaam_1"].str.strip()
        frame = frame.assign(Naam=codes, Gemeentenaam_1=towns)
        return _kwb_table("84799NED", 2020, frame, marks)

    def _kwb_2025(self) -> Table:
        """Rows of 2024 under the id of 2025; what comes later is null everywhere."""
        table = self.table("85984NED")
        topics = [
            replace(topic, column=Numbers(np.full(table.size, np.nan), whole=topic.column.whole))
            if base(topic.key) in _LATE
            else topic
            for topic in table.topics
        ]
        title = "Kerncijfers wijken en buurten 2025"
        return replace(
            table, id="86165NED", title=title, period="2025", topics=topics, map_year=2025
        )

    def _police(self) -> Table:
        frame = self._police_frame()
        regions, region, periods, period = self._places(frame)
        return police.table(regions, periods, region, period, frame["n"].to_numpy(dtype=float))

    def _police_frame(self) -> pd.DataFrame:
        """Totals as collected, with the country on top and the unknown place below."""
        frame = self._read("politie/47018NED_totals_2021_2025.parquet")
        frame = frame.rename(columns={"GeregistreerdeMisdrijven_1": "n"})[[_REGION, _PERIOD, "n"]]
        sums = frame.assign(level=frame[_REGION].str[:2]).groupby(["level", _PERIOD])["n"].sum()
        country = sums["GM"].reset_index().assign(**{_REGION: "NL00"})
        unknown = sums["GM"].sub(sums["BU"]).clip(lower=0).reset_index()
        unknown[_REGION] = police.UNKNOWN
        rest = frame[frame[_REGION] != police.UNKNOWN]
        return pd.concat([country, rest, unknown], ignore_index=True)

    def _months(self) -> Table:
        """Invented months: a twelfth of the totals of 2025 each, rounded down."""
        frame = self._police_frame()
        year = frame[frame[_PERIOD] == "2025JJ00"].assign(n=lambda f: f["n"] // 12)
        frame = pd.concat([year.assign(**{_PERIOD: month}) for month in police.MONTHS])
        regions, region, periods, period = self._places(frame)
        return police.table(regions, periods, region, period, frame["n"].to_numpy(dtype=float))

    def _areas(self, year: int) -> statline.Areas:  # noqa: ARG002  # those of 2024 stand in
        """Real codes and inhabitants; the figures on them are invented."""
        table = self.table("85984NED")
        codes = [key.strip() for key in table.dimensions[0].column.pool]
        names = [str(row["Title"]) for row in table.dimensions[0].members]
        gemeenten = {c[2:6]: n for c, n in zip(codes, names, strict=True) if c[:2] == "GM"}
        people = column(table, "AantalInwoners") or {}
        inhabitants = np.array([people.get(code, np.nan) for code in codes])
        return statline.Areas(Regions(codes, names, gemeenten), inhabitants)

    def _rivm(self) -> Table:
        return self._health("50150NED", self._read("rivm/50150NED_2012_2024.parquet"))

    def _rivm_old(self) -> Table:
        frame = self._read("rivm/50090NED_2012_2016_2020.parquet")
        frame = frame[(frame["Leeftijd"] == int(rivm.ADULTS)) & (frame["Marges"] == rivm.ESTIMATE)]
        return self._health("50090NED", frame.drop(columns=["jaar", "leeftijd", "gm_code"]))

    def _health(self, name: str, frame: pd.DataFrame) -> Table:
        frame = frame.assign(
            **{_REGION: frame[_REGION].str.strip().replace("NL00", "NL01")}
        ).reset_index(drop=True)
        regions, region, periods, period = self._places(frame)
        known = ("Leeftijd", "Marges", _PERIOD, *_TEXTS)
        figures = {key: frame[key].to_numpy(float) for key in frame if key not in known}
        table = rivm.table(name, regions, periods, region, period, figures)
        return replace(table, map_year=rivm.DIVISIONS[name])

    def _places(self, frame: pd.DataFrame) -> tuple[Regions, np.ndarray, list[str], np.ndarray]:
        kwb_rows = self.table("85984NED").dimensions[0].members
        titles = {str(row["Key"]).strip(): str(row["Title"]) for row in kwb_rows}
        region, codes = pd.factorize(frame[_REGION])
        periods = sorted(frame[_PERIOD].unique())
        period = frame[_PERIOD].map({key: i for i, key in enumerate(periods)}).to_numpy()
        names = [titles.get(code, "Nederland" if code[:2] == "NL" else code) for code in codes]
        gemeenten = {code[2:6]: name for code, name in titles.items() if code[:2] == "GM"}
        return Regions(list(codes), names, gemeenten), region, list(periods), period

    def _outlines(self, year: int, level: str) -> Outlines | None:
        # There are no outlines of 2025: those of 2024 stand in for them.
        path = self.path / "boundaries" / f"{level}_{min(year, 2024)}.parquet"
        if not path.exists():
            return None
        frame = pd.read_parquet(path)
        shapes = shapely.from_wkb(frame["geometry"].to_numpy())
        return Outlines(frame["statcode"].tolist(), frame["statnaam"].tolist(), shapes)


def _kwb_table(
    name: str, year: int, frame: pd.DataFrame, changes: dict[str, str] | None = None
) -> Table:
    codes = frame[_REGION].str.strip().tolist()
    gemeenten = dict(zip(frame[_REGION].str[2:6], frame["Gemeentenaam_1"].fillna(""), strict=True))
    regions = Regions(codes, frame["Naam"].fillna("").tolist(), gemeenten)
    topics = []
    keys = [key for key in frame if key not in _TEXTS]
    for key in sorted(keys, key=lambda key: int(key.rpartition("_")[2])):
        values = frame[key].to_numpy(dtype=float)
        whole = bool(np.all(np.isnan(values) | (values == np.floor(values))))
        column = Numbers(values, whole=whole)
        group = _GROUPS.get(base(key), "Overig")
        topics.append(Topic(key, title_of(key), kwb.unit_of(base(key)), group, column))
    return kwb_table(name, year, regions, topics, changes)
