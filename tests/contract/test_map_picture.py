"""The map as a picture: the page's own classes and colours, all its words, the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import numpy as np
import pytest
import shapely
from matplotlib.path import Path as Outline
from PIL import Image
from pypdf import PdfReader

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.export.map.circles import place_labels, spread_circles
from nplv_geo.export.map.file import write_map_file
from nplv_geo.export.map.labels import Wish, add_values, break_name, choose_letters, place_names
from nplv_geo.export.map.page_layout import SHEETS, lay_out_sheet
from nplv_geo.export.map.scale_bar import choose_length
from nplv_geo.export.map.sheet import Fit, SheetBox, fit_bounds, make_paths
from nplv_geo.export.names import make_slug, name_view_file
from nplv_geo.export.options import KINDS, MapOptions, read_map_options
from nplv_geo.export.requests import ExportedFile
from nplv_geo.export.strict_query import make_strict_page
from nplv_geo.export.typesetting import measure_width, wrap_text
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import ExportError
from nplv_geo.present.briefing.downloads import make_download_menu, make_permalink
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.map.circle_placing import PLACING
from nplv_geo.present.map.model import list_entries, make_map_model
from nplv_geo.present.map.naming import list_names_by_importance
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import SEQUENTIAL, STACKED, make_greys
from tests.reading_pictures import HATCHED, fills, pdf_text, png_text, squeezed, svg_text

SITE = "https://wijken.example"
HOMES = "?gebied=heerlen-noord&laag=koopwoningen_pct"
VIEWS = (
    HOMES,
    f"{HOMES}&klassen=reference",
    f"{HOMES}&niveau=wijk&taal=en",
    "?gebied=rotterdam-zuid&laag=misdrijven_per_1000&periode=2021",
    "?gebied=heerlen-noord&laag=stapeling",
    "?gebied=BU09172000&laag=woz_waarde",
    "?laag=koopwoningen_pct",
    "?gebied=nplv&niveau=gemeente&laag=inwoners",
)
OPEN = Callable[[str], Page]
SVG = "{http://www.w3.org/2000/svg}"
STARTS = {"start": 0.0, "middle": 0.5, "end": 1.0}


@pytest.fixture(scope="module")
def opened(starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]) -> OPEN:
    areas = {area.id: area for area in focus_areas}
    return lambda query: make_strict_page(query, starter_edition, catalog, areas)


def drawn(page: Page, kind: str = "svg", size: str = "slide", dpi: str = "") -> ExportedFile:
    return write_map_file(page, read_map_options(kind, size, dpi), SITE)


# --- the same map as on screen --------------------------------------------------------------------


@pytest.mark.parametrize("query", VIEWS)
def test_every_area_has_the_colour_of_the_page(opened: OPEN, query: str) -> None:
    page = opened(query)
    model = make_map_model(page).as_json()
    found = fills(drawn(page).content)
    expected = {
        code: model["colours"][number] if number >= 0 else HATCHED
        for code, (number, _, _) in list_entries(page).items()
        if code in page.scope.codes
    }
    assert {code: found.get(code) for code in expected} == expected
    assert len(expected) == len(page.scope.codes)


@pytest.mark.parametrize("query", VIEWS)
def test_texts_stay_on_the_sheet_whatever_font_a_program_has(opened: OPEN, query: str) -> None:
    """Inkscape does not look for fonts in the file: it fills the width that we measured."""
    for size, sheet in SHEETS.items():
        found = ET.fromstring(drawn(opened(query), size=size).content)  # noqa: S314  # our own
        texts = [text for text in found.iter(f"{SVG}text") if text.text]
        assert len(texts) > 12
        for text in texts:
            style = dict(part.split(": ") for part in text.attrib["style"].split("; "))
            points = float(style["font-size"].removesuffix("px"))
            weight = 600 if style.get("font-weight") == "600" else 400
            wide = measure_width(text.text, points, weight)
            assert float(text.attrib["textLength"]) == pytest.approx(wide, abs=0.01)
            left = float(text.attrib["x"]) - wide * STARTS[style["text-anchor"]]
            assert left >= 0, text.text
            assert left + wide <= sheet.width, text.text


def test_areas_without_a_figure_are_hatched_and_counted(opened: OPEN) -> None:
    page = opened(HOMES)
    missing = page.shown.index[page.shown["value"].isna()]
    assert len(missing) == page.classes.missing == 1
    picture = drawn(page).content
    assert [code for code, fill in fills(picture).items() if fill == HATCHED] == list(missing)
    assert squeezed("Zonder cijfer: 1 van de 34 buurten.") in svg_text(picture)


def test_grey_is_darker_with_every_class(opened: OPEN) -> None:
    page = opened(f"{HOMES}&klassen=reference")
    picture = write_map_file(page, MapOptions("svg", grey=True), SITE).content
    shades = make_greys(page.classes.k)
    expected = dict(zip(page.scope.codes, page.classes.classes, strict=True))
    found = fills(picture)
    assert all(found[c] == shades[n] for c, n in expected.items() if n >= 0)


@pytest.mark.parametrize("ramp", [SEQUENTIAL, STACKED, make_greys(5), make_greys(7)])
def test_ramps_only_get_darker(ramp: tuple[str, ...]) -> None:
    lightness = [
        0.2126 * int(c[1:3], 16) + 0.7152 * int(c[3:5], 16) + 0.0722 * int(c[5:7], 16) for c in ramp
    ]
    assert lightness == sorted(lightness, reverse=True)
    assert min(np.abs(np.diff(lightness))) > 5


# --- everything it must say -----------------------------------------------------------------------


@pytest.mark.parametrize("query", VIEWS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_tells_all_by_itself(opened: OPEN, query: str, kind: str) -> None:
    page = opened(query)
    words = write_captions(page)
    made = drawn(page, kind)
    made_at = page.t.moment(page.edition.id)
    texts = [words.title, words.missing, words.figures, words.boundaries, made_at]
    texts += [entry.label for entry in words.legend.classes]
    if kind == "png":
        said = squeezed(png_text(made.content)["Description"])
    else:
        said = svg_text(made.content) if kind == "svg" else pdf_text(made.content)
        texts += [words.subtitle, words.badge, make_permalink(page, SITE)]
    assert [text for text in texts if squeezed(text) not in said] == []


def test_title_subtitle_source_and_day_in_dutch(opened: OPEN) -> None:
    words = write_captions(opened(HOMES))
    assert words.title == "Koopwoningen, Heerlen-Noord, 2024"
    assert words.subtitle == (
        "Heerlen-Noord: 47\u202f%, lager dan Nederland (57\u202f%) en ongeveer gelijk aan "
        "Heerlen (47\u202f%)"
    )
    assert words.scheme == "Gelijke groepen, vaste klassen 2024–2025"
    assert words.figures.startswith("Bron: CBS, Kerncijfers wijken en buurten (85984NED), 2024,")
    assert words.figures.endswith("Peildatum: 2024, stand van de bron op 19 juli 2026.")
    assert "Gebieden van 2024." in words.boundaries
    assert words.badge == "schematische grenzen"


def test_a_provisional_year_and_a_turning_point_are_told(opened: OPEN) -> None:
    words = write_captions(
        opened("?gebied=heerlen-noord&laag=misdrijven_per_1000&klassen=reference")
    )
    assert words.title == "Misdrijven per 1.000 inwoners, Heerlen-Noord, 2025 (voorlopig)"
    # By the inhabitants of 2025 (CBS), not by those of 2024.
    assert round(1000 * 795_052 / 18_044_027, 1) == 44.1
    assert words.scheme == "Vergeleken met Nederland (44,1)"


def test_metadata_of_each_kind(opened: OPEN) -> None:
    page = opened(f"{HOMES}&taal=en")
    words = write_captions(page)
    png = png_text(drawn(page, "png").content)
    assert (png["Title"], png["Author"]) == (words.title, "Zicht op Wijken")
    assert png["Subject"] == words.subject
    svg = drawn(page).content.decode()
    root = ET.fromstring(svg)  # noqa: S314  # we made it ourselves
    described = {name: root.get(name) for name in ("role", "aria-labelledby", "lang")}
    assert described == {
        "role": "img",
        "aria-labelledby": "picture-title picture-text",
        "lang": "en",
    }
    assert f'<title id="picture-title">{words.title}</title>' in svg
    assert f'<desc id="picture-text">{escape(words.alt)}</desc>' in svg
    assert '<g id="legend" inkscape:groupmode="layer" inkscape:label="legend">' in svg
    assert "font: 600" in svg or "font-weight: 600" in svg
    pdf = PdfReader(BytesIO(drawn(page, "pdf").content))
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == (words.title, "Zicht op Wijken")
    root = pdf.root_object
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]["/Alt"] == words.alt


def test_a_pdf_holds_its_fonts(opened: OPEN) -> None:
    pdf = PdfReader(BytesIO(drawn(opened(HOMES), "pdf").content))
    fonts = pdf.pages[0]["/Resources"]["/Font"].values()
    inner = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    assert inner
    assert all("/FontFile2" in font["/FontDescriptor"] for font in inner)


# --- sizes, names, the same bytes -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "dpi", "pixels"),
    [
        ("slide", "", (2000, 1125)),
        ("slide", "300", (4000, 2250)),
        ("a4", "300", (2480, 3507)),
        ("a4-liggend", "150", (1753, 1240)),
        ("vierkant", "150", (1200, 1200)),
    ],
)
def test_sizes_in_pixels(opened: OPEN, size: str, dpi: str, pixels: tuple[int, int]) -> None:
    with Image.open(BytesIO(drawn(opened(HOMES), "png", size, dpi).content)) as image:
        assert image.size == pixels


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_view_gives_the_same_bytes_also_side_by_side(opened: OPEN, kind: str) -> None:
    page = opened(HOMES)
    first = drawn(page, kind).content
    with ThreadPoolExecutor(3) as pool:
        others = list(pool.map(lambda _: drawn(page, kind).content, range(3)))
    assert all(other == first for other in others)


def test_the_file_name_tells_area_layer_period_and_day(opened: OPEN) -> None:
    page = opened(HOMES)
    day = page.edition.manifest.built[:10]
    name = f"zicht-op-wijken_heerlen-noord_koopwoningen_pct_2024_{day}.png"
    assert name_view_file(page, "png") == drawn(page, "png").name == name


@pytest.mark.parametrize("text", ["../../etc/passwd", "a/b\\c", "\x00", "..", "é/ü", "x" * 500, ""])
def test_a_name_is_never_a_path(text: str) -> None:
    assert set(make_slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert 0 < len(make_slug(text)) <= 60


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("bmp", "", "", ""), "Bestandstype 'bmp' bestaat niet; kies uit png, svg, pdf."),
        (("png", "a0", "", ""), "kies uit slide, a4, a4-liggend, vierkant."),
        (("png", "", "100000", ""), "Resolutie '100000' bestaat niet; kies uit 150, 300."),
        (("png", "", "", "ja"), "Grijs 'ja' bestaat niet"),
        (("png", "x" * 9000, "", ""), "…"),
    ],
)
def test_unknown_options_are_refused(words: tuple[str, str, str, str], says: str) -> None:
    with pytest.raises(ExportError, match=r"bestaat niet") as refused:
        read_map_options(*words)
    assert says in str(refused.value)
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?gebied=../../etc/passwd", "Gebied '../../etc/passwd' is er niet"),
        ("?gebied=GM9999", "Gebied 'GM9999'"),
        ("?laag=bestaat_niet", "Kaartlaag 'bestaat_niet'"),
        (f"{HOMES}&periode=1900", "'koopwoningen_pct' over 1900 is er niet"),
        (f"{HOMES}&niveau=straat", "Niveau 'straat'"),
        (f"{HOMES}&vergelijk=GM0917,mars", "Vergelijking met 'mars' is er niet"),
        (f"{HOMES}&klassen=mooi", "Klassenindeling 'mooi'"),
        (f"{HOMES}&taal=fr", "Taal 'fr'"),
        (f"{HOMES}&x={'y' * 10_000_000}", "te lang"),
    ],
)
def test_what_is_not_there_is_not_replaced_by_something_else(
    opened: OPEN, query: str, says: str
) -> None:
    with pytest.raises(ExportError) as refused:
        opened(query)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_codes_in_any_case_and_the_words_of_the_stacking_are_fine(opened: OPEN) -> None:
    assert opened("?gebied=gm0917&laag=inwoners").view.area == "GM0917"
    assert opened("?gebied=heerlen-noord&laag=stapeling&niveau=buurt&klassen=counts").stacking


@pytest.mark.parametrize("more", ["periode=2024", "niveau=wijk", "klassen=equal"])
def test_what_the_stacking_does_not_have_is_refused_as_the_page_says_it(
    opened: OPEN, more: str
) -> None:
    """It has a year for each figure, buurten only and one way of classing."""
    with pytest.raises(ExportError, match=more.partition("=")[2]):
        opened(f"?gebied=heerlen-noord&laag=stapeling&{more}")


# --- labels, scale, outlines ----------------------------------------------------------------------


@pytest.mark.parametrize("size", SHEETS)
def test_labels_touch_neither_each_other_nor_other_areas(opened: OPEN, size: str) -> None:
    page = opened("?gebied=rotterdam-zuid&laag=koopwoningen_pct")
    shapes = page.edition.areas.shapes.geometry[list(page.scope.codes)]
    frame = SheetBox(0, 0, SHEETS[size].width / 2, SHEETS[size].height / 2)
    where = fit_bounds(tuple(shapes.total_bounds), frame)
    on_paper = shapely.transform(shapes.to_numpy(), where.place_points)
    wishes = [
        Wish(code, break_name(page.name_area(code), 7.5), shape, "#000000")
        for code, shape in zip(shapes.index, on_paper, strict=True)
    ]
    labels = place_names(wishes, frame, 7.5)
    assert len(labels) >= 3
    for i, label in enumerate(labels):
        assert not any(label.box.overlaps(other.box) for other in labels[i + 1 :])
        own = on_paper[list(shapes.index).index(label.code)]
        box = label.box
        assert own.contains(shapely.box(box.left, box.bottom, box.right, box.top))
        assert max(measure_width(line, 7.5) for line in label.lines) <= box.width


def test_of_all_20_areas_a_picture_names_the_highest_and_lowest(
    opened: OPEN, starter_edition: Edition
) -> None:
    named, wanted = 0, 0
    for area in starter_edition.areas.focus:
        page = opened(f"?gebied={area}")
        codes, needed = (names := list_names_by_importance(page)).codes, names.needed
        known = page.values["value"].reindex(list(page.scope.codes)).dropna().sort_values()
        assert {known.index[0], known.index[-1]} <= set(codes[:needed])
        shapes = page.edition.areas.shapes.geometry[list(codes)]
        frame = SheetBox(0, 0, 650, 370)
        where = fit_bounds(tuple(shapes.total_bounds), frame.shrink(12))
        on_paper = shapely.transform(shapes.to_numpy(), where.place_points)
        wishes = [
            Wish(code, break_name(page.name_area(code), 9.5), shape, "#000000", "99,9", i < needed)
            for i, (code, shape) in enumerate(zip(codes, on_paper, strict=True))
        ]
        placed = place_names(wishes, frame, 9.5)
        labels = add_values(placed, wishes, frame, 9.5)
        assert [label.code for label in labels] == [label.code for label in placed]
        boxes = [label.box for label in labels]
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
        named += len({label.code for label in labels} & set(codes[:needed]))
        wanted += needed
    # Where one is left out others stand in its place (tests/browser/test_names.py).
    assert named / wanted > 0.9


def test_a_long_name_breaks_where_it_may() -> None:
    assert break_name("Hoensbroek-Centrum", 8) == (
        ("Hoensbroek-Centrum",),
        ("Hoensbroek-", "Centrum"),
    )
    assert break_name("Passart", 8) == (("Passart",),)


def test_circles_give_way_and_their_labels_find_a_place() -> None:
    placing = PLACING.scale(0.75)
    circles = [(100, 100, 12), (104, 102, 10), (108, 98, 14), (160, 100, 8)]
    discs = spread_circles(circles, placing)
    for i, a in enumerate(discs):
        for b in discs[i + 1 :]:
            assert np.hypot(a.x - b.x, a.y - b.y) > (a.r + b.r) * 0.9
    labels = place_labels(discs, [40, 50, 60, 30], 10, SheetBox(0, 0, 300, 200), placing)
    boxes = [label.box for label in labels if label]
    assert len(boxes) == 4
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


@pytest.mark.parametrize(("colour", "letters"), [("#dcf0ec", "#16303a"), ("#115363", "#ffffff")])
def test_letters_stand_out(colour: str, letters: str) -> None:
    assert choose_letters(colour) == letters


@pytest.mark.parametrize(
    ("longest", "metres"), [(999, 500), (1000, 1000), (1999, 1000), (4999, 2000), (72_000, 50_000)]
)
def test_a_scale_bar_has_a_round_length(longest: float, metres: float) -> None:
    assert choose_length(longest) == metres


def test_neighbours_keep_their_border_and_the_smallest_area_stays() -> None:
    left = shapely.box(0, 0, 1000.3, 1000)
    right = shapely.box(1000.3, 0, 2000, 1000)
    tiny = shapely.box(3000, 0, 3001, 1)
    with_hole = shapely.box(0, 2000, 1000, 3000).difference(shapely.box(300, 2300, 600, 2600))
    shapes = np.array([left, right, tiny, with_hole], dtype=object)
    found = make_paths(shapes, Fit(0.1, 5, 5), 0.12)
    assert len(found) == 4
    edge_left, edge_right = found[0].vertices[:, 0].max(), found[1].vertices[:, 0].min()
    assert edge_left == edge_right == pytest.approx(105.03, abs=0.06)
    assert len(found[2].vertices) == 5
    assert (found[3].codes == Outline.MOVETO).sum() == 2


def test_wrapped_lines_fit_also_for_a_link_without_spaces() -> None:
    text = "Bekijk: https://wijken.example/?" + "gebied=heerlen-noord&" * 20
    lines = wrap_text(text, 200, 8)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(measure_width(line, 8) for line in lines) <= 200


@pytest.mark.parametrize("size", SHEETS)
def test_no_part_of_a_sheet_covers_another(opened: OPEN, size: str) -> None:
    page = opened("?gebied=nieuwegein-centrale-as&laag=misdrijven_per_1000&klassen=reference")
    sheet = SHEETS[size]
    found = lay_out_sheet(sheet, write_captions(page), f"{SITE}/" + "x" * 120)
    boxes = [found.head, found.map, found.legend, found.foot]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    whole = SheetBox(0, 0, sheet.width, sheet.height)
    assert all(whole.holds(box) for box in [*boxes, found.code])
    assert found.foot.bottom >= 0
    assert found.map.height > 0.35 * sheet.height
    assert len(found.notes) * sheet.small * 1.25 <= found.foot.height + 0.01


# --- where it comes from and where it leads -------------------------------------------------------


def test_the_edition_holds_the_whole_outlines(starter_edition: Edition) -> None:
    shapes = starter_edition.areas.shapes
    assert shapes.crs.to_epsg() == 28992
    assert "shapes.parquet" in starter_edition.manifest.tables
    areas = starter_edition.areas.frame
    assert set(shapes.index) == set(areas.index[areas["has_shape"]])
    levels = shapes["level"].value_counts()
    assert levels[AreaLevel.FOCUSGEBIED.value] == 20
    assert levels[AreaLevel.BUURT.value] == 508


def test_a_link_names_layer_and_period_also_where_they_are_the_default(opened: OPEN) -> None:
    assert make_permalink(opened(""), f"{SITE}/") == (
        f"{SITE}/?laag=misdrijven_per_1000&periode=2025"
    )


def test_the_menu_offers_four_sizes_of_each_kind(opened: OPEN) -> None:
    pictures, *_ = make_download_menu(opened(HOMES)).groups
    links = [link for row in pictures.rows for link in row.links]
    assert len(links) == 16
    assert links[1].href == (
        "/export/map.png?gebied=heerlen-noord&laag=koopwoningen_pct&formaat=slide&dpi=300"
    )
    assert len({link.spoken for link in links}) == 16
