"""Figures over time: points of a series, slopes, changes, outcomes and the verdict on a trend.

Comes in: the points of one area and layer with what is known of chance. Goes out: what changed,
how sure that is, and what may be said of it.
"""
