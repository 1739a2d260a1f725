"""Outlines out of the services of PDOK, whichever of them has a year, and into one form of file.

Comes in: a year, a level and which gemeenten.
Goes out: a parcel for the raw store.
"""
