"""From the raw store to a new edition.

Comes in: definitions, published tables and boundaries. Goes out: one immutable edition folder,
with values at every level, files for the browser and a manifest that says where each figure comes
from. A build that fails, or is implausible, leaves the current edition as it was.
"""
