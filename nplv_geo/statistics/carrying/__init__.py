"""Figures of one area division on the places of another: shares, and how sure that is.

Comes in: common ground of the places of two years, inhabitants, figures. Goes out: a crosswalk, the
shares that figures are divided by, and the band that this leaves.
"""
