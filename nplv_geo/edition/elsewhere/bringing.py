"""One edition out of a bucket into a folder of editions: whole, checked, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nplv_geo.edition.browser_files import is_whole
from nplv_geo.edition.elsewhere.bucket import Bucket
from nplv_geo.edition.manifest import MANIFEST, list_editions, parse_manifest, read_manifest
from nplv_geo.edition.models import Manifest
from nplv_geo.edition.opening import list_browser_files
from nplv_geo.ground.errors import BucketError, EditionError
from nplv_geo.ground.files import hash_file, write_atomic

_FETCHING = ".fetching-"
_AT_ONCE = 8


def bring_edition(bucket: Bucket, name: str, editions: Path) -> None:
    """Bring an edition here; one of the same name makes way for it.

    Parameters
    ----------
    bucket
        Where it was published.
    name
        Its name.
    editions
        Folder of the editions here, which nobody else brings editions to now.

    Raises
    ------
    EditionError
        When a file of it is missing there, or is not what the build wrote.
    BucketError
        When the bucket does not answer.
    """
    for left in editions.glob(f"{_FETCHING}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_FETCHING, dir=editions) as beside:
        folder = Path(beside, name)
        folder.mkdir()
        with _refusing_gaps(bucket, name, MANIFEST):
            content = bucket.read(f"{name}/{MANIFEST}")
        manifest = parse_manifest(content, f"{bucket.url}/{name}")
        if manifest.id != name:
            raise _explain(bucket, name, MANIFEST)
        _bring_files(bucket, manifest, folder, _list_at_hand(editions))
        write_atomic(folder / MANIFEST, content)
        target = editions / name
        if target.exists():
            target.replace(Path(beside, "before"))
        folder.replace(target)


@dataclass(frozen=True, slots=True)
class _AtHand:
    """An edition that is here already, of which files may serve again."""

    folder: Path
    tables: dict[str, str]


def _list_at_hand(editions: Path) -> list[_AtHand]:
    found = []
    for name in list_editions(editions):
        try:
            found.append(_AtHand(editions / name, read_manifest(editions / name).tables))
        except EditionError:
            continue  # what is damaged or of another version helps nobody
    return found


def _bring_files(bucket: Bucket, manifest: Manifest, folder: Path, here: list[_AtHand]) -> None:
    def bring(file: str) -> None:
        path, digest = folder / file, manifest.tables.get(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        if any(_link(one, file, digest, path) for one in here):
            return
        with _refusing_gaps(bucket, manifest.id, file):
            bucket.fetch(f"{manifest.id}/{file}", path)
        if not _is_as_told(path, digest):
            raise _explain(bucket, manifest.id, file)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        files = [*manifest.tables, *list_browser_files(manifest)]
        waiting = [pool.submit(bring, file) for file in files]
        try:
            for one in waiting:
                one.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _link(one: _AtHand, file: str, digest: str | None, path: Path) -> bool:
    """Take a file of an edition that is here, if it is the same one and whole."""
    source = one.folder / file
    if one.tables.get(file) != digest or not _is_as_told(source, digest):
        return False
    try:
        os.link(source, path)
    except OSError:  # where there are no links
        shutil.copyfile(source, path)
    return True


def _is_as_told(path: Path, digest: str | None) -> bool:
    """Whether a table has its hash; of a file for the browser the address is its hash."""
    if digest is None:
        return is_whole(path)
    return path.exists() and hash_file(path) == digest


@contextmanager
def _refusing_gaps(bucket: Bucket, name: str, file: str) -> Iterator[None]:
    try:
        yield
    except BucketError as error:
        if error.is_missing:
            raise _explain(bucket, name, file) from error
        raise


def _explain(bucket: Bucket, name: str, file: str) -> EditionError:
    return EditionError(
        f"Editie '{name}' in {bucket.url} is beschadigd ({file}); publiceer haar opnieuw met "
        "'publish --again'."
    )
