"""What is said of two layers together: their names, their groups, and how far they go together."""

from __future__ import annotations

from nplv_geo.definitions.layers import Layer
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_period
from nplv_geo.present.values.pair import Pair
from nplv_geo.present.values.rows import none_if_missing
from nplv_geo.statistics.classify import NO_CLASS
from nplv_geo.statistics.together.pair_classes import GROUPS, Thirds
from nplv_geo.statistics.together.rank_correlation import FEWEST, OFTEN, SOMETIMES

FIRST, SECOND = 0, 1


def write_pair_label(page: Page, pair: Pair) -> str:
    """Both layers: ``Misdrijven per 1.000 inwoners en koopwoningen``."""
    first, second = (layer.label.in_(page.t.language) for layer in pair.layers)
    return page.t("together.label", first=first, second=lower(second))


def write_pair_periods(page: Page, pair: Pair) -> str:
    """Both layers with their units and periods, as a sentence has them."""
    first, second = (write_dated(page, pair, which) for which in (FIRST, SECOND))
    return page.t("together.label", first=first, second=lower(second))


def write_dated(page: Page, pair: Pair, which: int) -> str:
    """One layer with its unit and period: ``Koopwoningen (%), 2024``."""
    layer, period = pair.layers[which], pair.periods[which]
    is_early = page.edition.origin(layer.id, period).provisional
    label = page.t.label_with_unit(layer)
    return f"{label}, {write_period(page.t, layer, period, provisional=is_early)}"


def write_group(page: Page, pair: Pair, which: int, step: int) -> str:
    """The word of a step of one layer: low, middle or high values."""
    group = GROUPS - 1 - step if pair.turned[which] else step
    return page.t(f"together.{('low', 'middle', 'high')[group]}")


def write_class(page: Page, pair: Pair, number: int) -> str:
    """Both groups of a class: ``misdrijven per 1.000 inwoners hoog, koopwoningen laag``."""
    second, first = divmod(number, GROUPS)
    names = [lower(layer.label.in_(page.t.language)) for layer in pair.layers]
    return page.t(
        "together.class",
        first=names[FIRST],
        one=write_group(page, pair, FIRST, first),
        second=names[SECOND],
        other=write_group(page, pair, SECOND, second),
    )


def list_classes(page: Page, pair: Pair) -> tuple[str, ...]:
    """List the classes in words; none where there are none."""
    return tuple(write_class(page, pair, number) for number in range(pair.classes.k))


def write_bounds(page: Page, layer: Layer, thirds: Thirds, group: int) -> str:
    """Values of a group, as they are printed: ``40,2–60,0``; empty for one that nothing is in."""
    if not thirds.counts[group]:
        return ""
    t, step = page.t, 10**-thirds.decimals
    ends = [thirds.low - step, *thirds.bounds, thirds.high]
    low, high = ends[group] + step, ends[group + 1]
    if low >= high:
        return t.value(high, layer)
    return f"{t.number(low, thirds.decimals)}–{t.value(high, layer)}"


def write_verdict(page: Page, pair: Pair) -> str:
    """Say in one sentence how the two go together over the areas on the map, if at all."""
    t, found = page.t, pair.stepwise
    names = {
        "first": pair.layers[FIRST].label.in_(t.language),
        "second": pair.layers[SECOND].label.in_(t.language),
        "n": t.number(found.n),
        "level": t(f"levels_plural.{page.scope.level}"),
    }
    if pair.thirds is None:
        return t("together.same_everywhere", **names)
    if pair.are_amounts:
        return t("together.amounts", **names)
    if found.why_none:
        few = t.number(FEWEST)
        return t(f"together.none_{found.why_none}", fewest=few, **names)
    side = "worse" if pair.is_judged else "high"
    is_up = (pair.correlation.value or 0) > 0
    how = t(f"together.{'both_high' if is_up else 'one_low'}", **names)
    return t(f"together.{found.word}_{side}", how=how, **names)


def write_caution(page: Page) -> str:
    """Say what such a sentence doesn't say: it is about areas, and names no cause."""
    return page.t("together.caution", level=page.t(f"levels_plural.{page.scope.level}"))


def explain_verdict(page: Page, pair: Pair) -> str:
    """Tell the number behind the sentence, and how sure it is; empty where there is none."""
    t, found = page.t, pair.correlation
    if pair.are_amounts or found.value is None or found.low is None or found.high is None:
        return ""
    value, low, high = (t.number(value, 2) for value in (found.value, found.low, found.high))
    often, sometimes = t.number(OFTEN, 1), t.number(SOMETIMES, 1)
    return t("together.number", value=value, low=low, high=high, often=often, sometimes=sometimes)


def write_missing(page: Page, pair: Pair) -> str:
    """Say how many areas lack a figure, of which of the two; empty where none does."""
    t, n = page.t, pair.classes.missing
    if not n:
        return ""
    return t(
        "together.missing",
        n=t.number(n),
        of=t.number(len(page.scope.codes)),
        level=t(f"levels_plural.{page.scope.level}"),
    )


def read_second(page: Page, pair: Pair, area: str) -> str:
    """The value of any area on the second layer, as it is written, or why it has none."""
    layer, period = pair.layers[SECOND], pair.periods[SECOND]
    row = page.edition.values.cell(layer.id, period, area)
    value = none_if_missing(row.value)
    if value is not None:
        return page.t.value(value, layer)
    why = page.t.reason(layer, row.reason, row.status)
    return page.t("export.note", value=page.t("no_value"), note=why) if why else page.t("no_value")


def list_pair_heads(page: Page, pair: Pair) -> list[str]:
    """List the heads of the columns that stand beside the first layer in a table."""
    return [write_dated(page, pair, SECOND), page.t("together.col_class"), page.t("col_status")]


def list_pair_cells(page: Page, pair: Pair, code: str, number: int) -> tuple[str, ...]:
    """List what stands beside the value of an area: that of the second layer, and both groups."""
    words = ""
    if number != NO_CLASS:
        second, first = divmod(number, GROUPS)
        steps = ((FIRST, first), (SECOND, second))
        words = ", ".join(write_group(page, pair, which, step) for which, step in steps)
    return read_second(page, pair, code), words


def lower(text: str) -> str:
    """Start a label with a small letter, unless it is a name such as WOZ."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"
