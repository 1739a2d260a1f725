"""One module for each official service, and what they share: parcels, columns, needs.

Comes in: what the layers need of which years. Goes out: raw files of that service.
"""
