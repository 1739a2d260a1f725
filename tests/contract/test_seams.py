"""What this project uses of other libraries without their promise: one test for each seam.

After an upgrade the name of a test here tells what has to be looked at; ``docs/page.md`` lists
them with the reason for each. None of these tests needs a browser.
"""

from __future__ import annotations

import importlib.util
import inspect
import io
import json
import re
from pathlib import Path

import dash_leaflet
import docx
import pytest
import requests
from cbsodata import cbsodata3
from dash import Dash, dcc, html
from dash_ag_grid import AgGrid
from docx.oxml import OxmlElement
from docx.oxml.ns import qn as docx_qn
from docx.text.paragraph import Paragraph
from fpdf import FPDF
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Pt
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject

from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.texts import texts
from nplv_geo.sources.network import cbsodata_client
from nplv_geo.web import _UNNEEDED
from nplv_geo.web.page.first_paint import defer_scripts
from nplv_geo.web.page.libraries import FETCHED_WHEN_NEEDED, hold_libraries

BOX = (Pt(0), Pt(0), Pt(100), Pt(100))
PRIVATE_OF_PYPDF = {"_add_object"}
PRIVATE_OF_FPDF = {"_out"}
PRIVATE_OF_DOCX = {"_p", "_r", "_tbl", "_tc", "_tr"}
PRIVATE_OF_PPTX = {"_blob", "_chartSpace", "_element", "_nvXxPr", "_r", "_tbl", "_tc"}
_PRIVATE = re.compile(r"(?<=[\w)\]])\.(_[a-zA-Z]\w*)")


def bundle(package: str, file: str) -> str:
    """A script of a package as browsers get it."""
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / file).read_text(encoding="utf-8")


def script(name: str) -> str:
    """A source of the page's scripts."""
    return (PROJECT / "scripts/src" / name).read_text(encoding="utf-8")


SEAMS = script("seams.js")


# --- Dash -----------------------------------------------------------------------------------------


def test_dash_graph_takes_the_plotly_that_is_there() -> None:
    assert "plotly-basic.min.js" in script("page/plotly.js")
    assert "window.Plotly||new Promise" in bundle("dash.dcc", "dash_core_components.js")


@pytest.fixture(scope="module")
def index() -> str:
    """The page of an app with what our page uses of Dash."""
    app = Dash(__name__, serve_locally=True)
    parts = [dash_leaflet.Map(), dcc.Location("url"), dcc.Input(), dcc.Graph()]
    app.layout = html.Div(parts)
    with app.server.test_request_context("/"):
        return str(app.index())


def test_dash_sends_its_polyfill_and_its_table_by_these_names(index: str) -> None:
    assert len(_UNNEEDED.findall(index)) == 2
    assert len(re.findall(r"polyfill@|/dash_table/", _UNNEEDED.sub("", index))) == 0


def test_dash_writes_script_tags_in_a_form_that_can_be_held_back(index: str) -> None:
    # The remark for Internet Explorer and the settings stay what they are in our own index.
    footer = index.split("<footer>")[1]
    files = re.findall(r"<script[^>]* src=", footer)
    held = defer_scripts(footer)
    assert len(files) > 8
    assert len(re.findall(r'<script type="text/later" src=', held)) == len(files)
    assert '<script type="text/later" id="_dash-renderer">' in held


def test_dash_names_the_scripts_of_a_library_by_its_folder(index: str) -> None:
    held = hold_libraries(index, frozenset())
    waiting = re.findall(r'data-library="([^"]*)" data-src="[^"]*/(\w[\w-]*)\.', held)
    assert sorted(waiting) == [
        ("dash/dcc", "dash_core_components"),
        ("dash/dcc", "dash_core_components-shared"),
        ("dash_ag_grid", "dash_ag_grid"),
    ]
    assert {
        library: component._namespace  # noqa: SLF001
        for library, component in (("dash/dcc", dcc.Graph), ("dash_ag_grid", AgGrid))
    } == FETCHED_WHEN_NEEDED


def test_dash_fills_its_index_with_pieces_of_these_names() -> None:
    pieces = list(inspect.signature(Dash.interpolate_index).parameters)[1:]
    assert set(pieces) == {
        *("metas", "title", "css", "config", "scripts", "app_entry", "favicon", "renderer")
    }


