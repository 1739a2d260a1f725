"""The accessibility statement never says more than was shown."""

from __future__ import annotations

import pytest

from nplv_geo.definitions.texts import Language
from nplv_geo.ground.errors import SettingsError
from nplv_geo.ground.settings import read_settings
from nplv_geo.present.site.statement import AxeRun, choose_status, make_statement
from nplv_geo.present.texts import texts

RUN = AxeRun(
    day="2026-11-27", browser="Chromium 156", axe="4.12.1", rules=90, states=1203, findings=0
)


@pytest.mark.parametrize(
    ("run", "examined", "unmet", "status"),
    [
        (None, "2026-12-01", 0, "e"),
        (RUN.model_copy(update={"findings": 1}), "2026-12-01", 0, "d"),
        (RUN, "", 0, "c"),
        (RUN, "2026-12-01", 1, "b"),
        (RUN, "2026-12-01", 0, "a"),
    ],
)
def test_the_status_is_never_better_than_what_was_shown(
    run: AxeRun | None, examined: str, unmet: int, status: str
) -> None:
    assert choose_status(run, examined, unmet) == status


@pytest.mark.parametrize(
    ("language", "numbers"), [("nl", "27 november 2026|1.203"), ("en", "27 November 2026|1,203")]
)
def test_it_tells_the_run_and_that_no_person_looked(language: Language, numbers: str) -> None:
    t = texts(language)
    told = make_statement(RUN, "", t)
    assert all(number in told.method[0] for number in (*numbers.split("|"), "4.12.1", "90"))
    assert t("statement.method_limits") in told.method
    assert told.status == t("statement.status_c")
    assert [len(row) for row in told.unmet] == [4, 4, 4, 4]
    assert told.contact == t("statement.contact_none")


def test_findings_are_counted_and_no_run_is_no_result() -> None:
    t = texts("nl")
    found = make_statement(RUN.model_copy(update={"findings": 3}), "", t)
    assert found.method[1] == "Daarbij is 3 keer iets gevonden dat niet voldoet."
    assert make_statement(None, "", t).method[0] == t("statement.method_limits")


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("wijken@gemeente.example", "mailto:wijken@gemeente.example"),
        ("https://gemeente.example/contact@wijken", "https://gemeente.example/contact@wijken"),
    ],
)
def test_readers_can_tell_what_does_not_work(
    contact: str, href: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPLV_CONTACT", contact)
    assert read_settings().contact == contact
    assert make_statement(RUN, contact, texts("nl")).contact_href == href


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "http://x.example", "wijken", "a@b"])
def test_what_is_no_contact_is_refused(contact: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NPLV_CONTACT", contact)
    with pytest.raises(SettingsError, match="NPLV_CONTACT"):
        read_settings()
