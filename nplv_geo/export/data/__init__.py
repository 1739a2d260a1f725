"""Figures as CSV, XLSX, GeoJSON, GeoPackage and Parquet, with notes on where they are from.

Comes in: a page and what of it is wanted. Goes out: one file that a spreadsheet or a GIS opens.
"""
