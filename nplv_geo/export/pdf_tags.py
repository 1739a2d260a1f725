"""Tags for a PDF that was drawn without: its language, and one figure with alternative text."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)


def tag_pdf(content: bytes, alt: str, language: str) -> bytes:
    """Mark the one page of a PDF as a figure and tell its language.

    What is drawn stays as it is: it only comes between the marks of a figure.

    Parameters
    ----------
    content
        PDF of one page without tags.
    alt
        The picture in words.
    language
        Language of those, as ``nl``.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    _mark_contents(writer)
    root = writer.root_object
    marked = DictionaryObject({NameObject("/Marked"): BooleanObject(value=True)})
    shown = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(value=True)})
    root[NameObject("/StructTreeRoot")] = _add_tree(writer, alt)
    root[NameObject("/MarkInfo")] = marked
    root[NameObject("/ViewerPreferences")] = shown
    root[NameObject("/Lang")] = TextStringObject(language)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def _mark_contents(writer: PdfWriter) -> None:
    """Put what is drawn between the marks of figure 0."""
    page = writer.pages[0]
    start, end = StreamObject(), StreamObject()
    start.set_data(b"/Figure <</MCID 0>> BDC\n")
    end.set_data(b"\nEMC")
    contents = page.raw_get("/Contents")
    parts = [writer._add_object(start), contents, writer._add_object(end)]  # noqa: SLF001  # pypdf has no other
    page[NameObject("/Contents")] = ArrayObject(parts)
    page[NameObject("/StructParents")] = NumberObject(0)


def _add_tree(writer: PdfWriter, alt: str) -> IndirectObject:
    """Add the tree of tags: one figure with its alternative text."""
    tree = DictionaryObject()
    tree_reference = writer._add_object(tree)  # noqa: SLF001
    figure = writer._add_object(  # noqa: SLF001
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject("/Figure"),
                NameObject("/P"): tree_reference,
                NameObject("/Pg"): writer.pages[0].indirect_reference,
                NameObject("/K"): NumberObject(0),
                NameObject("/Alt"): TextStringObject(alt),
            }
        )
    )
    numbers = ArrayObject([NumberObject(0), ArrayObject([figure])])
    tree.update(
        {
            NameObject("/Type"): NameObject("/StructTreeRoot"),
            NameObject("/K"): figure,
            NameObject("/ParentTree"): DictionaryObject({NameObject("/Nums"): numbers}),
        }
    )
    return tree_reference
