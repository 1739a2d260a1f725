"""How the values of a map become classes: which figures decide on the bounds.

Comes in: a view and what it shows. Goes out: a classification, and words for legend and pictures.
"""
