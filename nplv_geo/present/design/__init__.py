"""How everything looks: one file of design tokens, and the dark theme that follows from it.

Comes in: nothing. Goes out: colours by role, sizes of letters, spaces, corners, lines and motion,
of which style sheets, charts, pictures, slides and files take theirs.
"""
