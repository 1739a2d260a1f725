"""Values of an edition, a file for each period.

Comes in: values of every layer and area of a period.
Goes out: one value, one layer or one area, read from the mapped file without a copy.
"""
