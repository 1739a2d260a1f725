"""Files to take along: the map as a picture, a briefing as slides, figures as tables.

Comes in: a page, or the request of one, and what of it is wanted. Goes out: bytes of one file, the
same for command line, page and API. Nothing here knows Dash or the network.
"""
