"""From the areas of another year to those of the map.

Comes in: rows of a layer on the division of their own table, and a crosswalk. Goes out: rows on the
map with what had to be divided and how sure that is, and what stands in the edition of it.
"""
