"""The programme in one area: what is known of it, with the page that says so, and its peers'.

Comes in: the programme's own tables, the peers of an area, texts. Goes out: models of the page of
an area and of the block on the map, in which every fact has its source and what was not found is
said.
"""
