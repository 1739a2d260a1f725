"""The map as a model: shapes, class numbers, legend, captions, table, source, rules for circles.

Comes in: a page. Goes out: what the browser and the pictures draw, and the table beside it.
"""
