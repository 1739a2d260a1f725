"""Sentences about an area: what may be claimed, how sure it is, how it is said.

Comes in: the profile of an area. Goes out: claims by rule, and the paragraph made of them, in both
languages.
"""
