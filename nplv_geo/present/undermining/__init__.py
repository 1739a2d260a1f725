"""The view on undermining in words: one area beside others, areas side by side, and its cautions.

Comes in: a page of the view. Goes out: models that page, slide, file and API share.
"""
