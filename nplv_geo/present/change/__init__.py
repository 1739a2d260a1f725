"""The difference between two periods as a map: what may be coloured, and why the rest may not.

Comes in: an edition, a layer, two periods and the areas on the map. Goes out: differences with a
verdict for each area, and the words for legend, table and pictures.
"""
