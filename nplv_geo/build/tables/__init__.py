"""Published tables beside the areas of an edition.

Comes in: a published table, and the codes that an edition stands on.
Goes out: its figures by those codes, as rates, with the weights by which they may be added up.
"""
