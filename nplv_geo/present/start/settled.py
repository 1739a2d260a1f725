"""Profiles with figures that no longer change: of a provisional year the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from nplv_geo.edition.edition import Edition
from nplv_geo.present.sentences.certainty import is_fit_for_paragraph
from nplv_geo.present.start.findings import Finding, choose_findings
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.present.values.value import make_report_from_rows


def find_findings(edition: Edition, profiles: Iterable[Profile]) -> tuple[Finding, ...]:
    """Find what the start page tells of an edition.

    Parameters
    ----------
    edition
        Holds the figures.
    profiles
        Of the focus areas.

    Returns
    -------
    tuple of Finding
        Standings are of figures that no longer change.
    """
    newest = list(profiles)
    return choose_findings(newest, [settle_profile(edition, one) for one in newest])


def settle_profile(edition: Edition, profile: Profile) -> Profile:
    """Put the newest definite figure in the place of each that can still change.

    Parameters
    ----------
    edition
        Holds the figures.
    profile
        Of one area.

    Returns
    -------
    Profile
        Items without such a figure are as they were, and still provisional.
    """
    items = tuple(_settle_item(edition, profile.area, item) for item in profile.items)
    return replace(profile, items=items)


def _settle_item(edition: Edition, area: str, item: Item) -> Item:
    layer, newest = item.layer, item.report
    if not newest.origin.provisional or not is_fit_for_paragraph(layer):
        return item
    exceptional = {odd.period for odd in layer.source.exceptional}
    definite = [
        period
        for period in edition.periods(layer.id)
        if period < newest.period
        and period not in exceptional
        and not edition.origin(layer.id, period).provisional
        and edition.origin(layer.id, period).series == newest.origin.series
        and edition.values.cell(layer.id, period, area).value is not None
    ]
    if not definite:
        return item
    find_row = partial(edition.values.cell, layer.id, definite[-1])
    report = make_report_from_rows(edition, layer, definite[-1], area, find_row)
    return replace(item, report=report, find_row=find_row)
