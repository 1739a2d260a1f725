"""Pieces of a PowerPoint file: shapes, charts, tables, and the package they are kept in."""
