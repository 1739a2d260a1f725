"""The accessibility statement, in the government's form, from the last run of the browser tests.

``make statement`` writes that run down in ``present/texts/accessibility.toml``. What no program
can tell, whether a person has examined the site, stands in :data:`EXAMINED`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Final, Literal

from nplv_geo.ground.contracts import Contract
from nplv_geo.present.texts import Texts

Status = Literal["a", "b", "c", "d", "e"]

FILE: Final = "accessibility.toml"
# Day on which a person examined the whole site, following WCAG-EM; nobody has yet.
EXAMINED: Final[str] = ""
# What does not comply, or is not certain: each has its reason, its effect and a plan in the texts.
_UNMET: Final = ("human", "files", "words", "maps")
_COLUMNS: Final = ("what", "why", "effect", "plan")
_OMBUDSMAN: Final = "https://www.nationaleombudsman.nl"


class AxeRun(Contract):
    """What the browser tests looked at, and how often axe found something.

    Attributes
    ----------
    day
        ISO date of the run.
    browser, axe
        Names with their versions.
    rules
        Number of rules that axe tested.
    states
        How many times it looked: pages by language, width and what is open in them.
    findings
        How often something was found, over all states.
    """

    day: str
    browser: str
    axe: str
    rules: int
    states: int
    findings: int


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement in words.

    Attributes
    ----------
    status, reason
        Status A to E with its name, and why it is that one.
    method
        What was tested, how, and what was not.
    unmet
        Rows of what does not comply: what, why, effect and plan.
    contact
        Where readers tell what does not work, and the address that it names, or none.
    """

    status: str
    reason: str
    method: tuple[str, ...]
    unmet: tuple[tuple[str, ...], ...]
    contact: str
    contact_href: str
    dated: str
    ombudsman: str = _OMBUDSMAN


def read_test_run() -> AxeRun | None:
    """Read what the last run of the browser tests found; None where there was none."""
    file = resources.files("nplv_geo.present.texts").joinpath(FILE)
    if not file.is_file():
        return None
    return AxeRun.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def choose_status(run: AxeRun | None, examined: str, unmet: int) -> Status:
    """Choose the status of the government's model, never better than what was shown.

    Parameters
    ----------
    run
        The last run of the tests.
    examined
        Day on which a person examined the whole site; empty where nobody has.
    unmet
        How many things are known not to comply.

    Returns
    -------
    Status
        ``e`` without a run, ``d`` with findings, ``c`` without a person who looked, ``b`` with
        something that does not comply, and ``a``.
    """
    if run is None:
        return "e"
    if run.findings:
        return "d"
    if not examined:
        return "c"
    return "b" if unmet else "a"


def make_statement(run: AxeRun | None, contact: str, t: Texts) -> Statement:
    """Make the statement.

    Parameters
    ----------
    run
        The last run of the tests.
    contact
        Mail address or page of who keeps the site; empty where none was given.
    t
        Texts of the page.
    """
    status = choose_status(run, EXAMINED, len(_UNMET))
    words = t("statement.contact", contact="{contact}") if contact else ""
    return Statement(
        status=t(f"statement.status_{status}"),
        reason=t(f"statement.why_{status}"),
        method=tuple(_tell_method(run, t)),
        unmet=tuple(tuple(t(f"statement.{one}_{column}") for column in _COLUMNS) for one in _UNMET),
        contact=words or t("statement.contact_none"),
        contact_href=f"mailto:{contact}" if "@" in contact and ":" not in contact else contact,
        dated=t("statement.dated", day=t.day(run.day)) if run else "",
    )


def _tell_method(run: AxeRun | None, t: Texts) -> list[str]:
    """Tell what was tested, how, and what was not."""
    told = []
    if run:
        counted = {"rules": t.number(run.rules), "states": t.number(run.states)}
        facts = {"day": t.day(run.day), "axe": run.axe, "browser": run.browser, **counted}
        found = t("statement.method_some", n=t.number(run.findings))
        told = [
            t("statement.method_run", **facts),
            found if run.findings else t("statement.method_none"),
            t("statement.method_keys"),
        ]
    return [*told, t("statement.method_limits"), t("statement.method_made")]
