"""What people write: layers, themes, focus areas, the programme, expectations, thresholds.

Comes in: the TOML and CSV files of ``layers/`` and ``data/``; the registry of published tables and
the bounds on coverage stand here as code. Each is checked row by row, so that a mistake gets one
sentence with its place. Goes out: frozen models that the other rooms take as they are.
"""
