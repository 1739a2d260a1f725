"""Pieces of a PowerPoint file: shapes, charts, tables, and the package they are kept in.

Comes in: places of ``export.slides``. Goes out: native shapes that can be edited, with alternative
texts.
"""
