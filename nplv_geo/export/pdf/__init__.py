"""Pieces of a PDF page: texts in the page's own font, tables and charts as drawings.

Comes in: places of ``export.slides``. Goes out: text and drawings on a page of ``fpdf2``.
"""
