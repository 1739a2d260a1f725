"""A briefing as PowerPoint and as PDF.

Comes in: slides of ``present.briefing``. Goes out: one file of either kind.
"""
