"""What every room may use: area codes and levels, status words, errors, settings, log, files.

Comes in: the environment and plain text. Goes out: small values, types of arrays, and the models
that more than one room must know: ``contracts`` (what refuses unknown fields), ``checked_rows``
(tables that people write), ``browser_models`` (files for the browser) and ``tile_service`` (where
background tiles are). It imports nothing of this package.
"""
