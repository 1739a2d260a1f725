"""The command ``export``: files of a view, the same as the page gives.

Comes in: arguments. Goes out: an order for the room of jobs, and a file where the user wants it.
"""
