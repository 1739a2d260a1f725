"""A place in a bucket: the only module that knows who speaks with object stores.

Keys and addresses are read from the environment by the library, under the names that every tool of
the store uses (``AWS_ACCESS_KEY_ID``, ``AWS_ENDPOINT_URL``, ``GOOGLE_SERVICE_ACCOUNT``,
``AZURE_STORAGE_ACCOUNT_NAME``, …).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from nplv_geo.ground.errors import BucketError

if TYPE_CHECKING:
    from obstore.store import ClientConfig, ObjectStore, RetryConfig

log = structlog.get_logger()

# A request that takes longer is asked again; a large file comes in pieces that fit in it.
_ANSWER_S = 30
_CONNECT_S = 5
_PIECE = 8 * 1024**2


class Bucket:
    """Reads and writes objects below one address.

    Parameters
    ----------
    url
        As ``s3://bucket/prefix``; also ``gs://``, ``az://`` and ``file://``.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def read(self, name: str) -> bytes:
        """Read an object.

        Parameters
        ----------
        name
            Its name below the address.

        Returns
        -------
        bytes
            All of it.

        Raises
        ------
        BucketError
            When it is not there, or can't be had now.
        """
        with self._explaining(name):
            return bytes(self._store.get(name).bytes())

    def fetch(self, name: str, path: Path) -> None:
        """Read an object into a file, piece by piece.

        Parameters
        ----------
        name
            Its name below the address.
        path
            A file in a folder that is there.

        Raises
        ------
        BucketError
            When it is not there, or can't be had now.
        """
        with path.open("wb") as file, self._explaining(name):
            first = self._store.get(name, options={"range": (0, _PIECE)})
            size = first.meta["size"]
            file.write(first.bytes())
            for start in range(_PIECE, size, _PIECE):
                end = min(start + _PIECE, size)
                file.write(self._store.get_range(name, start=start, end=end))

    def write(self, name: str, content: bytes | Path) -> None:
        """Write an object; readers see the old one or the new one.

        Parameters
        ----------
        name
            Its name below the address.
        content
            What it holds, or the file that does.

        Raises
        ------
        BucketError
            When it can't be written now.
        """
        with self._explaining(name):
            self._store.put(name, content)

    def list_folders(self) -> list[str]:
        """List what looks like folders at the address.

        Returns
        -------
        list of str
            Their names, sorted.

        Raises
        ------
        BucketError
            When it can't be had now.
        """
        with self._explaining(""):
            prefixes = self._store.list_with_delimiter()["common_prefixes"]
        return sorted(str(prefix).rstrip("/").rpartition("/")[2] for prefix in prefixes)

    @cached_property
    def _store(self) -> ObjectStore:
        try:
            from obstore.store import from_url  # noqa: PLC0415  # who needs no bucket goes without
        except ImportError as error:
            raise BucketError(
                f"{self.url}: daarvoor is nog een pakket nodig. Installeer "
                "'zicht-op-wijken[cloud]' (obstore)."
            ) from error
        if self.url.startswith("file://"):
            return from_url(self.url)
        client: ClientConfig = {
            "timeout": timedelta(seconds=_ANSWER_S),
            "connect_timeout": timedelta(seconds=_CONNECT_S),
            "allow_http": True,  # of a store inside the walls; the address says which it is
        }
        again: RetryConfig = {"max_retries": 3, "retry_timeout": timedelta(seconds=2 * _ANSWER_S)}
        return from_url(self.url, client_options=client, retry_config=again)

    @contextmanager
    def _explaining(self, name: str) -> Iterator[None]:
        """Say in one sentence what went wrong; the library's own words go to the log."""
        try:
            yield
        except BucketError:
            raise
        except FileNotFoundError as error:
            raise BucketError(f"{self.url}/{name} is er niet.", is_missing=True) from error
        except Exception as error:
            from obstore.exceptions import BaseError  # noqa: PLC0415  # as above

            if not isinstance(error, BaseError):
                raise
            reason = str(error).partition("\n")[0]
            log.info("bucket did not answer", url=self.url, name=name, reason=reason)
            raise BucketError(_explain(self.url, type(error).__name__)) from error


def _explain(url: str, kind: str) -> str:
    if kind in {"PermissionDeniedError", "UnauthenticatedError"}:
        return f"{url} geeft geen toegang; kijk naar de sleutels in de omgeving van de server."
    return f"{url} is niet te bereiken; kijk naar het adres, de sleutels en het netwerk."
