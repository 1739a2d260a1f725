"""What became of places over the boundary years, and how well years can be compared.

Comes in: an edition, and a code of any boundary year. Goes out: the life of a place as an answer
and as text, and how each year came onto the map.
"""
