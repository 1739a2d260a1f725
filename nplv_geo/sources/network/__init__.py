"""The one door to the network: retries, time-outs, proxies, progress, downloads, tiles.

Comes in: an address and what may be waited for it. Goes out: bytes and their validators, or one
error in a sentence. ``cbsodata`` walks through it too, in a copy of our own.
"""
