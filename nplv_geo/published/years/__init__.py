"""Boundary years: the division of each table, and where the places of one year lie in another.

Comes in: outlines, lists of codes and change marks of all years, as published. Goes out: crosswalks
between years, what is known of each, and tables that know their division.
"""
