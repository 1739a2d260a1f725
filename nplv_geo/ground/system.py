"""What an error of the system means, and what to do about it, in words of a person."""

from __future__ import annotations

import errno

_FORBIDDEN = ("deze gebruiker mag hier niet lezen of schrijven", "controleer de rechten")
# What is wrong with the place that is written to, whatever file is on its way.
_OF_THE_PLACE = (errno.EROFS, errno.ENOSPC, errno.EDQUOT)
_REASONS = {
    errno.ENOENT: ("het bestaat niet", "controleer de naam en de map"),
    errno.ENOTDIR: ("een deel van het pad is geen map", "controleer de naam en de map"),
    errno.ENAMETOOLONG: ("de naam is te lang", "geef het een kortere naam"),
    errno.EISDIR: ("het is een map", "noem de bestanden in die map"),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: ("hier kan niets worden geschreven", "kies een andere map met {place}"),
    errno.ENOSPC: ("de schijf is vol", "maak ruimte vrij en probeer het opnieuw"),
    errno.EDQUOT: ("de ruimte van deze gebruiker is op", "maak ruimte vrij en probeer het opnieuw"),
    errno.EIO: ("de schijf geeft een fout", "kopieer het bestand opnieuw"),
    errno.ESTALE: ("de netwerkschijf is er niet meer", "koppel die opnieuw"),
    errno.EMFILE: ("er staan te veel bestanden open", "sluit andere programma's"),
}
_OTHERWISE = ("het systeem weigert het", "controleer de naam, de schijf en de rechten")


def explain_os_error(error: OSError, place: str = "NPLV_DATA") -> str:
    """Give what is wrong and the remedy.

    Parameters
    ----------
    error
        What the system says.
    place
        Setting or option that names the folder where is written.

    Returns
    -------
    str
        The end of a sentence, without its full stop.
    """
    what, remedy = _REASONS.get(error.errno or 0, _OTHERWISE)
    return f"{what}; {remedy.format(place=place)}"


def is_of_the_place(error: OSError) -> bool:
    """Tell whether the place that is written to is full or closed, so that no file can come."""
    return error.errno in _OF_THE_PLACE
