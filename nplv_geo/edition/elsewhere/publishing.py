"""An edition from a folder on this machine into a bucket: its files, its manifest, the pointer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from nplv_geo.edition.edition import Edition
from nplv_geo.edition.elsewhere.bucket import Bucket
from nplv_geo.edition.manifest import MANIFEST, POINTER, parse_manifest, parse_pointer
from nplv_geo.edition.models import Manifest
from nplv_geo.edition.opening import list_browser_files, list_damage
from nplv_geo.ground.errors import BucketError, EditionError

_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Published:
    """What was sent.

    Attributes
    ----------
    files
        Number of files; 0 when the edition was there already.
    bytes
        Their size together.
    """

    files: int
    bytes: int


def publish_edition(
    edition: Edition,
    bucket: Bucket,
    *,
    again: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Published:
    """Send an edition to a bucket and make it the current one there.

    Readers see nothing of it before the last step: the pointer is written when all the rest stands.

    Parameters
    ----------
    edition
        An edition of this machine.
    bucket
        Where to.
    again
        True to send the files of an edition that is there already: one of them was damaged.
    progress
        Is told what is being done.

    Returns
    -------
    Published
        What was sent.

    Raises
    ------
    EditionError
        When the edition is damaged.
    BucketError
        When the bucket does not take it; what is current there stays so.
    """
    damage = list_damage(edition)
    if damage:
        raise EditionError(f"Editie '{edition.id}' is beschadigd: {damage[0]}.")
    others = {name: _read_manifest(bucket, name) for name in bucket.list_folders()}
    known = others.pop(edition.id, None)
    sent = Published(0, 0)
    if known is None or again:
        sent = _send_files(edition.folder, edition.manifest, bucket, progress)
        highest = max((other.number for other in others.values() if other), default=0)
        number = known.number if known else max(edition.manifest.number, highest + 1)
        bucket.write(f"{edition.id}/{MANIFEST}", _write_manifest(edition, number))
    use_published(bucket, edition.id)
    return sent


def use_published(bucket: Bucket, name: str) -> None:
    """Make an edition that stands in a bucket the current one there; nothing else is sent.

    Parameters
    ----------
    bucket
        Where it was published.
    name
        Its name.

    Raises
    ------
    EditionError
        When it is not there; the names of those that are, are given.
    """
    if parse_pointer(name.encode()) is None or _read_manifest(bucket, name) is None:
        names = [other for other in bucket.list_folders() if parse_pointer(other.encode())]
        raise EditionError(
            f"Editie '{name}' staat niet in {bucket.url}; kies uit {', '.join(names) or 'geen'}."
        )
    bucket.write(POINTER, name.encode())


def _send_files(
    folder: Path, manifest: Manifest, bucket: Bucket, progress: Callable[[str], None]
) -> Published:
    files = [*manifest.tables, *list_browser_files(manifest)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = [
            pool.submit(bucket.write, f"{manifest.id}/{file}", folder / file) for file in files
        ]
        try:
            for number, one in enumerate(waiting, 1):
                one.result()
                progress(f"{number} van {len(files)} bestanden")
        finally:
            pool.shutdown(cancel_futures=True)
    return Published(len(files), sum((folder / file).stat().st_size for file in files))


def _read_manifest(bucket: Bucket, name: str) -> Manifest | None:
    """The manifest of a published edition, None when there is none that can be read."""
    try:
        return parse_manifest(bucket.read(f"{name}/{MANIFEST}"), f"{bucket.url}/{name}")
    except BucketError as error:
        if error.is_missing:
            return None
        raise
    except EditionError:  # of another version of the program, or damaged
        return None


def _write_manifest(edition: Edition, number: int) -> bytes:
    """The manifest as it stands; counted on where the bucket is further than this machine."""
    if number == edition.manifest.number:
        return (edition.folder / MANIFEST).read_bytes()
    counted = edition.manifest.model_copy(update={"number": number})
    return counted.model_dump_json(indent=1, exclude_unset=True).encode()
