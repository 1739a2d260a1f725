"""The rules of the paragraph on editions: the starter, and one that is partly withheld."""

from __future__ import annotations

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.texts import Language
from nplv_geo.edition.edition import Edition
from nplv_geo.present.sentences.claims import Claim
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.texts import texts
from nplv_geo.present.values.profile import make_profile
from tests import withheld

LANGUAGES: tuple[Language, ...] = ("nl", "en")
FACTS = ("worse", "better", "higher", "lower", "rank", "changed")


def test_the_20_together_are_spoken_of_as_one(
    starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> None:
    found = make_profile(starter_edition, catalog, {area.id: area for area in focus_areas}, "nplv")
    assert write_paragraph(found, texts("nl")).text.startswith(
        "Het geheel van de 20 focusgebieden staat duidelijk achter bij Nederland op "
    )
    assert write_paragraph(found, texts("en")).text.startswith(
        "The group of 20 focus areas is clearly behind the Netherlands on "
    )


# --- a part is withheld ---------------------------------------------------------------------------


WITHHELD = {
    withheld.PARTLY: (
        {withheld.INCOME},
        ("bekend voor 60\u202f% van het gebied", "known for 60\u202f% of the area"),
    ),
    withheld.TOO_LITTLE: (
        {withheld.INCOME, withheld.HEALTH},
        ("bekend voor 50\u202f% van het gebied", "known for 50\u202f% of the area"),
    ),
}


@pytest.mark.parametrize("area", list(WITHHELD))
def test_what_is_withheld_is_never_used_as_a_fact(
    partly_withheld: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...], area: str
) -> None:
    """What is known of the income, 20, is far below the country's 35: it must not be told."""
    layers, why = WITHHELD[area]
    found = make_profile(partly_withheld, catalog, {a.id: a for a in focus_areas}, area)
    for language, reason in zip(LANGUAGES, why, strict=True):
        told = write_paragraph(found, texts(language))
        facts = {claim.layer for claim in told.claims if claim.kind in FACTS}
        assert not facts & layers
        assert facts == {withheld.LOW_INCOMES}
        assert told.claims[-1] == Claim("unknown", withheld.INCOME, "", (len(layers), 3))
        assert reason in told.text
        assert not {"20,0", "20.0"} & {run.text for runs in told.sentences for run in runs}


def test_a_change_from_what_was_partly_withheld_is_never_used_as_a_fact(
    partly_withheld: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> None:
    """Of 2022 only 60 % is known: 30 then and 64 now is no fact, though both are shown."""
    areas = {a.id: a for a in focus_areas}
    told = write_paragraph(
        make_profile(partly_withheld, catalog, areas, withheld.PARTLY), texts("nl")
    )
    assert {claim.kind for claim in told.claims} == {"worse", "unsure", "unknown"}
    assert "30,0" not in told.text
    # Of 2022 all is known elsewhere, but how far the model may be off is not.
    whole = write_paragraph(
        make_profile(partly_withheld, catalog, areas, "breda-noord"), texts("nl")
    )
    assert {claim.kind for claim in whole.claims} == {"worse", "unsure"}
