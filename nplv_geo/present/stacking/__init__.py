"""Stacking of domains in words and as a panel.

Comes in: a page of the stacking. Goes out: its texts, choices and counts.
"""
