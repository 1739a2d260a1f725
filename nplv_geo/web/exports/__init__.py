"""Routes of the files to take along.

Comes in: the query of the page. Goes out: a ticket, progress or the file.
"""
