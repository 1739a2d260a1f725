"""Pages of their own: changes, method, programme, and the embedded map.

Comes in: an edition. Goes out: whole pages from templates.
"""
