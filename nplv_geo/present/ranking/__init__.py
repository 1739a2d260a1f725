"""Areas in order of one figure, with the places and the range that chance allows each of them.

Comes in: a page. Goes out: rows with words and positions on one line, for the page and its slides.
"""
