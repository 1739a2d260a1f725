"""Slides of a briefing: where everything stands, measured, for both kinds of file."""
