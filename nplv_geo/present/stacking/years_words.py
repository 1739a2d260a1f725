"""What is said of the stacking through the years: which domains count, and why others do not."""

from __future__ import annotations

from collections.abc import Iterator

from nplv_geo.present.page.page import Page
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.stack_years.change import Step
from nplv_geo.present.values.change import Change
from nplv_geo.statistics.stacking import MIN_KNOWN


def list_stacked_sentences(page: Page, stacking: Stacking, *, has_clear: bool) -> list[str]:
    """List what must be known of a change of the stacking, or why there is none.

    Parameters
    ----------
    page, stacking
        The page, and what it counts.
    has_clear
        Whether any buurt has a colour.

    Returns
    -------
    list of str
        Sentences.
    """
    t = page.t
    if not stacking.years.years:
        return [t("stacked_years.none", least=MIN_KNOWN)]
    return [
        t("stacked_years.coloured" if has_clear else "stacked_years.none_clear"),
        *describe_years(page, stacking),
    ]


def describe_years(page: Page, stacking: Stacking) -> list[str]:
    """Say which domains count in all years, against which bar, and which do not count."""
    t, found = page.t, stacking.years
    names = _name_domains(page, stacking)
    counted = t.enumerated([names[key].lower() for key in found.indicators])
    about = [
        t("stacked_years.about", n=len(found.indicators), domains=counted),
        t("stacked_years.bar", last=found.years[-1]),
    ]
    left = [
        t("stacked_years.not_counted_part", domain=names[key].lower(), why=why)
        for key, why in _explain_left_out(page, stacking)
    ]
    return [*about, t("stacked_years.not_counted", parts="; ".join(left))] if left else about


def explain_domains(page: Page, stacking: Stacking) -> tuple[str, ...]:
    """Say why no two years can be compared, domain by domain; nothing where they can."""
    if stacking.years.years:
        return ()
    names = _name_domains(page, stacking)
    return tuple(
        page.t("stacked_years.of_domain", domain=names[key], why=why)
        for key, why in _explain_left_out(page, stacking)
    )


def write_steps(page: Page, stacking: Stacking, change: Change, area: str) -> str:
    """Write which domains came to a buurt or left it, and which of these may be chance."""
    if "steps" not in change.frame or area not in change.frame.index:
        return ""
    steps: tuple[Step, ...] = change.frame["steps"][area]
    is_shown = change.frame["after"].notna()[area]
    names = _name_domains(page, stacking)
    parts = [_write_step(page, names[step.domain].lower(), step) for step in steps]
    return "; ".join(parts) if is_shown else ""


def _write_step(page: Page, domain: str, step: Step) -> str:
    words = page.t(f"stacked_years.{'came' if step.by > 0 else 'left'}", domain=domain)
    return words if step.is_sure else page.t("stacked_years.maybe", step=words)


def name_step(page: Page, step: int) -> str:
    """Name a class of a change of the stacking: so many domains more or fewer."""
    if not step:
        return page.t("stacked_years.within")
    key = f"stacked_years.{'more' if step > 0 else 'fewer'}{'_one' if abs(step) == 1 else ''}"
    return page.t(key, n=abs(step))


def _name_domains(page: Page, stacking: Stacking) -> dict[str, str]:
    return {domain.id: domain.label.in_(page.view.language) for domain in stacking.domains}


def _explain_left_out(page: Page, stacking: Stacking) -> Iterator[tuple[str, str]]:
    """Why a domain takes no part, with the years that it has where these are others."""
    t, found = page.t, stacking.years
    for key, why in found.left_out.items():
        years = t.enumerated(found.years_of.get(key, ()))
        yield key, t(f"stacked_years.why_{why}", years=years)
