"""Pieces of a PDF page: texts in the page's own font, tables and charts as drawings."""
