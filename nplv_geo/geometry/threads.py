"""Work on arrays of shapes on all cores: shapely lets go of the interpreter while it works."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

# Shapes are of uneven size: small chunks keep every core at work until the end.
_CHUNK = 500


def work_in_threads(work: Callable[..., np.ndarray], *arrays: np.ndarray) -> np.ndarray:
    """Do elementwise work on arrays in threads.

    Parameters
    ----------
    work
        Takes as many arrays as are given, and gives one of the same length.
    *arrays
        Of one length.

    Returns
    -------
    ndarray
        What ``work`` would give of the whole arrays.
    """
    n = len(arrays[0])
    if n <= _CHUNK:
        return work(*arrays)
    starts = range(0, n, _CHUNK)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        done = pool.map(lambda start: work(*(a[start : start + _CHUNK] for a in arrays)), starts)
        return np.concatenate(list(done))
