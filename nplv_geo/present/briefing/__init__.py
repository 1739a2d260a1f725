"""A briefing as slides of texts, figures, charts and tables, whatever file it ends in.

Comes in: a page. Goes out: slides, and the downloads that the page offers.
"""
