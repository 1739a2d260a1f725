"""The stacking through the years: which can be compared, what changed, how many there were.

Comes in: figures of an edition, and what speaks for each domain. Goes out: years, changes, counts.
"""
