"""The structure of a PDF for who has it read aloud: headings, lists, tables with their headings.

``fpdf2`` draws, but marks pictures only. So each piece of text is put between marks while it is
drawn, and the tree that says what they are is added to the finished file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked piece of a page: the number of the page from 0, and that of the piece on it."""

    page: int
    number: int


@dataclass(slots=True)
class Element:
    """An element of the structure, with what lies in it in reading order.

    Attributes
    ----------
    kind
        Standard name of such an element, such as ``H1``, ``P``, ``Table`` or ``TD``.
    scope
        Of a heading in a table: ``Row`` or ``Column``.
    """

    kind: str
    scope: str = ""
    kids: list[Element | Mark] = field(default_factory=list)


class Structure:
    """What is drawn on a sheet, as a tree of elements.

    Parameters
    ----------
    sheet
        The sheet that is drawn on; whatever is drawn outside :meth:`mark` has to be
        :meth:`decorate`.
    """

    def __init__(self, sheet: FPDF) -> None:
        self._sheet = sheet
        self._open = [Element("Document")]
        self._counts: dict[int, int] = {}

    @property
    def root(self) -> Element:
        """The element that holds all others."""
        return self._open[0]

    @contextmanager
    def inside(self, kind: str, scope: str = "") -> Iterator[None]:
        """Open an element: what is marked meanwhile lies in it."""
        element = Element(kind, scope)
        self._open[-1].kids.append(element)
        self._open.append(element)
        yield
        self._open.pop()

    @contextmanager
    def mark(self) -> Iterator[None]:
        """Mark what is drawn meanwhile, on one page, as content of the open element."""
        page, kind = self._sheet.page - 1, self._open[-1].kind
        number = self._counts.get(page, 0)
        self._counts[page] = number + 1
        self._open[-1].kids.append(Mark(page, number))
        self._write(f"/{kind} <</MCID {number}>> BDC")
        yield
        self._write("EMC")

    @contextmanager
    def decorate(self) -> Iterator[None]:
        """Mark what is drawn meanwhile as something that is not read aloud."""
        self._write("/Artifact BMC")
        yield
        self._write("EMC")

    def _write(self, operator: str) -> None:
        sheet = self._sheet
        sheet._out(operator)  # noqa: SLF001  # has no other way


def add_structure(content: bytes, root: Element, headings: Sequence[tuple[str, int]]) -> bytes:
    """Add the structure to a PDF whose pieces are marked, and a list of its headings.

    Parameters
    ----------
    content
        PDF in which each piece of text stands between marks.
    root
        What the pieces are.
    headings
        Headings of the side bar, each with the number of its page from 0.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    tree_reference = writer._add_object(tree)  # noqa: SLF001  # pypdf has no other
    parents: dict[int, dict[int, IndirectObject]] = {}
    tree[NameObject("/K")] = _add_element(writer, root, tree_reference, parents)
    numbers = ArrayObject()
    for page, elements in sorted(parents.items()):
        writer.pages[page][NameObject("/StructParents")] = NumberObject(page)
        numbers.append(NumberObject(page))
        numbers.append(ArrayObject([elements[number] for number in sorted(elements)]))
    tree[NameObject("/ParentTree")] = DictionaryObject({NameObject("/Nums"): numbers})
    writer.root_object[NameObject("/StructTreeRoot")] = tree_reference
    marked = DictionaryObject({NameObject("/Marked"): BooleanObject(value=True)})
    writer.root_object[NameObject("/MarkInfo")] = marked
    for title, page in headings:
        writer.add_outline_item(title=title, page_number=page)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def _add_element(
    writer: PdfWriter,
    element: Element,
    parent: IndirectObject,
    parents: dict[int, dict[int, IndirectObject]],
) -> IndirectObject:
    """Add an element with all that lies in it; notes in ``parents`` whose each mark is."""
    made = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/StructElem"),
            NameObject("/S"): NameObject(f"/{element.kind}"),
            NameObject("/P"): parent,
        }
    )
    reference = writer._add_object(made)  # noqa: SLF001
    if element.scope:
        made[NameObject("/A")] = DictionaryObject(
            {
                NameObject("/O"): NameObject("/Table"),
                NameObject("/Scope"): NameObject(f"/{element.scope}"),
            }
        )
    kids: list[PdfObject] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_add_element(writer, kid, reference, parents))
        else:
            parents.setdefault(kid.page, {})[kid.number] = reference
            kids.append(_refer_to_mark(writer, kid))
    made[NameObject("/K")] = ArrayObject(kids)
    return reference


def _refer_to_mark(writer: PdfWriter, mark: Mark) -> DictionaryObject:
    page = writer.pages[mark.page].indirect_reference
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/MCR"),
            NameObject("/Pg"): page if page is not None else TextStringObject(""),
            NameObject("/MCID"): NumberObject(mark.number),
        }
    )
