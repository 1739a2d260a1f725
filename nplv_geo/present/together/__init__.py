"""Two layers together: what is said of them, the square that is their legend, and their scatter.

Comes in: a page with a pair. Goes out: sentences, the model of the legend, a Plotly figure.
"""
