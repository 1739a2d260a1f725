"""The map of all 20 areas for six layers, in turns in all kinds of file: all tell the same."""

from __future__ import annotations

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.export.map.file import write_map_file
from nplv_geo.export.options import KINDS, SIZES, MapOptions
from nplv_geo.export.strict_query import make_strict_page
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.model import list_entries, make_map_model
from nplv_geo.present.page.page import Page
from tests.reading_pictures import HATCHED, fills, pdf_text, png_text, squeezed, svg_text

LAYERS = (
    "koopwoningen_pct",
    "woz_waarde",
    "inwoners",
    "misdrijven_per_1000",
    "goed_ervaren_gezondheid_pct",
    "stapeling",
)
AREAS = 20


def said(kind: str, content: bytes) -> str:
    if kind == "png":
        return squeezed(png_text(content)["Description"])
    return svg_text(content) if kind == "svg" else pdf_text(content)


def assert_same_colours(page: Page, svg: bytes) -> None:
    model, shown, found = make_map_model(page).as_json(), list_entries(page), fills(svg)
    for code in page.scope.codes:
        number = shown[code][0]
        assert found[code] == (model["colours"][number] if number >= 0 else HATCHED)


@pytest.mark.slow
@pytest.mark.parametrize("layer", LAYERS)
def test_all_areas_in_all_kinds(
    layer: str, starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> None:
    areas = {area.id: area for area in focus_areas}
    assert len(areas) == AREAS
    for i, area in enumerate(areas):
        page = make_strict_page(f"?gebied={area}&laag={layer}", starter_edition, catalog, areas)
        words, size = write_captions(page), SIZES[i % len(SIZES)]
        texts = [words.title, words.missing, words.figures, words.boundaries]
        texts += [entry.label for entry in words.legend.classes]
        # Each area comes in each kind, in two of the six layers.
        kind = KINDS[(i + LAYERS.index(layer)) % len(KINDS)]
        made = write_map_file(page, MapOptions(kind, size), "https://wijken.example")
        found = said(kind, made.content)
        assert [text for text in texts if squeezed(text) not in found] == [], made.name
        if kind == "svg":
            assert_same_colours(page, made.content)
