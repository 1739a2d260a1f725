"""Stages of a build that do the same for many years or periods, in one process or in several.

Comes in: a derivation, and the years or periods that it is asked for.
Goes out: how good carrying is (``trial``) and the written values of each period (``periods``).
"""
