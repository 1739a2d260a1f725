"""What all charts of the page share: the Plotly template of the house.

Comes in: named colours. Goes out: templates that figures name.
"""
