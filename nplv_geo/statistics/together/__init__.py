"""Two figures of the same areas: classes of both at once, and how far they go together.

Comes in: two arrays in one order of areas. Goes out: a class and a rank correlation; areas that
lack one of the two are left out of both.
"""
