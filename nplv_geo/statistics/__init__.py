"""The arithmetic of areas, pure: no files, no network, no shapes, no page.

Comes in: arrays, tables and observations (one figure of one area) with their weights and status,
and the membership that says what an area is made of. Goes out: aggregates with coverage and
bounds, denominators, classes, comparisons, neighbours, stacking, margins and chance. A missing
value is never 0 and a mean never goes without its weight.
"""
