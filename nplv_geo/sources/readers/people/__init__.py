"""Where people live: the squares of CBS, and layers of points.

Comes in: a file of which its bytes, its columns and its shapes showed that it is one of these. Goes
out: ``PeoplePoints``.
"""
