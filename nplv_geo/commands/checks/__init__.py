"""What is wrong, or worth knowing: layers, areas, topics and the current edition.

Comes in: the project's definitions, the raw store and the current edition. Goes out: findings, and
tables of what there is.
"""
