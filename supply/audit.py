"""Known weaknesses in what is pinned: from advisories on disk (OSV), or asked of osv.dev."""

from __future__ import annotations

import json
import urllib.request
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from supply.pins import Pin, normalise

SERVICE = "https://api.osv.dev/v1/querybatch"
_ANSWER_S = 30


class NotLookedError(Exception):
    """Nobody could look; that is no good news. The text is one sentence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A package with a known weakness.

    Attributes
    ----------
    pin
        The package.
    advisory
        Name of the advisory.
    summary
        What it is about; empty when only its name is known.
    """

    pin: Pin
    advisory: str
    summary: str = ""


def look_on_disk(pins: Iterable[Pin], place: Path) -> tuple[list[Finding], int]:
    """Look in advisories that were brought here: a folder, or a zip, of JSON files of OSV.

    Parameters
    ----------
    pins
        What is pinned.
    place
        Folder or zip, such as ``https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip``.

    Returns
    -------
    tuple
        What was found, and the number of advisories that were read.

    Raises
    ------
    NotLookedError
        When there are none, or they can't be read.
    """
    by_name: dict[tuple[str, str], list[Pin]] = {}
    for pin in pins:
        by_name.setdefault((pin.ecosystem, pin.name), []).append(pin)
    found: list[Finding] = []
    count = 0
    try:
        for content in _read_advisories(place):
            advisory = json.loads(content)
            count += 1
            if not advisory.get("withdrawn"):
                found += _match(advisory, by_name)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise NotLookedError(f"{place} is niet te lezen ({error})") from error
    if not count:
        raise NotLookedError(f"{place} bevat geen meldingen (OSV, JSON)")
    return found, count


def ask_service(pins: Iterable[Pin], url: str = SERVICE) -> list[Finding]:
    """Ask osv.dev about all pins at once.

    Raises
    ------
    NotLookedError
        When it does not answer.
    """
    asked = list(pins)
    queries = [
        {"package": {"ecosystem": pin.ecosystem, "name": pin.name}, "version": pin.version}
        for pin in asked
    ]
    request = urllib.request.Request(  # noqa: S310  # https, or the test's own server
        url,
        data=json.dumps({"queries": queries}).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=_ANSWER_S) as answer:  # noqa: S310
            results = json.load(answer)["results"]
    except (OSError, ValueError, KeyError) as error:
        raise NotLookedError(f"{url} geeft geen antwoord ({error})") from error
    return [
        Finding(pin, str(known["id"]))
        for pin, result in zip(asked, results, strict=True)
        for known in result.get("vulns", ())
    ]


def _read_advisories(place: Path) -> Iterator[bytes]:
    if place.is_dir():
        for path in sorted(place.rglob("*.json")):
            yield path.read_bytes()
        return
    with zipfile.ZipFile(place) as archive:
        for name in archive.namelist():
            if name.endswith(".json"):
                yield archive.read(name)


def _match(
    advisory: dict[str, Any], by_name: dict[tuple[str, str], list[Pin]]
) -> Iterator[Finding]:
    seen = set()
    for affected in advisory.get("affected", ()):
        package = affected.get("package", {})
        ecosystem, name = package.get("ecosystem", ""), package.get("name", "")
        key = (ecosystem, normalise(name) if ecosystem == "PyPI" else name)
        for pin in by_name.get(key, ()):
            if pin not in seen and _is_affected(pin.version, affected):
                seen.add(pin)
                yield Finding(pin, str(advisory["id"]), str(advisory.get("summary", "")))


def _is_affected(version: str, affected: dict[str, Any]) -> bool:
    """Whether a version is named, or in a range; one that can't be compared counts as in it."""
    if version in affected.get("versions", ()):
        return True
    ranges = (one for one in affected.get("ranges", ()) if one.get("type") != "GIT")
    try:
        own = Version(version)
        return any(_is_inside(own, one.get("events", ())) for one in ranges)
    except InvalidVersion:
        return True


def _is_inside(own: Version, events: Iterable[dict[str, str]]) -> bool:
    """Walk over the events of a range, which stand in order of version."""
    is_inside = False
    for event in events:
        if "introduced" in event:
            is_inside = is_inside or own >= _read(event["introduced"])
        elif ("fixed" in event and own >= Version(event["fixed"])) or (
            "last_affected" in event and own > Version(event["last_affected"])
        ):
            is_inside = False
    return is_inside


def _read(version: str) -> Version:
    return Version("0.dev0" if version == "0" else version)
