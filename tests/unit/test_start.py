"""What the start page tells, on invented profiles: which findings are chosen, and in what words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.present.start.findings import choose_findings, widen_for_tries
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.present.values.references import Reference
from nplv_geo.present.values.value import ValueReport
from nplv_geo.statistics.compare import compare_values
from nplv_geo.statistics.observation import NOTHING
from nplv_geo.statistics.time.moves import Change
from tests.made_up import made_up_origin

Told = list[tuple[str, str, str, tuple[float, float]]]


def made_up_item(  # noqa: PLR0913  # what is invented
    catalog: Catalog,
    layer_id: str,
    value: float,
    country: float,
    *,
    period: str = "2024",
    provisional: bool = False,
    coverage: float = 1.0,
    change: tuple[float, float] | None = None,
) -> Item:
    """Spread is 2, the margin against the country 1; a change is its start and its margin."""
    layer = catalog.layer(layer_id)
    standing = compare_values(value, country, layer, 1.0)
    report = ValueReport(
        area="",
        name="",
        level="focusgebied",
        layer=layer,
        period=period,
        value=value,
        status="ok",
        reason="",
        coverage=coverage,
        bounds=None,
        units_with=1,
        units_total=1,
        base_level="buurt",
        references=(Reference("NL00", "Nederland", country, "ok", value - country, standing),),
        rank=None,
        origin=made_up_origin(provisional=provisional),
    )
    return Item(
        layer=layer,
        report=report,
        points=(),
        change=change and _move(change[0], value, change[1]),
        country_change=None,
        gaps={},
        spread=2.0,
        find_row=lambda _: NOTHING,
    )


def _move(start: float, now: float, margin: float) -> Change:
    size = now - start
    is_clear = abs(size) > margin
    return Change("2022", "2024", start, now, size, margin, is_clear, "", False, 3)  # noqa: FBT003


def made_up_profile(name: str, *items: Item) -> Profile:
    area = name.lower()
    return Profile("e", area, name, "focusgebied", None, 9_000.0, None, items)


def told(profiles: Sequence[Profile]) -> Told:
    findings = choose_findings(profiles)
    return [(one.kind, one.name, one.layer.id, one.numbers) for one in findings]


CRIME, INCOME = "misdrijven_per_1000", "inkomen_per_inwoner"


def test_one_of_a_standing_one_of_a_change_one_of_what_got_better(catalog: Catalog) -> None:
    profiles = [
        made_up_profile("Aa", made_up_item(catalog, INCOME, 25.0, 35.0)),
        made_up_profile("Bee", made_up_item(catalog, CRIME, 60.0, 60.0, change=(40.0, 1.0))),
        made_up_profile("Cee", made_up_item(catalog, CRIME, 50.0, 50.0, change=(65.0, 1.0))),
        made_up_profile("Dee", made_up_item(catalog, INCOME, 45.0, 35.0)),
    ]
    assert told(profiles) == [
        ("behind", "Aa", INCOME, (25.0, 35.0)),
        ("changed", "Bee", CRIME, (40.0, 60.0)),
        ("improved", "Cee", CRIME, (65.0, 50.0)),
    ]
    # Nothing got better for sure: then what stands ahead is told.
    assert told([one for one in profiles if one.name != "Cee"])[-1] == (
        *("ahead", "Dee", INCOME),
        (45.0, 35.0),
    )
    assert told(profiles[::-1]) == told(profiles)


def test_nothing_sure_is_nothing_told(catalog: Catalog) -> None:
    assert choose_findings([]) == ()
    near = made_up_item(catalog, INCOME, 34.5, 35.0)  # within what chance makes
    wide = made_up_item(catalog, CRIME, 50.0, 50.0, change=(52.0, 3.0))
    assert choose_findings([made_up_profile("Aa", near, wide)]) == ()


@pytest.mark.parametrize("unsure", [{"provisional": True}, {"coverage": 0.89}, {"period": "2021"}])
def test_a_standing_that_may_change_is_partly_known_or_old_is_not_told(
    catalog: Catalog, unsure: dict[str, object]
) -> None:
    item = made_up_item(catalog, INCOME, 25.0, 35.0, **unsure)  # type: ignore[arg-type]
    assert choose_findings([made_up_profile("Aa", item)]) == ()


def test_estimates_and_nearness_and_neutral_layers_are_never_told(catalog: Catalog) -> None:
    neutral = made_up_item(catalog, "koopwoningen_pct", 20.0, 57.0)
    item = made_up_item(catalog, INCOME, 25.0, 35.0)
    notes = item.layer.notes.model_copy(update={"model_estimate": True})
    estimated = replace(item, layer=item.layer.model_copy(update={"notes": notes}))
    assert choose_findings([made_up_profile("Aa", neutral, estimated)]) == ()


def test_the_largest_of_many_changes_must_be_beyond_what_as_many_tries_give(
    catalog: Catalog,
) -> None:
    assert widen_for_tries(1) == 1.0
    assert widen_for_tries(100) == pytest.approx(3.4808 / 1.95996, abs=1e-4)
    clear = made_up_item(catalog, CRIME, 60.0, 60.0, change=(50.0, 7.0))  # 10 against 7
    still = made_up_item(catalog, CRIME, 60.0, 60.0, change=(60.0, 7.0))
    alone = [made_up_profile("Aa", clear)]
    assert [finding.kind for finding in choose_findings(alone)] == ["changed"]
    others = [made_up_profile(f"B{i}", still) for i in range(19)]
    assert choose_findings([*alone, *others]) == ()
    surer = made_up_item(catalog, CRIME, 60.0, 60.0, change=(50.0, 6.0))
    findings = choose_findings([made_up_profile("Aa", surer), *others])
    assert [finding.area for finding in findings] == ["aa"]


def test_the_largest_is_told(catalog: Catalog) -> None:
    small, large = (made_up_item(catalog, INCOME, value, 35.0) for value in (30.0, 25.0))
    slow, fast = (
        made_up_item(catalog, CRIME, 60.0, 60.0, change=(start, 1.0)) for start in (55.0, 40.0)
    )
    names_of = dict(zip("ABCD", (small, large, slow, fast), strict=True))
    profiles = [made_up_profile(name, item) for name, item in names_of.items()]
    assert [name for _, name, *_ in told(profiles)] == ["B", "D"]


def test_each_finding_is_of_another_area_and_ties_go_by_name(catalog: Catalog) -> None:
    behind = made_up_item(catalog, INCOME, 25.0, 35.0)
    worse = made_up_item(catalog, CRIME, 60.0, 60.0, change=(40.0, 1.0))
    first, second = (made_up_profile(name, behind, worse) for name in ("Aa", "Bee"))
    assert [(kind, name) for kind, name, *_ in told([second, first])] == [
        ("behind", "Aa"),
        ("changed", "Bee"),
    ]


def test_an_open_place_is_for_who_stands_behind_on_another_theme(catalog: Catalog) -> None:
    profiles = [
        made_up_profile("Aa", made_up_item(catalog, INCOME, 25.0, 35.0)),
        made_up_profile("Bee", made_up_item(catalog, INCOME, 26.0, 35.0)),
        made_up_profile("Cee", made_up_item(catalog, CRIME, 60.0, 55.0)),
        made_up_profile("Dee", made_up_item(catalog, INCOME, 45.0, 35.0)),
    ]
    assert [(kind, name) for kind, name, *_ in told(profiles)] == [
        ("behind", "Aa"),
        ("behind", "Cee"),
        ("ahead", "Dee"),
    ]
    # Standings are told of the settled figures, changes of the newest.
    provisional = made_up_item(catalog, CRIME, 60.0, 55.0, provisional=True, change=(40.0, 1.0))
    settled = made_up_item(catalog, CRIME, 58.0, 53.0, period="2023")
    found = choose_findings([made_up_profile("Aa", provisional)], [made_up_profile("Aa", settled)])
    assert [(one.kind, one.numbers, one.periods) for one in found] == [
        ("behind", (58.0, 53.0), ("2023",))
    ]
