"""Work that either face may order: exports outside the serving process, and their queue.

Comes in: requests of the page, the API or the command line. Goes out: files, progress and tickets.
Background tiles are fetched here, the only thing for which an export leaves the machine.
"""
