"""A talk sheet as Word and as PDF.

Comes in: a sheet of ``present.talk``. Goes out: one file of either kind, with the same texts.
"""
