"""Addresses of services, and the passwords that people put in them."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

# Greedy: a password may hold a @ that nobody wrote as %40.
_SECRET = re.compile(r"(?<=//)[^\s'\"<>]*@")
_LETTERS = re.compile(r"[!-~]+")


class Address(NamedTuple):
    """An address without its password, which stands apart.

    Attributes
    ----------
    url
        Address as it may be shown and kept, without a slash at its end.
    login
        Name and password that go with it; None when there are none.
    """

    url: str
    login: tuple[str, str] | None


def parse_base(text: str) -> Address:
    """Take an address apart that stands in the place of a service's own.

    Parameters
    ----------
    text
        Such as ``https://name:password@mirror.example/cbs``.

    Returns
    -------
    Address
        What may be shown, and what may not.

    Raises
    ------
    ValueError
        When paths can't be put behind it; the text never holds the address.
    """
    if not _LETTERS.fullmatch(text):
        raise ValueError("er staat een spatie of een bijzonder teken in")
    parts = _split(text)
    if "@" in f"{parts.path}{parts.query}{parts.fragment}":
        raise ValueError("schrijf in een wachtwoord / als %2F, ? als %3F, # als %23 en @ als %40")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("het begint niet met http:// of https:// en een naam")
    if parts.query or parts.fragment:
        raise ValueError("er staat een ? of # in")
    user, _, host = parts.netloc.rpartition("@")
    name, _, secret = user.partition(":")
    url = urlunsplit((parts.scheme, host, parts.path.rstrip("/"), "", ""))
    return Address(url, (unquote(name), unquote(secret)) if user else None)


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise ValueError(
            "het nummer van de poort klopt niet; schrijf in een wachtwoord / als %2F en @ als %40"
        ) from None
    return parts


def hide_secret(text: str) -> str:
    """Leave name and password out of the addresses in a text.

    Parameters
    ----------
    text
        An address, or a sentence that may hold some.

    Returns
    -------
    str
        The text without what stood between ``//`` and ``@``.
    """
    return _SECRET.sub("", text)


def name_host(url: str) -> str:
    """Name the machine of an address, for a message.

    Parameters
    ----------
    url
        Address that was asked.

    Returns
    -------
    str
        Host and port, without name and password.
    """
    host = url.partition("//")[2] or url
    return re.split(r"[/?#]", host, maxsplit=1)[0].rpartition("@")[2]
