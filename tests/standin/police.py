"""Registered crime by kind, invented from the totals where only those are known."""

from __future__ import annotations

import numpy as np

from tests.standin.regions import (
    MODIFIED,
    Regions,
    period_dimension,
    plain_dimension,
    region_dimension,
)
from tests.standin.table import Numbers, Table, Topic, Words

UNKNOWN = "BU00000000"
# The year after those of 47018NED, up to May; December before it is there to be left alone.
MONTHS = ("2025MM12", *(f"2026MM{month:02d}" for month in range(1, 6)))
_MONTHLY = ("0.0.0", "1.1.1", "1.4.5", "2.6.10")
# Parts per thousand of the total; kinds without a number take two.
_KINDS = """
0.0.0 1000 Totaal misdrijven|1.1.1 30 Diefstal/inbraak woning
1.1.2 15 Diefstal/inbraak box/garage/schuur|1.2.1 50 Diefstal uit/vanaf motorvoertuigen
1.2.2 12 Diefstal van motorvoertuigen|1.2.3 100 Diefstal van brom-, snor-, fietsen
1.2.4 12 Zakkenrollerij|1.2.5 Diefstal af/uit/van ov. voertuigen|1.3.1 90 Ongevallen (weg)
1.4.1 10 Zedenmisdrijf|1.4.2 Moord, doodslag|1.4.3 5 Openlijk geweld (persoon)
1.4.4 25 Bedreiging|1.4.5 45 Mishandeling|1.4.6 4 Straatroof|1.4.7 Overval
1.5.2 Diefstallen (water)|1.6.1 5 Brand/ontploffing|1.6.2 70 Overige vermogensdelicten
1.6.3 Mensenhandel|2.1.1 8 Drugs/drankoverlast|2.2.1 70 Vernieling cq. zaakbeschadiging
2.4.1 20 Burengerucht (relatieproblemen)|2.4.2 4 Huisvredebreuk
2.5.1 20 Diefstal/inbraak bedrijven enz.|2.5.2 50 Winkeldiefstal
2.6.1 Inrichting Wet Milieubeheer|2.6.2 Bodem|2.6.3 Water|2.6.4 Afval|2.6.5 Bouwstoffen
2.6.7 Mest|2.6.8 Transport gevaarlijke stoffen|2.6.9 Vuurwerk|2.6.10 Bestrijdingsmiddelen
2.6.11 Natuur en landschap|2.6.12 Ruimtelijke ordening|2.6.13 Dieren|2.6.14 Voedselveiligheid
2.7.2 Bijzondere wetten|2.7.3 10 Leefbaarheid (overig)|3.1.1 14 Drugshandel|3.1.2 Mensensmokkel
3.1.3 7 Wapenhandel|3.2.1 Kinderporno|3.2.2 Kinderprostitutie|3.3.2 Onder invloed (lucht)
3.3.5 Lucht (overig)|3.4.2 Onder invloed (water)|3.5.2 40 Onder invloed (weg)
3.5.5 Weg (overig)|3.6.4 10 Aantasting openbare orde|3.7.1 Discriminatie
3.7.2 Vreemdelingenzorg|3.7.3 Maatschappelijke integriteit (overig)|3.7.4 15 Cybercrime
3.9.1 70 Horizontale fraude|3.9.2 Verticale fraude|3.9.3 Fraude (overig)
"""


def kinds() -> dict[str, tuple[str, float]]:
    """Codes with their title and share of the total."""
    found: dict[str, tuple[str, float]] = {}
    for item in _KINDS.strip().replace("\n", "|").split("|"):
        code, _, rest = item.partition(" ")
        number, _, title = rest.partition(" ")
        share, title = (int(number), title) if number.isdecimal() else (2, rest)
        found[code] = (title if code == "0.0.0" else f"{code} {title}", share / 1000)
    return found


def table(
    regions: Regions, periods: list[str], region: np.ndarray, period: np.ndarray, totals: np.ndarray
) -> Table:
    """47018NED: kind of crime outermost, then area, then year.

    ``region`` and ``period`` say per row of ``totals`` where it stands in the other two; a total
    that isn't a number is withheld. With months for periods it is 47022NED, of a few kinds.
    """
    monthly = periods[0][4:6] == "MM"
    known = {code: kind for code, kind in kinds().items() if not monthly or code in _MONTHLY}
    shares = np.array([share for _, share in known.values()], dtype=np.float32)
    noise = np.float32(0.5) + ((region * 31 + period * 7) % 10).astype(np.float32) / 20
    values = np.floor(shares[:, None] * totals.astype(np.float32) * noise)
    values[0] = totals
    # A few cells of the kinds are withheld; which ones is always the same.
    hidden = (np.arange(len(shares))[:, None] * 17 + region * 13 + period) % 211 == 7
    hidden[0] = False
    values[hidden] = np.nan
    size = values.size
    rows = len(totals)
    names = {code: title for code, (title, _) in known.items()}
    kind = np.repeat(np.arange(len(known), dtype=np.int8), rows)
    return Table(
        "47022NED" if monthly else "47018NED",
        f"Geregistreerde misdrijven; soort misdrijf, wijk, buurt, {'maand' if monthly else 'jaar'}"
        "cijfers",
        "Politie",
        f"{periods[0][:4]} - {periods[-1][:4]}",
        MODIFIED,
        [
            plain_dimension("SoortMisdrijf", "Soort misdrijf", names, kind),
            region_dimension(regions, np.tile(region.astype(np.int32), len(known))),
            period_dimension(periods, np.tile(period.astype(np.int8), len(known))),
        ],
        [
            Topic(
                "GeregistreerdeMisdrijven_1",
                "Geregistreerde misdrijven",
                "aantal",
                "Misdrijven",
                Numbers(values.ravel(), whole=True),
            ),
            *([] if monthly else _blank_texts(size)),
        ],
        size,
    )


def _blank_texts(size: int) -> list[Topic]:
    group, blank = "Regioaanduiding", np.zeros(size, dtype=np.int8)
    return [
        Topic("Gemeentenaam_2", "Gemeentenaam", "naam", group, Words([" " * 30], blank)),
        Topic("SoortRegio_3", "Soort regio", "naam", group, Words([" " * 8], blank)),
    ]
