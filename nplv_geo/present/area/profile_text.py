"""The profile as plain text: what ``profile`` prints and the API answers on ``vorm=text``."""

from __future__ import annotations

from collections.abc import Iterator

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.present.page.reservations import (
    explain_absence,
    write_coverage_note,
    write_report_period,
    write_short_rank,
    write_unpublished_note,
    write_value,
)
from nplv_geo.present.sentences.carried import write_report_mark
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.texts import texts
from nplv_geo.present.values.profile import Profile
from nplv_geo.present.values.value import ValueReport


def write_profile(profile: Profile, catalog: Catalog) -> str:
    """Write the profile: the paragraph, and a line for each layer, by theme."""
    return "\n".join(_write_lines(profile, catalog))


def _write_lines(profile: Profile, catalog: Catalog) -> Iterator[str]:
    t = texts("nl")
    yield f"{profile.name} ({profile.area})"
    if profile.inhabitants is not None:
        yield t("panel_inhabitants", n=t.number(profile.inhabitants))
    if text := write_paragraph(profile, t).text:
        yield ""
        yield text
    for theme in catalog.themes:
        items = [item for item in profile.items if item.layer.theme == theme.id]
        if items:
            yield ""
            yield theme.label.nl
            yield from (f"  {_write_line(item.report)}" for item in items)


def _write_line(report: ValueReport) -> str:
    t, layer = texts("nl"), report.layer
    period = write_report_period(t, report)
    # A whole is always more than its part: amounts are shown side by side and not judged.
    is_amount = layer.is_amount
    others = [
        f"{ref.name} {write_value(t, ref.value, layer, ref.coverage)}"
        + (f" ({t(f'standing_{ref.standing}')})" if ref.standing and not is_amount else "")
        for ref in report.references
        if ref.value is not None
    ]
    direction = f" ({t(f'direction_{layer.higher_is}')})" if layer.is_judged else ""
    parts = [f"{layer.label.nl}{direction}, {period}: {_write_value(report)}", *others]
    if report.rank:
        parts.append(write_short_rank(t, report.rank))
    if report.unpublished:
        parts.append(write_unpublished_note(t, report.unpublished))
    return "; ".join(parts)


def _write_value(report: ValueReport) -> str:
    """Write a value with its unit and how much of it is known, or why there is none."""
    t, layer = texts("nl"), report.layer
    if report.value is None:
        return explain_absence(t, report)
    value = t.value_with_unit(report.value, layer)
    notes = [write_coverage_note(t, report.coverage)]
    if report.bounds and report.bounds[1] - report.bounds[0] > 10**-layer.decimals:
        low, high = (t.value(bound, layer) for bound in report.bounds)
        share = notes.pop() or t("cards.coverage", share=t.share(report.coverage))
        notes += [t("cards.bounds", low=low, high=high), share]
    notes.append(write_report_mark(t, report))
    remark = "; ".join(note for note in notes if note)
    return f"{value} ({remark})" if remark else value
