"""Sentences about an area: which claims are certain enough, and the text that makes them.

Comes in: the profile of an area. Goes out: claims by rule, and the paragraph made of them, in both
languages.
"""
