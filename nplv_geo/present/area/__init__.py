"""The parts of an area's page: panel, cards, strips, peers, ring, the profile as text.

Comes in: a page and the profile of its area. Goes out: one model for each part.
"""
