"""Figures of one area division on the places of another: shares, carrying, and how sure that is."""
