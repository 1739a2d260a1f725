"""One view of the page as a model that its parts share: view, scope, classes, colours.

Comes in: the query of an address, parsed into a ``View``; any query gives a view. Goes out: a
``Page``, of which every part of the page is a function.
"""
