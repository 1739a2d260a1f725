"""The table beside the map: the same areas in words, as rows of text or as a grid of all."""
