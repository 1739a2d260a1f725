"""Two maps side by side: what is said of the pair, and what a reader can set beside a map.

Comes in: a page with the page beside it. Goes out: models in words and links; values, classes and
legends of either map are those of its own page.
"""
