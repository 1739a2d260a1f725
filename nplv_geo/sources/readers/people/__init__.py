"""Where people live: the squares of CBS, and layers of points.

Comes in: a file that its columns or its shapes show to be one of these.
Goes out: ``PeoplePoints`` in RD, with what was left out.
"""
