"""The one door to the network: sessions, retries, progress, downloads, tiles.

Comes in: an address and what may be waited for it. Goes out: bytes and their validators, or one
error in a sentence.
"""
