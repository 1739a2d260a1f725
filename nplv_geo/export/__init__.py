"""Exports: what readers take along. The map as a picture, drawn from the same page as the screen.

Nothing here knows Dash or the network; the command line and the routes ask the same functions.
"""
