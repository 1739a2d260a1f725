"""From the raw store to a new edition.

Comes in: definitions, published tables and boundaries. Goes out: one immutable edition folder,
with values at every level, class breaks, files for the browser and a manifest. A build that fails
leaves the current edition as it was.
"""
