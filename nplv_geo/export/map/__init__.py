"""The map as PNG, SVG and PDF, drawn with Matplotlib at a size in millimetres.

Comes in: a page. Goes out: one picture with legend, scale bar, source and address.
"""