def test_dash_lets_scripts_set_properties_of_a_component() -> None:
    """Documented, but the cards and the router need it by this name."""
    names = ("page/router.js", "page/view.js", "page/charts.js")
    assert [name for name in names if not _sets(script(name))] == []
    assert "set_props" in bundle("dash", "dash-renderer/build/dash_renderer.min.js")


def _sets(text: str) -> bool:
    return "dash_clientside.set_props(" in text


# --- AG Grid, in Dash AG Grid ---------------------------------------------------------------------


def test_the_grid_finds_what_it_calls_by_these_names() -> None:
    """Documented, but a grid without them shows rows that can't be sorted."""
    parts = bundle("dash_ag_grid", "async-community.js")
    for name in ("dashAgGridFunctions", "dashAgGridComponentFunctions"):
        assert f"window.{name}" in parts
        assert f"{name}: {{" in script("grid.js")
    assert "getApi(" in script("grid.js")
    assert "getApi" in bundle("dash_ag_grid", "dash_ag_grid.min.js")


def test_the_rest_of_the_grid_is_asked_for_beside_its_script() -> None:
    """Loaded later than the page, it has to find its own place."""
    assert "document.currentScript" in bundle("dash_ag_grid", "dash_ag_grid.min.js")


def test_each_word_that_the_grid_is_given_is_one_that_it_says() -> None:
    said = bundle("dash_ag_grid", "async-community.js") + bundle(
        "dash_ag_grid", "dash_ag_grid.min.js"
    )
    for language in ("nl", "en"):
        words = texts(language).words["grid_words"]
        assert [word for word in words if not re.search(rf"\b{word}\b", said)] == []


# --- Leaflet, in dash-leaflet ---------------------------------------------------------------------


def test_leaflet_is_there_for_all_scripts_and_tells_of_a_new_map() -> None:
    leaflet = bundle("dash_leaflet", "dash_leaflet.js")
    assert "leaflet().Map.addInitHook(" in SEAMS
    assert "window.L=" in leaflet
    assert "addInitHook" in leaflet


def test_children_of_a_map_stand_inside_its_element() -> None:
    """The map is made first; then its children are drawn in a ``div`` of which the map is."""
    assert 'closest(".leaflet-container")' in SEAMS
    made = r"new \w+\.Map\((\w+),\w+\).{0,300}?createElement\(\w+\.\w+,\{value:(\w+)\},(\w+)\)"
    drawn = r".{0,80}?return \w+\.createElement\(\"div\",\w+\(\{\},\w+,\{ref:\w+\}\),\w+\)"
    assert re.search(made + drawn, bundle("dash_leaflet", "dash_leaflet.js"))
    assert "leaflet-container" in bundle("dash_leaflet", "dash_leaflet.js")


def test_no_script_uses_anything_of_leaflet_that_is_private() -> None:
    used = {
        path.name: set(_PRIVATE.findall(path.read_text(encoding="utf-8")))
        for path in (PROJECT / "scripts/src").rglob("*.js")
    }
    assert {name: names for name, names in used.items() if names} == {}


# --- cbsodata -------------------------------------------------------------------------------------


def test_cbsodata_opens_a_session_by_a_name_that_we_can_replace() -> None:
    assert cbsodata3.Session is requests.Session
    assert "Session()" in inspect.getsource(cbsodata3)
    own = cbsodata_client._cbsodata  # noqa: SLF001  # ours
    assert own is not cbsodata3
    assert own.Session is not requests.Session


def test_cbsodata_reads_what_came_by_names_that_we_can_replace() -> None:
    source = inspect.getsource(cbsodata3)
    assert source.count("json.loads(r.text)") == 1
    assert source.count("r.json()") == 1
    assert cbsodata3.json is json
    assert cbsodata_client._cbsodata.json is not json  # noqa: SLF001  # ours


def test_cbsodata_takes_these_options() -> None:
    assert list(inspect.signature(cbsodata3.get_meta).parameters)[:3] == [
        *("table_id", "name", "catalog_url")
    ]
    assert {"filters", "catalog_url"} <= set(inspect.signature(cbsodata3.get_table_list).parameters)


# --- files ----------------------------------------------------------------------------------------


