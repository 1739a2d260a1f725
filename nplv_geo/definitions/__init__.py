"""What people write: layers, themes, focus areas, the programme, expectations of tables.

Comes in: the TOML and CSV files of ``layers/`` and ``data/``, and the registry of published
tables. Each is checked row by row, so that a mistake gets one sentence with its place. Goes out:
frozen models that the other rooms take as they are.
"""
