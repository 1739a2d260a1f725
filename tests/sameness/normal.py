"""Leave out of an answer what differs from one recording to the next: times, paths and names."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from babel.dates import format_date

_ALWAYS = {
    r"\d{8}T\d{6,9}-[0-9a-f]{8}": "EDITION",
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?([.,]\d+)?(Z|[+-]\d\d:?\d\d)?": "TIME",
    r"/(geo|figures)/[0-9a-f]{16}/": r"/\1/HASH/",
    r"\.v[0-9_]+m\d+\.": ".vN.",  # the files of Dash bear the time at which they were installed
    r"\b\d+[.,]\d+ s\b": "N s",
    r"\(\d+ kB\)": "(N kB)",
}


class Normal:
    """Replaces what is of one recording only by a word that says what stood there.

    Parameters
    ----------
    names
        Texts of this recording, such as the path of the checkout, and the word for each.
    version
        Of the program that is recorded.
    """

    def __init__(self, names: dict[str, str], version: str) -> None:
        today = datetime.now(UTC).date()
        days = "|".join(
            re.escape(form)
            for day in (today, today + timedelta(days=1))
            for form in sorted(_written(day), key=len, reverse=True)
        )
        # Longer paths first: the data folder may lie inside another one that is named.
        own = sorted(names.items(), key=lambda item: -len(item[0]))
        self._rules = [(re.compile(re.escape(text)), word) for text, word in own if text]
        self._rules += [(re.compile(pattern), word) for pattern, word in _ALWAYS.items()]
        self._rules.append((re.compile(rf"(?<![\d.]){re.escape(version)}(?![\d.])"), "VERSION"))
        self._rules.append((re.compile(rf"(?<!\d)({days})(?!\d)", re.IGNORECASE), "DAY"))

    def __call__(self, text: str) -> str:
        """Text as any recording of the same program would hold it."""
        for pattern, word in self._rules:
            text = pattern.sub(word, text)
        return text


def _written(day: date) -> set[str]:
    """All ways in which a day may be written."""
    known = {day.isoformat(), f"{day:%Y%m%d}", f"{day:%d-%m-%Y}", f"{day.day}-{day:%m-%Y}"}
    for locale in ("nl", "en", "en_GB"):
        for form in ("medium", "long", "full", "d MMMM y", "d MMM y", "MMMM d, y"):
            known.add(format_date(day, form, locale=locale))
    return known
