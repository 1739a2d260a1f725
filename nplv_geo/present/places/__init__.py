"""What became of places over the boundary years, and how well years can be compared.

Comes in: an edition, and a code of any boundary year or a focus area. Goes out: the life of a
place, or what the area was made of in each year, as an answer and as text.
"""
