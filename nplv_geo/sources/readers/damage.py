"""What a reader meets in the bytes of strangers: whatever it is, it becomes one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nplv_geo.ground.errors import NplvError, UnreadableFileError


@contextmanager
def explain_damage(path: Path, what: str = "") -> Iterator[None]:
    """Turn every error of a library within the block into one sentence on the file.

    Which errors a library raises on broken bytes is no part of its promises, and a list of them is
    never whole. Our own errors pass, and so do those of the system, which have a number.

    Parameters
    ----------
    path
        File that is read.
    what
        What is wrong with it, as the rest of a sentence that ends in what to do; the usual unless
        given.

    Raises
    ------
    UnreadableFileError
        In place of any other error.
    """
    try:
        yield
    except NplvError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise describe_broken(path, what) from error


def describe_broken(path: Path, what: str = "") -> UnreadableFileError:
    """Give the error for a damaged file.

    Parameters
    ----------
    path
        File that is read.
    what
        What is wrong with it, if more is known than that it is damaged.

    Returns
    -------
    UnreadableFileError
        One sentence.
    """
    usual = "dit bestand is beschadigd of is niet wat de naam zegt; haal het opnieuw op bij de"
    return UnreadableFileError(f"{path.name}: {what or f'{usual} uitgever.'}")
