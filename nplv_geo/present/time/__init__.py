"""Development over time: lines, gaps, events, end labels, the trend and its chart.

Comes in: a page and the history of its areas. Goes out: the trend as a model and as a chart.
"""
