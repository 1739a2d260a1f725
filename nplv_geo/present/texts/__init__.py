"""The words of the interface, in Dutch and English, and numbers as their readers write them.

Comes in: the name of a text and the values in it. Goes out: a sentence, or a number with its unit.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.texts import Language

_SAID_BY_ITSELF = ("%", "score", "klasse")
_NARROW_SPACE = "\u202f"
_MINUS = "\u2212"
# An edition is named after the moment it was made, in UTC; readers live by another clock.
_MOMENT = re.compile(r"\d{8}T\d{6}", re.ASCII)
_READERS_TIME = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts and number formats of one language."""

    language: Language
    words: dict[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """Give the text ``key`` with its placeholders filled in.

        ``levels.wijk`` reads key ``wijk`` of table ``levels``.
        """
        table, _, name = key.rpartition(".")
        words = self.words[table] if table else self.words
        return str(words[name]).format(**values)

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number as ``52.965`` or ``59,5`` (Dutch) or ``52,965`` (English)."""
        return _written(float(value), decimals, self.language)

    def value(self, value: float | None, layer: Layer) -> str:
        """Write a layer's value, with the percent sign but without longer units."""
        if value is None:
            return self("no_value")
        return self.number(value, layer.decimals) + self.sign(layer)

    def reason(self, layer: Layer, reason: str, status: str) -> str:
        """Write why a layer has no value or a special one: the reason, or else the status."""
        if reason == "below_smallest_level":
            return self(f"smallest_level.{layer.aggregate.smallest_level}")
        return self(f"reasons.{reason}" if reason else f"statuses.{status}")

    def difference(self, value: float, layer: Layer) -> str:
        """Write a difference with its sign."""
        return self.signed(value, layer.decimals)

    def signed(self, value: float, decimals: int) -> str:
        """Write a number with its sign; what rounds to nothing has none."""
        written = self.number(value, decimals)
        plus = "+" if value > 0 and written.strip("0,.") else ""
        return plus + written

    def sign(self, layer: Layer) -> str:
        """Percent sign with a narrow space before it, or nothing."""
        return f"{_NARROW_SPACE}%" if layer.unit == "%" else ""

    def unit(self, layer: Layer) -> str:
        """Unit of a layer in words."""
        return str(self.words["units"][layer.unit])

    def unit_beside(self, layer: Layer) -> str:
        """Unit to write behind a value; nothing where a sign, a scale or the label says it."""
        is_said = layer.unit in _SAID_BY_ITSELF or self._is_unit_in_label(layer)
        return "" if is_said else self.unit(layer)

    def value_with_unit(self, value: float, layer: Layer) -> str:
        """Write a layer's value with its unit in words, unless that is said already."""
        return f"{self.value(value, layer)} {self.unit_beside(layer)}".rstrip()

    def label_with_unit(self, layer: Layer) -> str:
        """Name of a layer with its unit, unless the name holds it."""
        label = layer.label.in_(self.language)
        return label if self._is_unit_in_label(layer) else f"{label} ({self.unit(layer)})"

    def _is_unit_in_label(self, layer: Layer) -> bool:
        return self.unit(layer).lower() in layer.label.in_(self.language).lower()

    def share(self, value: float) -> str:
        """Write a share between 0 and 1 as a percentage; only what is whole is 100 %."""
        rounds_up = value < 1 <= round(value, 2)
        percentage = math.floor(value * 1000) / 10 if rounds_up else value * 100
        return f"{self.number(percentage, int(rounds_up))}{_NARROW_SPACE}%"

    def ordinal(self, n: int) -> str:
        """Write a place: ``8th`` in English, ``8`` in Dutch (after "plaats")."""
        if self.language == "nl":
            return str(n)
        endings = {1: "st", 2: "nd", 3: "rd"}
        is_teen = n % 100 in (11, 12, 13)
        return f"{n}{'th' if is_teen else endings.get(n % 10, 'th')}"

    def enumerated(self, parts: Sequence[str]) -> str:
        """Write a list as ``a, b en c``."""
        return str(format_list(parts, locale=self.language))

    def day(self, iso: str) -> str:
        """Write an ISO date as ``19 juli 2026``, and one without a day as ``juni 2026``."""
        pattern = "MMMM y" if _is_month(iso) else "d MMMM y"
        whole = f"{iso}-01" if _is_month(iso) else iso[:10]
        return str(format_date(date.fromisoformat(whole), pattern, locale=self.language))

    def moment(self, edition_id: str) -> str:
        """Write when an edition was made, as ``27 november 2026, 10:05 uur``, from its name.

        A name that tells no moment stays as it is.
        """
        found = _MOMENT.match(edition_id)
        if found is None:
            return edition_id
        made = datetime.strptime(found[0], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        here = made.astimezone(_READERS_TIME)
        return self("at_moment", day=self.day(here.date().isoformat()), time=f"{here:%H:%M}")

    def on_day(self, iso: str) -> str:
        """Write when, as ``op 19 juli 2026`` or ``in juni 2026``."""
        return self("in_month" if _is_month(iso) else "on_day", day=self.day(iso))


def _is_month(iso: str) -> bool:
    """Tell whether an ISO date names a month and no day."""
    return len(iso) == len("2026-06")


@lru_cache(maxsize=50_000)
def _written(value: float, decimals: int, language: Language) -> str:
    """Format a number; maps of the whole country print the same numbers over and over.

    As Babel would, in a thirtieth of the time: of the decimal number that the float prints as,
    halves to even.
    """
    written = f"{Decimal(str(value)):,.{decimals}f}"
    # What rounds to nothing has no sign.
    has_digits = bool(written.strip("-0,."))
    return (written if has_digits else written.lstrip("-")).translate(_marks(language))


@cache
def _marks(language: Language) -> dict[int, str]:
    """Marks of a language in place of those that Python writes."""
    return str.maketrans(
        {",": get_group_symbol(language), ".": get_decimal_symbol(language), "-": _MINUS}
    )


@cache
def texts(language: Language) -> Texts:
    """Texts of one language."""
    raw = resources.files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Texts(language, tomllib.loads(raw))
