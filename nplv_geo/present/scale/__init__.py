"""What a legend measures with: bounds that a reader typed, and the axis of the distribution.

Comes in: text of an address, or values. Goes out: bounds between classes, or counts along an axis.
"""
