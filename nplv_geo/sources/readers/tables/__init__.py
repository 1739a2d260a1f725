"""Tables out of CSV, XLSX, JSON and Parquet: found in their sheet, and turned into figures.

Comes in: rows and cells as somebody saved them. Goes out: ``Figures``, one a period.
"""
