"""Figures over time: points of a series, slopes, changes, outcomes and the trend verdict.

Comes in: the points of one area and indicator with their margins. Goes out: what changed, how sure
that is, and what may be said of it.
"""
