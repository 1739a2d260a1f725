"""Pieces of a pair of years in a file: the overlay of two maps is the dear part of a crosswalk."""

from __future__ import annotations

import io
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd

from nplv_geo.geometry.pieces import Pieces

_CODES = ("older", "newer")


def pack_pieces(pieces: Pieces) -> bytes:
    """Write pieces as bytes.

    Parameters
    ----------
    pieces
        Of a pair of years.

    Returns
    -------
    bytes
        A file of numpy arrays (``.npz``).
    """
    arrays = {
        field.name: np.asarray(
            getattr(pieces, field.name), dtype="U" if field.name in _CODES else None
        )
        for field in fields(pieces)
    }
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def unpack_pieces(path: Path) -> Pieces:
    """Read pieces that were kept.

    Parameters
    ----------
    path
        File that :func:`pack_pieces` wrote.

    Returns
    -------
    Pieces
        As they were.
    """
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    codes = {name: pd.Index(arrays.pop(name), dtype="str") for name in _CODES}
    precision = float(arrays.pop("precision_m"))
    return Pieces(**codes, **arrays, precision_m=precision)
