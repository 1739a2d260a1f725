"""The arithmetic of areas, pure: no files, no network, no page.

Comes in: arrays and tables of figures with their weights and status. Goes out: aggregates with
coverage and bounds, classes, comparisons, neighbours, stacking and margins. A missing value is
never 0 and a mean never goes without its weight.
"""
