"""The years below the map: those it can show, and why it cannot show the others between them."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.present.page.page import Page

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class TimeStep:
    """One year on the slider.

    Attributes
    ----------
    period
        The year.
    href
        Query of the map of that year; empty for a gap.
    said
        The year with what must be known of it, for who hears the slider.
    mark
        A word below the year; often none.
    is_current
        Whether the map shows it.
    """

    period: str
    href: str
    said: str
    mark: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class TimeBar:
    """The years from the first with figures to the last, without a year left out.

    Attributes
    ----------
    steps
        Oldest first.
    place
        Place of the year that is shown.
    gaps
        Why some years can't be chosen, a sentence each.
    """

    steps: tuple[TimeStep, ...]
    place: int
    gaps: tuple[str, ...]


def make_time_bar(page: Page) -> TimeBar | None:
    """Make the years below the map of a page.

    Parameters
    ----------
    page
        The page that the map is on.

    Returns
    -------
    TimeBar or None
        None where there is one year or none: nothing to slide to.
    """
    if page.made_values is not None or page.view.tab != "kaart":
        return None
    known = [period for period in page.edition.periods(page.layer.id) if _has_figures(page, period)]
    shown = page.view.period
    if len(known) < _FEWEST:
        return None
    years = [int(period) for period in {*known, shown}]
    periods = [str(year) for year in range(min(years), max(years) + 1)]
    steps = tuple(_make_step(page, period, is_known=period in known) for period in periods)
    gaps = [period for period in periods if period not in known]
    return TimeBar(steps, periods.index(shown), tuple(_write_gap(page, period) for period in gaps))


def _has_figures(page: Page, period: str) -> bool:
    """True when any area of the level on the map has a figure."""
    return bool(page.edition.origin(page.layer.id, period).figures.get(page.scope.level))


def _make_step(page: Page, period: str, *, is_known: bool) -> TimeStep:
    t, is_current = page.t, period == page.view.period
    if not is_known:
        return TimeStep(period, "", _write_gap(page, period), t("time.no_figure"), is_current)
    origin = page.edition.origin(page.layer.id, period)
    mark = t("provisional") if origin.provisional else ""
    if origin.series != page.edition.origin(page.layer.id, page.view.period).series:
        mark = t("time.other_count")
    said = ", ".join(part for part in (period, mark) if part)
    return TimeStep(period, page.link("periode", period), said, mark, is_current)


def _write_gap(page: Page, period: str) -> str:
    """Why the map of a year would be empty."""
    t = page.t
    if period not in page.edition.periods(page.layer.id):
        return t("time.gap", period=period, why=t("time.not_given"))
    if period in page.edition.unpublished_periods(page.layer.id):
        return t("time.gap", period=period, why=t("time.not_yet"))
    level = t(f"levels_plural.{page.scope.level}")
    return t("time.gap", period=period, why=t("time.not_at_level", level=level))
