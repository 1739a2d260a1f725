"""The page on which nobody has chosen anything yet: it asks, and tells what is worth a look.

Comes in: a page, and the profiles of the 20 areas. Goes out: findings, and themes as questions.
"""
