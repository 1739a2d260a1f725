"""Natural breaks of every layer against the textbook recursion, which looks at all starts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.statistics.classify import classify_values
from nplv_geo.statistics.natural_breaks import compute_natural_breaks

K = 5
MOST = 2_000


def _textbook(values: np.ndarray, k: int) -> list[float]:
    """Fisher's recursion over all pairs of a first and a last value, the lowest bounds on a tie."""
    distinct, counts = np.unique(values, return_counts=True)
    moved = distinct - distinct[distinct.size // 2]
    sums = [np.concatenate([[0], np.cumsum(counts * moved**power)]) for power in range(3)]
    first, end = np.ogrid[: distinct.size, 1 : distinct.size + 1]
    n, total, squares = (part[end] - part[first] for part in sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(end > first, squares - total**2 / n, np.inf)
    best, starts = cost[0], []
    for _ in range(1, k):
        tried = np.concatenate([[np.inf], best[:-1]])[:, None] + cost
        starts.append(tried.argmin(axis=0))
        best = tried.min(axis=0)
    last, bounds = distinct.size - 1, [distinct[-1]]
    for start in reversed(starts):
        last = int(start[last]) - 1
        bounds.append(distinct[last])
    return [float(distinct[0]), *map(float, reversed(bounds))]


def _columns(edition: Edition, levels: tuple[AreaLevel, ...]) -> Iterator[tuple[str, np.ndarray]]:
    for layer in edition.manifest.layers:
        period = edition.periods(layer)[-1]
        values = edition.values.table(layer, period)["value"]
        for level in levels:
            numbers = values.reindex(edition.areas.at(level)).dropna().to_numpy()
            if np.unique(numbers).size > K:
                yield f"{layer} {period} {level}", numbers


def _thinned(values: np.ndarray) -> np.ndarray:
    ordered = np.sort(values)
    if ordered.size <= MOST:
        return ordered
    return ordered[np.linspace(0, ordered.size - 1, MOST).round().astype(int)]


def _assert_textbook(edition: Edition, levels: tuple[AreaLevel, ...], at_least: int) -> None:
    columns = dict(_columns(edition, levels))
    assert len(columns) >= at_least
    for name, numbers in columns.items():
        thinned = _thinned(numbers)
        k = min(K, np.unique(thinned).size)
        assert compute_natural_breaks(thinned, k).tolist() == _textbook(thinned, k), name
        assert classify_values(numbers, "fisher_jenks", K, decimals=9).breaks[
            1:-1
        ] == pytest.approx(_textbook(thinned, k)[1:-1])


def test_every_layer_of_the_starter(starter_edition: Edition) -> None:
    levels = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE, AreaLevel.WIJK, AreaLevel.BUURT)
    _assert_textbook(starter_edition, levels, at_least=40)


@pytest.mark.slow
@pytest.mark.real_data
def test_every_layer_of_the_country(national_edition: Edition) -> None:
    _assert_textbook(national_edition, (AreaLevel.GEMEENTE, AreaLevel.BUURT), at_least=30)


# As the library gave them that was used before (jenkspy 0.4.1), for the buurten of the starter;
# those of inwoners by the textbook, since fifteen noughts came among them.
BEFORE = {
    "inwoners": [0, 1910, 4510, 8610, 15470, 29660],
    "woz_waarde": [56, 242, 331, 457, 699, 1227],
    "koopwoningen_pct": [1, 19, 36, 54, 76, 100],
    "inkomen_per_inwoner": [19.7, 24.8, 28.9, 33.9, 41.1, 60.6],
    "afstand_supermarkt_km": [0.1, 0.6, 1.1, 1.9, 3.3, 5.2],
}


@pytest.mark.parametrize("layer", BEFORE)
def test_the_breaks_are_those_of_before(starter_edition: Edition, layer: str) -> None:
    values = starter_edition.values.table(layer, "2024")["value"]
    buurten = values.reindex(starter_edition.areas.at(AreaLevel.BUURT)).dropna().to_numpy()
    assert compute_natural_breaks(buurten, K).tolist() == pytest.approx(BEFORE[layer], abs=1e-9)
