"""Slides of a briefing laid out: where everything stands, measured, for both kinds of file.

Comes in: slides of ``present.briefing``. Goes out: places in points, with texts that fit them.
"""
