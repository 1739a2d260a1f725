"""An edition on disk: its manifest, its tables, and which one is current.

Comes in: the folder that one build wrote. Goes out: areas, values and origins, opened read-only
and mapped into memory. Whatever is worked out of an edition may be remembered as long as it is
open.
"""
