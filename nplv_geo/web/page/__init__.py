"""The page itself: layout, first paint, search, and the answer to a change of view.

Comes in: the query of the page. Goes out: its parts as HTML, JSON and Dash components.
"""
