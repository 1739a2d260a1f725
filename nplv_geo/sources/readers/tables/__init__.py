"""Tables out of CSV, XLSX, JSON and Parquet: found in their sheet, and turned into figures."""
