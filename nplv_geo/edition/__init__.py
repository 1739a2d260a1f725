"""An edition on disk: what its manifest says, its tables, and which edition is current.

Comes in: the folder that one build wrote. Goes out: its areas, values and manifest, opened
read-only and mapped into memory, and what changed since another edition. What was worked out of an
edition is kept in its one cache, bounded in bytes.
"""
