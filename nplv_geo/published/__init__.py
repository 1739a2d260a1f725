"""Tables and boundaries as published, and the raw store of files that they came in.

Comes in: bytes with a sidecar that says where they are from. Goes out: one table for one period in
one shape (``Figures``), with its division, status and state, whoever published it. Nothing is
computed here but which places and periods may be put side by side, and which figures can't be.
"""
