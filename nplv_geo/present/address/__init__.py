"""Words of an address with rules of their own: areas, levels, what stands on a second map.

Comes in: words of a query, an edition. Goes out: areas, levels and layers of that edition, and
what a step in the address makes meaningless. Nothing here knows of a view or a page.
"""
