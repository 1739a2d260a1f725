"""What every room may use: errors, settings, log, area codes, status words, files.

Comes in: the environment and plain text. Goes out: small values without knowledge of layers,
tables or pages. It imports nothing of this package.
"""
