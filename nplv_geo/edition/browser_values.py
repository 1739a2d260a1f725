"""The form in which a browser gets the values of all areas of a level, whoever made them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

import numpy as np
import pandas as pd

from nplv_geo.edition.addresses import write_class_letters
from nplv_geo.ground.arrays import Floats, Ints
from nplv_geo.ground.browser_models import VALUES_FORMAT

_HAIR = 1e-6
_FIRST = ord("a")


def write_browser_values(
    values: Floats, kinds: tuple[np.ndarray, np.ndarray], decimals: int, classes: Mapping[str, Ints]
) -> bytes:
    """Write values, why some are missing, and class numbers.

    Parameters
    ----------
    values
        Shape (n_areas,), NaN where there is none.
    kinds
        Status and reason of each area, words.
    decimals
        Digits behind the comma of the values.
    classes
        Class number of each area, by scheme.

    Returns
    -------
    bytes
        JSON in UTF-8.

    Notes
    -----
    ``format`` is the version; ``values`` in steps of the last decimal shown, null where there is
    none; ``kinds`` the pairs of status and reason that occur, and ``kind`` a letter for each area,
    ``a`` for the first pair; ``classes`` per scheme one character for each area, ``-`` for none.
    See ``docs/formats.md``.
    """
    status, reason = kinds
    number, pairs = pd.factorize(status + "\n" + reason)
    content = {
        "format": VALUES_FORMAT,
        "decimals": decimals,
        "values": round_to_steps(values, decimals),
        "kinds": [str(pair).split("\n") for pair in pairs],
        "kind": (number + _FIRST).astype(np.uint8).tobytes().decode("latin-1"),
        "classes": {scheme: write_class_letters(numbers) for scheme, numbers in classes.items()},
    }
    return json.dumps(content, separators=(",", ":")).encode()


def round_to_steps(value: Floats, decimals: int) -> list[int | None]:
    """Round as the texts of the page do, on the digits that a number is written with.

    Parameters
    ----------
    value
        Shape (n,), in the unit of the layer, NaN for none.
    decimals
        Digits that the layer shows.

    Returns
    -------
    list of int or None
        Steps of the last digit, None for none.
    """
    scaled = np.where(np.isfinite(value), value, 0.0) * 10**decimals
    steps = np.rint(scaled)
    # Multiplying moves what lies halfway by a hair: 1.015 becomes 101.49999999999999.
    for i in np.flatnonzero(np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < _HAIR):
        steps[i] = int(Decimal(repr(float(value[i]))).scaleb(decimals).to_integral_value())
    known = np.isfinite(value).tolist()
    whole = steps.astype(np.int64).tolist()
    return [step if is_known else None for step, is_known in zip(whole, known, strict=True)]
