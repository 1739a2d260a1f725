"""Files for the browser, made once by a build: shapes and values, packed and compressed.

Comes in: shapes and derived values of an edition. Goes out: files under hashed names, which a
browser may keep for ever.
"""