def test_every_private_name_of_a_library_that_exports_use_is_tried_below() -> None:
    lines = [
        line
        for path in (PROJECT / "nplv_geo").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "SLF001" in line
    ]
    used = {name for line in lines for name in _PRIVATE.findall(line.partition("#")[0])}
    assert used == PRIVATE_OF_PYPDF | PRIVATE_OF_FPDF | PRIVATE_OF_DOCX | PRIVATE_OF_PPTX


def test_pypdf_adds_an_object_to_a_file() -> None:
    assert isinstance(PdfWriter()._add_object(DictionaryObject()), IndirectObject)  # noqa: SLF001


def test_fpdf_writes_an_operator_on_the_page_that_is_open() -> None:
    sheet = FPDF()
    sheet.set_compression(compress=False)
    for number in (1, 2):
        sheet.add_page()
        sheet._out(f"/Artifact{number} BMC")  # noqa: SLF001
    first, second = PdfReader(io.BytesIO(sheet.output())).pages
    assert b"/Artifact1 BMC" in first.get_contents().get_data()
    assert b"/Artifact2 BMC" in second.get_contents().get_data()


def test_docx_gives_the_elements_of_a_paragraph_and_a_run() -> None:
    paragraph = docx.Document().add_paragraph()
    run = paragraph.add_run("woord")
    assert paragraph._p[-1] is run._r  # noqa: SLF001
    # Moved into another element a run stays in its paragraph, which lists its own only.
    field = OxmlElement("w:fldSimple")
    field.append(run._r)  # noqa: SLF001
    paragraph._p.append(field)  # noqa: SLF001
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == []
    assert [one.tag for one in paragraph._p.iter(docx_qn("w:r"))] == [docx_qn("w:r")]  # noqa: SLF001


def test_docx_gives_the_elements_of_a_table_its_rows_and_its_cells() -> None:
    table = docx.Document().add_table(1, 1)
    assert table._tbl.tblPr.tag == docx_qn("w:tblPr")  # noqa: SLF001
    assert table.rows[0]._tr.get_or_add_trPr().tag == docx_qn("w:trPr")  # noqa: SLF001
    assert table.cell(0, 0)._tc.get_or_add_tcPr().tag == docx_qn("w:tcPr")  # noqa: SLF001


@pytest.fixture
def slide() -> Slide:
    deck = Presentation()
    return deck.slides.add_slide(deck.slide_layouts[5])


def test_pptx_gives_the_element_of_a_shape_its_names_and_its_style(slide: Slide) -> None:
    element = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *BOX)._element  # noqa: SLF001
    assert element.find(qn("p:style")) is not None
    element._nvXxPr.cNvPr.set("descr", "text")  # noqa: SLF001
    assert b'descr="text"' in etree.tostring(element)


def test_pptx_gives_the_element_of_a_run_a_language(slide: Slide) -> None:
    run = slide.shapes.add_textbox(*BOX).text_frame.paragraphs[0].add_run()
    run._r.get_or_add_rPr().set("lang", "nl")  # noqa: SLF001
    assert b'lang="nl"' in etree.tostring(run._r)  # noqa: SLF001


def test_pptx_gives_the_elements_of_a_table_and_its_cells(slide: Slide) -> None:
    table = slide.shapes.add_table(1, 1, *BOX).table
    assert table._tbl.tblPr.find(qn("a:tableStyleId")) is not None  # noqa: SLF001
    cell = table.cell(0, 0)
    assert isinstance(cell, _Cell)
    assert cell._tc.get_or_add_tcPr().tag == qn("a:tcPr")  # noqa: SLF001


def test_pptx_gives_the_space_of_a_chart(slide: Slide) -> None:
    data = CategoryChartData()
    data.categories = ["a"]
    data.add_series("b", [1.0])
    chart = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *BOX, data).chart
    assert chart._chartSpace.chart.plotArea.tag == qn("c:plotArea")  # noqa: SLF001


def test_pptx_writes_the_theme_that_its_part_holds() -> None:
    deck = Presentation()
    master = deck.slide_master
    assert any(s._element.spPr.xfrm is not None for s in master.shapes)  # noqa: SLF001
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b"Office Theme", b"Of our own")  # noqa: SLF001
    deck.save(file := io.BytesIO())
    written = Presentation(file).slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    assert b"Of our own" in written.blob
