"""What is the same for every view: the menu, names to search, the method, the programme.

Comes in: an edition and the definitions. Goes out: one model for each of these pages and lists.
"""
