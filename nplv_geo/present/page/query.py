"""Reading of a query as people paste it: mangled by mail programs, typed by hand, or whole.

A link goes through mail programs, chats and documents: ``&`` comes back as ``&amp;`` or ``;``, a
full stop or bracket sticks to its end, and programs that count readers add parameters of their own.
Page, API and exports read queries here, so that all of them understand the same links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, get_args
from urllib.parse import unquote_plus

from nplv_geo.definitions.texts import Language

MAX_QUERY = 2_000
_WORDS_SHOWN = 30
_LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

# A second "?" comes from programs that add parameters without looking.
_SEPARATOR = re.compile(r"&(?:amp;)*|[;?]", re.IGNORECASE)
_AROUND: Final = " \t\r\n\u00a0\u200b\u200c\u200d\ufeff\"'`“”„«»\u2018\u2019"
_AT_START: Final = f"{_AROUND}<([{{"
_AT_END: Final = f"{_AROUND}>)]}}.,;:!?*_"
# Readers are counted with these; they say nothing about the view.
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|matomo|piwik|hsa|mc)_\w+|_hs\w+|_g[al]|[a-z]{1,6}clk?id|[gw]braid|"
    r"gclsrc|igshid|li_fat_id|mkt_tok"
)


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """What a query asks for.

    Attributes
    ----------
    fields
        First value of each parameter, its name in small letters.
    repeated
        Parameters that are there more than once.
    contradicted
        Those of them that have different values.
    is_cut
        Whether the query was longer than any link of ours; the rest is not read.
    """

    fields: dict[str, str]
    repeated: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    is_cut: bool = False

    def list_unknown(self, known: Iterable[str]) -> tuple[str, ...]:
        """List the parameters that nobody here knows, without those that only count readers.

        Parameters
        ----------
        known
            Parameters that mean something.

        Returns
        -------
        tuple of str
            In their order in the query.
        """
        names = set(known)
        return tuple(
            key for key in self.fields if key not in names and not _TRACKING.fullmatch(key)
        )


def read_query(query: str) -> AskedQuery:
    """Read a query, also one that a mail program mangled.

    Parameters
    ----------
    query
        Any text, with or without its question mark.

    Returns
    -------
    AskedQuery
        A parameter without a value has an empty one.
    """
    fields: dict[str, str] = {}
    repeated: dict[str, bool] = {}
    for part in _SEPARATOR.split(query[: MAX_QUERY + 1]):
        key, _, value = part.partition("=")
        if not part.strip():
            continue
        # What is nothing but signs is a name too: somebody is told that it means nothing.
        name = clean_word(unquote_plus(key)).lower() or unquote_plus(key).strip() or "="
        word = clean_word(unquote_plus(value))
        if name in fields:
            repeated[name] = repeated.get(name, False) or fields[name].lower() != word.lower()
        fields.setdefault(name, word)
    contradicted = tuple(name for name, differs in repeated.items() if differs)
    return AskedQuery(fields, tuple(repeated), contradicted, len(query) > MAX_QUERY)


def choose_language(word: str) -> Language:
    """Choose the language that a word names, in whatever letters; Dutch for any other word.

    Parameters
    ----------
    word
        Value of the parameter ``taal``.

    Returns
    -------
    str
        A language of the interface.
    """
    return next((one for one in _LANGUAGES if one == word.lower()), _LANGUAGES[0])


def read_language(query: str) -> Language:
    """Read the language that a query asks for; every page, file and refusal decides here.

    Parameters
    ----------
    query
        Any text, with or without its question mark.

    Returns
    -------
    str
        A language of the interface.
    """
    return choose_language(read_query(query).fields.get("taal", ""))


def shorten_word(word: str) -> str:
    """Shorten a word of a stranger for our sentence, without what could break a line.

    Parameters
    ----------
    word
        Any text.

    Returns
    -------
    str
        Thirty letters at most, and an ellipsis.
    """
    printable = "".join(letter for letter in word if letter.isprintable())
    return printable if len(printable) <= _WORDS_SHOWN else f"{printable[:_WORDS_SHOWN]}…"


def clean_word(text: str) -> str:
    """Take off what programs stick to a word: blanks, quotes, brackets and full stops.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        Blanks within it are kept, one at a time.
    """
    return " ".join(text.lstrip(_AT_START).rstrip(_AT_END).split())
