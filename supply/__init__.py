"""What the program is made of besides itself: which packages, under which licences, safe or not.

Comes in: the lock, what is installed, the bundles of the page, advisories. Goes out: a bill of
materials, a list of licences, and a verdict.
"""
