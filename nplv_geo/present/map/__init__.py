"""The map as a model: shapes, numbers and classes, legend, captions, table and source.

Comes in: a page. Goes out: what the browser and the pictures draw, and the table beside it.
"""
