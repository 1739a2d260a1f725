"""What answers of services must look like: one place, checked before anything is done with them.

Comes in: the bytes of one answer. Goes out: what is in them, typed, or one error that names the
table, what was expected and what came. It knows no addresses, and nothing of what a figure means.
"""
