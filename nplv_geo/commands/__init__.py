"""The command line: one module for each command, in Dutch, without tracebacks.

Comes in: arguments. Goes out: work ordered from the other rooms, progress, and one clear line when
it could not be done.
"""
