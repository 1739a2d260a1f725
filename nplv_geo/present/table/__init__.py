"""The table beside the map: the same areas in words, as its first rows or as a grid of all.

Comes in: a page. Goes out: columns, rows in the order that the reader asked for, and pins.
"""
