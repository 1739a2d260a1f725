"""One view of the page as a model that its parts share: view, scope, rounding, colours, answers.

Comes in: the query of an address, parsed into a ``View``; any query gives a view. Goes out: a
``Page``, of which every part is a function, and the models in which API and command line answer.
"""
