"""One module for each official service, and what they share: needs, columns, parcels.

Comes in: what the layers need of which years. Goes out: jobs that each hand back one file for the
raw store.
"""
