"""Readers of files: sheets, columns, cells, shapes, months, scores, the starter tables.

Comes in: a file as somebody published or downloaded it. Goes out: ``Figures`` and ``Boundaries``
with clean codes, numbers and status.
"""
