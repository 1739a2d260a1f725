"""One number with everything known about it: references, rank, signs, history, profile.

Comes in: an edition, a layer, a period and an area. Goes out: reports of values that the page, the
API and the briefing all use.
"""
