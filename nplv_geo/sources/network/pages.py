"""The way from one page of an answer to the next, at the address that was asked.

A service writes links to its own machine. Whoever asks a mirror or a proxy (``--base-url``) must
not be sent past it, so of a link only the question counts: where to go on.
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit, urlunsplit

from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.ground.quoting import quote
from nplv_geo.sources.schemas.reading import REMEDY

# More pages than the largest table has, at 10,000 rows each.
MOST_PAGES = 2_000
_NEXT = "een volgende pagina"


class Pages:
    """Pages of one question, each asked once.

    Parameters
    ----------
    what
        How a message calls what is asked.
    base
        Address of the service; what comes behind it is the same at every mirror.
    """

    def __init__(self, what: str, base: str) -> None:
        self._what, self._base = what, base
        self._seen: set[str] = set()

    def follow(self, asked: str, link: str) -> str:
        """Address of the page that ``link`` points to.

        Parameters
        ----------
        asked
            Address of the page that the link stands on.
        link
            As the service gives it: whole, or relative to that page.

        Raises
        ------
        SourceChangedError
            When it points to something else than what was asked, or in a circle.
        """
        here = urlsplit(asked)
        try:
            there = urlsplit(urljoin(asked, link))
        except ValueError:
            raise self._refuse(link) from None
        own = here.path.removeprefix(urlsplit(self._base).path)
        is_other = not _plain(there.path).endswith(_plain(own))
        if there.scheme not in ("http", "https") or not there.query or is_other:
            raise self._refuse(link)
        self._seen.add(here.query)
        if there.query in self._seen:
            raise SourceChangedError(self._what, _NEXT, "een pagina die er al was", REMEDY)
        if len(self._seen) >= MOST_PAGES:
            raise SourceChangedError(self._what, f"hoogstens {MOST_PAGES} pagina's", "meer", REMEDY)
        self._seen.add(there.query)
        return urlunsplit((here.scheme, here.netloc, here.path, there.query, ""))

    def _refuse(self, link: str) -> SourceChangedError:
        return SourceChangedError(self._what, _NEXT, f"een verwijzing naar {quote(link)}", REMEDY)


def _plain(path: str) -> str:
    return path.rstrip("/").casefold()
